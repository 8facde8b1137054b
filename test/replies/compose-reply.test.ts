import { describe, expect, it } from 'vitest';
import type { Speech } from '../../src/conversation/speech.js';
import { composeReply } from '../../src/replies/compose-reply.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import type { Reply } from '../../src/replies/reply.js';
import { steadyTools, textsThatShip, toolsThatShip } from '../reply-rules/shipped.js';
import { assessed, CASE_ID, finding } from '../reply-rules/speeches.js';

const keys = textsThatShip().reasonKeys;
const tools = toolsThatShip('id');
const steady = steadyTools('id');
const verdict = (...args: Parameters<typeof assessed>): Speech => ({
  say: 'verdict',
  assessment: assessed(...args),
  caseId: CASE_ID,
  messageCount: 1,
  mayReport: false,
});
const text = (speech: Speech): string => renderPlain(composeReply(speech, tools));
const contactsOf = (reply: Reply) => reply.blocks.filter(block => block.type === 'contact');

describe('an advert answer', () => {
  const strong = [
    finding('visa_tourist', 'pakai visa turis dulu'),
    finding('lie_to_immigration', 'bilang liburan'),
    finding('exit_fine', 'denda 20 juta'),
    finding('chat_only_contact', 'chat saja'),
  ];

  it('reads as a caseworker would write it', () => {
    const kamboja = verdict('high', 'scam_compound', 'KH', [
      finding('destination_not_placement', 'kerja di kamboja'),
      ...strong,
    ]);
    expect(
      renderPlain(composeReply(kamboja, steady)),
    ).toBe(`🔴 BAHAYA TINGGI: jangan berangkat, jangan kirim uang.

Iklan ini mirip perekrutan ke tempat penipuan online. Di sana orang bisa ditahan.

Alasannya:
1. Kamboja bukan negara penempatan resmi (Oktober 2025)
> kerja di kamboja
2. Berangkat kerja pakai visa wisata
> pakai visa turis dulu

Lakukan sekarang:
- Jangan serahkan paspor atau KTP.
- Simpan iklan dan nomornya.
- Mau jalur resmi? Tanya Disnaker atau BP3MI terdekat.

Tanya atau lapor ke:
Kantor Contoh (per Mei 2026)
110

Bot ini bisa salah. Balas angka:

1 Saya sudah berangkat
2 Saya sudah bayar
5 Alasan lengkap dan kontak lain`);
  });

  it('gives three reasons where they fit on a screen, strongest first, and never more', () => {
    const reply = text(verdict('high', 'gambling_promo', null, strong));
    expect(reply).toContain('1. Berangkat kerja pakai visa wisata');
    expect(reply).toContain('3. Ada denda kalau mau berhenti');
    expect(reply).not.toContain('4. ');
    expect(reply.length).toBeLessThanOrEqual(600);
  });

  it('keeps two reasons rather than brevity when their quotations are long', () => {
    const long = 'gaji besar tanpa pengalaman langsung berangkat minggu depan semua ditanggung';
    const reply = text(
      verdict(
        'high',
        'scam_compound',
        'KH',
        strong.map(one => ({ ...one, quote: long })),
      ),
    );
    expect(reply).toContain('2. ');
    expect(reply).not.toContain('3. ');
    expect(reply).toContain('minggu depan…');
  });

  it('says a reason once, however many rules gave it', () => {
    const twice = [finding('visa_tourist', 'visa turis'), finding('visa_tourist', 'visa wisata')];
    const reply = text(verdict('high', null, null, twice));
    expect(reply.match(/Berangkat kerja pakai visa wisata/g)).toHaveLength(1);
    expect(reply).toContain('> visa turis');
  });

  it('shows what speaks for an advert only where it does not warn', () => {
    const findings = [...strong.slice(0, 1), finding('no_fee_stated', 'tanpa biaya', -1)];
    expect(text(verdict('caution', null, 'MY', findings))).not.toContain('Keterangan bahwa tidak ada biaya');
    expect(text(verdict('unsure', null, 'MY', findings))).toContain('- Keterangan bahwa tidak ada biaya');
    expect(text(verdict('none', null, 'MY', findings))).toContain('- Keterangan bahwa tidak ada biaya');
    expect(text(verdict('none', null, 'MY', findings))).not.toContain('visa wisata');
  });

  it('names what is missing at "unsure", once', () => {
    const reply = text(verdict('unsure', null, 'MY', [finding('employer_missing', null)]));
    expect(reply).toContain('- nama perusahaan\n- siapa yang membayar biaya\n- besar gaji');
    expect(reply).not.toContain('Nama perusahaan tidak ada');
    expect(reply).toContain('datanya kurang');
  });

  it('gives the dated statement about a country even where no reason quotes it', () => {
    expect(text(verdict('high', 'scam_compound', 'LA', []))).toContain(
      'Jalur resmi ke Laos belum kami temukan (2026).',
    );
    expect(text(verdict('unsure', null, 'TH', []))).not.toContain('Thailand');
    expect(text(verdict('high', 'scam_compound', 'MY', []))).not.toContain('Malaysia');
  });

  it('never says of a country that no statement names what a rule says of others', () => {
    const reply = text(
      verdict('high', 'scam_compound', 'PH', [finding('destination_not_placement', 'ke filipina')]),
    );
    expect(reply).toContain('1. Jalur resmi ke Filipina belum kami temukan (2026)\n> ke filipina');
    expect(reply).not.toContain('bukan negara penempatan');
  });

  it('offers "I have left" only where somebody may travel, and never a 3', () => {
    const numbers = (speech: Speech) => composeReply(speech, tools).choices.map(({ number }) => number);
    expect(numbers(verdict('high', 'scam_compound', 'KH', []))).toEqual([1, 2, 5]);
    expect(numbers(verdict('high', 'task_scam', null, []))).toEqual([2, 5]);
    expect(numbers(verdict('high', 'fee_scam', 'KR', []))).toEqual([1, 2, 5]);
    expect(numbers(verdict('unsure', null, null, []))).toEqual([1, 5]);
    expect(numbers(verdict('none', null, null, []))).toEqual([1, 5]);
  });

  it('says how many messages it read when there were several', () => {
    const one = {
      say: 'verdict',
      assessment: assessed('none', null, null, []),
      caseId: CASE_ID,
      mayReport: false,
    } as const;
    expect(text({ ...one, messageCount: 3 })).toContain('Saya membaca 3 pesan. Bot ini bisa salah.');
    expect(text({ ...one, messageCount: 1 })).not.toContain('pesan.');
  });

  it('is line 1, one contact and the doubt for whoever asked for short answers', () => {
    const short = {
      say: 'verdict',
      assessment: assessed('high', 'scam_compound', 'KH', strong),
      caseId: CASE_ID,
      messageCount: 1,
      mayReport: true,
      short: true,
    } as const;
    const reply = composeReply(short, tools);
    expect(reply.blocks.map(({ type }) => type)).toEqual(['headline', 'contact', 'lines']);
    expect(reply.choices).toEqual([]);
  });

  it('leaves out a reason that has no text rather than showing its key', () => {
    expect(text(verdict('high', null, null, [finding('no_such_reason', 'kata')]))).not.toContain(
      'no_such_reason',
    );
  });
});

describe('what stands behind "5"', () => {
  const about = {
    say: 'choice',
    choice: 'explain',
    caseId: CASE_ID,
    category: 'scam_compound',
    destination: 'KH',
    mayReport: false,
  } as const;

  it('gives every remembered reason, what the law says about one, and more contacts', () => {
    const reasons = [
      { reason: 'visa_tourist', quote: 'visa turis' },
      { reason: 'placement_fee', quote: 'biaya 20 juta' },
    ];
    const reply = composeReply({ ...about, level: 'high', reasons }, tools);
    expect(renderPlain(reply)).toContain('Visa kerja harus ada sebelum berangkat.');
    expect(renderPlain(reply)).toContain('Pekerja migran tidak boleh dibebani biaya penempatan.');
    expect(contactsOf(reply)).toHaveLength(3);
  });

  it('leaves out the weakest reasons where all of them would not fit', () => {
    const reasons = [...keys].slice(0, 12).map(reason => ({ reason, quote: 'kata '.repeat(12).trim() }));
    const reply = renderPlain(composeReply({ ...about, level: 'high', reasons }, tools));
    expect(reply.length).toBeLessThanOrEqual(1_000);
    expect(reply).toContain('1. ');
  });

  it('gives contacts and no reasons where no sign was recognised', () => {
    const reasons = [{ reason: 'visa_tourist', quote: 'visa turis' }];
    expect(renderPlain(composeReply({ ...about, level: 'none', reasons }, tools))).not.toContain('visa');
  });
});

describe('a mishap', () => {
  it('comes with a hotline where something broke', () => {
    expect(contactsOf(composeReply({ say: 'notice', notice: 'trouble' }, tools)).length).toBeGreaterThan(0);
  });

  it('shows the choices that stand where a number fits none', () => {
    const standing = {
      caseId: CASE_ID,
      level: 'unsure',
      category: null,
      destination: null,
      mayReport: false,
    } as const;
    const reply = composeReply({ say: 'notice', notice: 'choice_expired', standing }, tools);
    expect(reply.caseId).toBe(CASE_ID);
    expect(reply.choices.map(({ number }) => number)).toEqual([1, 5]);
  });
});
