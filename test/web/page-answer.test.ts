import { afterEach, describe, expect, it } from 'vitest';
import { TEXT_LENGTH_MAX } from '../../src/assessment.js';
import type { Outgoing, Reply } from '../../src/replies/reply.js';
import { ask, fieldValues, postForm } from './ask.js';
import {
  CONTACT,
  deliverAll,
  highReply,
  noticeReply,
  type SmallApp,
  type SmallAppOptions,
  startSmallApp,
} from './small-app.js';

let app: SmallApp | null = null;
async function start(options: SmallAppOptions = {}): Promise<SmallApp> {
  app = await startSmallApp(options);
  return app;
}
afterEach(async () => {
  await app?.close();
  app = null;
});

const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(found => String(found[1]));

describe('the answer on the page', () => {
  it('begins with the level in words, then reasons with quoted words, actions, a hotline and choices', async () => {
    const { server } = await start();
    const { status, text } = await postForm(server.url, { text: 'Lowongan admin' });
    expect(status).toBe(200);
    const inOrder = [
      'Lowongan admin',
      'BAHAYA TINGGI: jangan berangkat',
      'Tujuannya bukan negara penempatan resmi',
      '<q><bdi>LOWONGAN ADMIN CHAT, penempatan Kamboja</bdi></q>',
      'Jangan serahkan paspor atau KTP.',
      'Kantor Contoh, layanan warga',
      'per September 2026',
      'href="tel:+622155500000"',
      'href="https://wa.me/622155500000"',
      'bisa salah',
      'value="1"',
      'Saya sudah berangkat',
    ];
    let from = text.indexOf('id="jawaban"');
    for (const part of inOrder) {
      const at = text.indexOf(part, from);
      expect(at, part).toBeGreaterThanOrEqual(0);
      from = at;
    }
  });

  it('shows markup that a seeker or an advert wrote as the letters they are', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&</textarea><script>alert(2)</script>';
    const reply: Reply = {
      ...highReply(),
      blocks: [
        { type: 'headline', mark: '<b>', line: [{ text: hostile, bold: true }] },
        {
          type: 'reasons',
          title: [{ text: hostile, bold: false }],
          reasons: [{ line: [{ text: hostile, bold: false }], quote: hostile }],
        },
        { type: 'list', title: null, items: [[{ text: hostile, bold: false }]] },
        { type: 'contact', lead: null, contact: { ...CONTACT, name: hostile, seen: hostile } },
      ],
      choices: [{ number: 1, label: hostile, buttonLabel: hostile }],
    };
    const { server } = await start({ answer: () => [reply] });
    const { text } = await postForm(server.url, { text: hostile });
    expect(text).toContain('&lt;img src=x onerror=alert(1)>');
    expect(text.match(/<img /g)).toHaveLength(1);
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text.match(/<\/textarea>/g)).toHaveLength(1);
    // A fault keeps what was typed inside its box.
    const kept = await postForm(server.url, { text: hostile, choice: '9' });
    expect(kept.text.match(/<script/g)).toHaveLength(1);
    expect(kept.text).toContain('&lt;/textarea>');
  });

  it('makes links of listed contacts only, and dials nothing that is not in dialling form', async () => {
    const reply: Reply = {
      ...noticeReply('x'),
      blocks: [
        { type: 'lines', lines: [[{ text: 'https://palsu.example dan wa.me/62800', bold: false }]] },
        { type: 'contact', lead: null, contact: { ...CONTACT, e164: null, waLink: null } },
        {
          type: 'contact',
          lead: null,
          contact: { ...CONTACT, number: '110', e164: null, dial: '110', waLink: null },
        },
        {
          type: 'contact',
          lead: null,
          contact: {
            ...CONTACT,
            number: null,
            e164: null,
            waLink: null,
            url: 'https://www.kantor.example/lapor/',
          },
        },
        {
          type: 'contact',
          lead: null,
          contact: { ...CONTACT, number: null, e164: null, waLink: null, url: 'javascript:alert(1)' },
        },
        {
          type: 'contact',
          lead: null,
          contact: { ...CONTACT, number: null, e164: null, waLink: null, address: 'Jalan Contoh' },
        },
      ],
    };
    const { server } = await start({ answer: () => [reply], server: { emergencyContacts: () => [] } });
    const { text } = await postForm(server.url, { text: 'halo' });
    expect(linksOf(text)).toEqual(['#text', '/', 'tel:110', 'https://www.kantor.example/lapor/']);
    expect(text).toContain('kantor.example/lapor<');
    expect(text).toContain('+62 21 5550 0000');
    expect(text).toContain('<p>Jalan Contoh</p>');
  });

  it('puts digits alone on the buttons of a danger answer and says no level', async () => {
    const { server } = await start();
    const { text } = await postForm(server.url, { text: 'tolong' });
    const piece = text.slice(text.indexOf('id="jawaban"'), text.indexOf('class="ask"'));
    const buttons = [...piece.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(found =>
      String(found[1]).replace(/<[^>]*>/g, ''),
    );
    expect(buttons).toEqual(['1', '2']);
    expect(piece).toContain('Saya tidak boleh keluar');
    expect(piece).not.toMatch(/card-(?:high|caution|unsure|none)|level-mark/);
  });

  it('shows a picture of ours with its words, and a document as a file to keep', async () => {
    const outgoing: Outgoing[] = [
      { kind: 'picture', asset: 'src/web/assets/mark.svg', reply: noticeReply('Gambarnya') },
      { kind: 'document', asset: 'README.pdf', fileName: 'kartu.pdf', reply: noticeReply('Berkasnya') },
      { kind: 'picture', asset: '../outside.png', reply: noticeReply('Tanpa gambar') },
    ];
    const { server } = await start({
      deliver: (channel, message) => deliverAll(channel, message, outgoing),
    });
    const { text } = await postForm(server.url, { text: 'halo' });
    const picture = /<img class="picture" src="([^"]+)"/.exec(text)?.[1] ?? '';
    const served = await ask(server.url + picture);
    expect([served.status, served.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(text).toMatch(/href="\/assets\/shipped\/[0-9a-f]{16}\.pdf" download="kartu.pdf"/);
    expect(text.match(/class="picture"/g)).toHaveLength(1);
    expect(text).toContain('Tanpa gambar');
  });

  it('is only the piece for the script, and the whole page for everyone else', async () => {
    const { server } = await start();
    const piece = await postForm(server.url, { text: 'halo' }, { 'x-turn': '1' });
    expect(piece.text).toMatch(/^<div class="turn"/);
    expect(piece.text).not.toContain('<html');
    expect((await postForm(server.url, { text: 'halo' })).text).toMatch(/^<!doctype html><html lang="id">/);
  });
});

describe('the page of a newcomer', () => {
  it('says what is kept, that it can be wrong, and how many texts nobody has read', async () => {
    const { server } = await start();
    const { text } = await ask(server.url);
    expect(text).toContain('Bagi kami pengirimnya anonim. Perusahaan Telegram atau WhatsApp tetap bisa tahu');
    expect(text).toContain('bisa salah');
    expect(text).toMatch(/<p class="unread">\d+ teks/);
    expect(text).not.toMatch(/\{\{|undefined|\[object/);
  });

  it('offers adverts to try that are posted like any other', async () => {
    const { server, taken } = await start();
    const page = await ask(server.url);
    const examples = fieldValues(page.text, 'text');
    expect(examples.length).toBeGreaterThanOrEqual(2);
    await postForm(server.url, { text: examples[0] as string });
    expect(taken[0]?.content.kind).toBe('text');
  });

  it('leaves out the hotline of the start page beside a fault, where it already stands', async () => {
    const { server } = await start();
    const fault = await postForm(server.url, { text: 'x'.repeat(TEXT_LENGTH_MAX + 1) });
    expect(fault.text.match(/class="emergency"/g)).toHaveLength(1);
    expect((await ask(server.url)).text.match(/class="emergency"/g)).toHaveLength(1);
  });
});
