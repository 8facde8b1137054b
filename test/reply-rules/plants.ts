/** One broken reply, at least, for every rule that the checker knows. */
import type { ChannelName } from '../../src/message.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import { renderTelegram } from '../../src/replies/render-telegram.js';
import type { Block, Reply, ShownContact } from '../../src/replies/reply.js';
import { danger, family, high, none, thanks } from './good-replies.js';
import type { RuleCode } from './reply-rules.js';

const plain = (text: string) => [{ text, bold: false }];
const lines = (...texts: readonly string[]): Block => ({ type: 'lines', lines: texts.map(plain) });
const withBlocks = (reply: Reply, change: (blocks: Block[]) => Block[]): Reply => ({
  ...reply,
  blocks: change([...reply.blocks]),
});
const without = (reply: Reply, type: Block['type']): Reply =>
  withBlocks(reply, blocks => blocks.filter(block => block.type !== type));
export const adding = (reply: Reply, text: string): Reply =>
  withBlocks(reply, blocks => [...blocks, lines(text)]);
const withReason = (reply: Reply, clause: string, quote: string | null): Reply =>
  withBlocks(reply, blocks =>
    blocks.map(block =>
      block.type === 'reasons' ? { ...block, reasons: [{ line: plain(clause), quote }] } : block,
    ),
  );
const withContact = (reply: Reply, change: Partial<ShownContact>): Reply =>
  withBlocks(reply, blocks =>
    blocks.map(block =>
      block.type === 'contact' ? { ...block, contact: { ...block.contact, ...change } } : block,
    ),
  );
const choice = (number: number, label: string, buttonLabel = label) => ({ number, label, buttonLabel });

export interface Plant {
  readonly code: RuleCode;
  readonly what: string;
  readonly reply: Reply;
  readonly rendered?: string;
  readonly channel?: ChannelName;
}

/** One broken reply, at least, for every rule. */
export const PLANTS: readonly Plant[] = [
  {
    code: 'length',
    what: 'an advert answer of more than 1,000 characters',
    reply: adding(high, 'Jangan kirim uang. '.repeat(40)),
  },
  {
    code: 'length',
    what: 'a danger answer of more than 300',
    reply: adding(danger, 'Tunggu sebentar. '.repeat(10)),
  },
  { code: 'level_line', what: 'a level that does not stand in line 1', reply: without(high, 'headline') },
  { code: 'level_line', what: 'a mark that belongs to another level', reply: { ...high, level: 'caution' } },
  {
    code: 'level_line',
    what: 'a level without an action',
    reply: withBlocks(high, blocks => [
      { type: 'headline', mark: '🔴', line: plain('BAHAYA TINGGI') },
      ...blocks.slice(1),
    ]),
  },
  { code: 'level_line', what: 'small talk with a level', reply: { ...thanks, level: 'none' } },
  {
    code: 'order',
    what: 'actions before the reasons',
    reply: withBlocks(high, blocks => [blocks[0]!, ...blocks.slice(1).reverse()]),
  },
  {
    code: 'action',
    what: 'an advert answer in which nothing can be done',
    reply: withBlocks(without(high, 'list'), blocks => [
      { type: 'headline', mark: '🔴', line: plain('BAHAYA TINGGI: awas.') },
      ...blocks.slice(1),
    ]),
  },
  {
    code: 'doubt',
    what: 'an advert answer that is never wrong',
    reply: withBlocks(high, blocks => blocks.slice(0, -1)),
  },
  { code: 'doubt', what: 'a danger answer that doubts itself', reply: adding(danger, 'Bot ini bisa salah.') },
  {
    code: 'reasons',
    what: 'a clause of more than 60 characters',
    reply: withReason(high, `Berangkat ${'x'.repeat(60)}`, 'visa turis'),
  },
  {
    code: 'reasons',
    what: 'a reason with neither quotation nor lack',
    reply: withReason(high, 'Berangkatnya cepat', null),
  },
  {
    code: 'reasons',
    what: 'four reasons',
    reply: withBlocks(high, blocks =>
      blocks.map(block =>
        block.type === 'reasons'
          ? {
              ...block,
              reasons: Array.from({ length: 4 }, (_, index) => ({
                line: plain(`Tanda ${index}`),
                quote: 'visa',
              })),
            }
          : block,
      ),
    ),
  },
  {
    code: 'quote_length',
    what: 'a quotation of more than 60 characters',
    reply: withReason(high, 'Berangkat kerja', 'kata '.repeat(20)),
  },
  {
    code: 'quote_masked',
    what: 'a phone number in a quotation',
    reply: withReason(high, 'Berangkat kerja', 'hub 081200000000'),
  },
  {
    code: 'quote_masked',
    what: 'a name in a quotation',
    reply: withReason(high, 'Berangkat kerja', 'hub bu siti'),
  },
  {
    code: 'quote_hidden',
    what: 'turned text in a quotation',
    reply: withReason(high, 'Berangkat kerja', 'visa \u202Eturis'),
  },
  {
    code: 'quote_hidden',
    what: 'a line break in a quotation',
    reply: withReason(high, 'Berangkat kerja', 'visa\nturis'),
  },
  {
    code: 'contradiction',
    what: 'a sign of honesty in a warning',
    reply: withReason(high, 'Keterangan bahwa tidak ada biaya', 'tanpa biaya'),
  },
  {
    code: 'contradiction',
    what: 'a sign of danger where none was recognised',
    reply: withBlocks(none, blocks => [
      blocks[0]!,
      {
        type: 'reasons',
        title: plain('Alasannya:'),
        reasons: [{ line: plain('Berangkat kerja pakai visa wisata'), quote: 'visa turis' }],
      },
      ...blocks.slice(1),
    ]),
  },
  { code: 'two_numbers', what: 'a score beside the level', reply: adding(high, 'Skor 87.') },
  { code: 'no_guarantee', what: 'the lowest level as a promise', reply: without(none, 'lines') },
  { code: 'contact', what: 'a warning without a contact', reply: without(high, 'contact') },
  { code: 'contact', what: 'a danger answer without a contact', reply: without(danger, 'contact') },
  { code: 'contact', what: 'a contact without its month', reply: withContact(high, { seen: 'baru' }) },
  {
    code: 'contact',
    what: 'a contact under the lowest level',
    reply: withBlocks(none, blocks => [...blocks, ...high.blocks.filter(block => block.type === 'contact')]),
  },
  {
    code: 'contact_line',
    what: 'a number inside a sentence',
    reply: high,
    rendered: renderPlain(high).replace('\n+62', ' +62'),
  },
  { code: 'danger_bare', what: 'a level in a danger answer', reply: adding(danger, 'Ini BAHAYA TINGGI.') },
  { code: 'danger_bare', what: 'a score in a family answer', reply: adding(family, 'Skor 87.') },
  {
    code: 'danger_bare',
    what: 'a quotation in a danger answer',
    reply: withBlocks(danger, blocks => [
      ...blocks,
      { type: 'reasons', title: plain('Tadi:'), reasons: [{ line: plain('Kata'), quote: 'tolong' }] },
    ]),
  },
  {
    code: 'danger_bare',
    what: 'a report offered in a danger answer',
    reply: { ...danger, choices: [choice(3, 'Laporkan tanpa nama', '3')] },
  },
  {
    code: 'danger_alarm',
    what: 'an alarm in line 1',
    reply: withBlocks(danger, blocks => [lines('Hubungi polisi.'), ...blocks]),
  },
  {
    code: 'danger_alarm',
    what: 'an alarm in line 1 for a family',
    reply: withBlocks(family, blocks => [lines('Dia korban TPPO.'), ...blocks]),
  },
  {
    code: 'danger_buttons',
    what: 'words on the buttons of a danger answer',
    reply: { ...danger, choices: [choice(1, 'Tidak boleh keluar', 'Disekap')] },
  },
  { code: 'danger_question', what: 'two questions at once', reply: adding(danger, 'Di mana? Sama siapa?') },
  { code: 'wording', what: 'an accusation', reply: adding(high, 'Dia penipu.') },
  { code: 'wording', what: 'a pronoun', reply: adding(high, 'Jangan kamu kirim.') },
  { code: 'wording', what: 'a judgement of safety', reply: adding(none, 'Lowongan ini aman.') },
  { code: 'wording', what: 'office language', reply: adding(high, 'Ada indikasi masalah.') },
  {
    code: 'sentences',
    what: 'a sentence of more than 20 words',
    reply: adding(high, Array.from({ length: 21 }, () => 'kata').join(' ')),
  },
  {
    code: 'choices',
    what: 'six choices',
    reply: { ...high, choices: [1, 2, 4, 5, 6, 7].map(number => choice(number, 'Lihat')) },
  },
  { code: 'choices', what: 'choices without a case', reply: { ...high, caseId: null } },
  {
    code: 'choices',
    what: 'one number twice',
    reply: { ...high, choices: [choice(1, 'Lihat'), choice(1, 'Baca')] },
  },
  {
    code: 'report_choice',
    what: 'a 3 that is no report',
    reply: { ...high, choices: [choice(3, 'Saya sudah bayar')] },
  },
  {
    code: 'report_choice',
    what: 'a report that is no 3',
    reply: { ...high, choices: [choice(4, 'Laporkan tanpa nama')] },
  },
  {
    code: 'buttons',
    what: 'a button label that is cut off',
    reply: { ...high, choices: [choice(1, 'Lihat', 'Saya sudah berangkat ke sana')] },
  },
  {
    code: 'links',
    what: 'a link in a quotation',
    reply: high,
    rendered: `${renderPlain(high)}\n> contoh.com/daftar`,
  },
  {
    code: 'links',
    what: 'a link with a scheme',
    reply: high,
    rendered: `${renderPlain(high)}\nhttps://contoh.com`,
  },
  { code: 'links', what: 'a handle', reply: high, rendered: `${renderPlain(high)}\n> @contoh_loker` },
  {
    code: 'links',
    what: 'a WhatsApp number that no contact has',
    reply: withContact(high, { waLink: 'https://wa.me/6280000000000' }),
  },
  {
    code: 'markup',
    what: 'a tag out of a quotation on Telegram',
    reply: high,
    rendered: `${renderTelegram(high).html}<i>`,
    channel: 'telegram',
  },
  {
    code: 'markup',
    what: 'a tag left open',
    reply: high,
    rendered: `${renderTelegram(high).html}<b>`,
    channel: 'telegram',
  },
  {
    code: 'markup',
    what: 'stars in a quotation on WhatsApp',
    reply: high,
    rendered: `${renderPlain(high)}\n> *gratis*`,
    channel: 'whatsapp',
  },
  {
    code: 'markup',
    what: 'a star left over on WhatsApp',
    reply: high,
    rendered: `${renderPlain(high)}\n*gratis`,
    channel: 'whatsapp',
  },
  {
    code: 'markup',
    what: 'bold with a space inside its stars on WhatsApp',
    reply: high,
    rendered: `${renderPlain(high)}\n*Alasannya: * ini`,
    channel: 'whatsapp',
  },
  { code: 'emoji', what: 'a row of emoji', reply: adding(high, '🔴🔴 Jangan kirim uang.') },
  { code: 'emoji', what: 'an emoji in the middle of a line', reply: adding(high, 'Jangan 🔴 kirim uang.') },
  { code: 'emoji', what: 'an emoji in a danger answer', reply: adding(danger, '🔴 Tunggu.') },
  { code: 'shouting', what: 'a shouted word', reply: adding(high, 'JANGAN kirim uang.') },
  { code: 'promotion', what: 'a request for donations', reply: adding(high, 'Terima donasi.') },
  {
    code: 'way_on',
    what: 'small talk that ends the conversation',
    reply: { ...thanks, blocks: [lines('Sama-sama.')] },
  },
  { code: 'phone_in_text', what: 'a phone number in a text', reply: adding(high, 'Telepon 021 000 0000.') },
];
