import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { loadRuleset } from '../../src/files/house.js';

const ruleset = await loadRuleset();
const OTHER_TALK = [
  'Resep sayur asem kemarin enak, kuncinya di asam jawa dan sedikit gula merah.',
  'Tadi malam hujan deras sekali sampai jalanan di depan pasar tergenang air.',
  'Lagu lama itu enak didengar lagi, mengingatkan pada masa sekolah dulu.',
  'Buku yang kemarin dipinjam sudah selesai dibaca, ceritanya mengharukan.',
  'Selamat ulang tahun untuk yang merayakan, sehat selalu dan panjang umur.',
].join(' ');
const OFFER = 'Loker CS di Kamboja, gaji 12 juta, tiket ditanggung';

describe('an offer between long talk about other things', () => {
  const text = `${OTHER_TALK}\n${OFFER}\n${OTHER_TALK}`;

  it('is warned of as it is without it, and quoted from where it stands', () => {
    expect(assess(OFFER, ruleset).riskLevel).toBe('high');
    const { riskLevel, findings } = assess(text, ruleset);
    expect(riskLevel).toBe('high');
    for (const { quote, start, end } of findings)
      if (quote !== null) expect(text.slice(start ?? 0, end ?? 0)).toBe(quote);
  });

  it('is found where places are spoken of in the talk, and where all stands in one line', () => {
    const talk = `Timnas menang tipis lawan Vietnam semalam, penontonnya penuh. ${OTHER_TALK}`;
    for (const text of [`${talk}\n${OFFER}\n${talk}`, `${OTHER_TALK} ${OFFER}. ${OTHER_TALK}`])
      expect(['caution', 'high']).toContain(assess(text, ruleset).riskLevel);
  });

  it('is no more than a plea that stands in its place', () => {
    const plea =
      'Janjinya cafe, ternyata karaoke. Sekarang saya dibilang punya utang 7 juta, tidak boleh keluar';
    expect(assess(plea, ruleset).kind).toBe('danger');
    expect(assess(`${OTHER_TALK}\n${plea}\n${OTHER_TALK}`, ruleset).kind).toBe('danger');
  });

  it('is not cut down to its first lines where it goes on in another language', () => {
    const advert = [
      'Junior Bookkeeper, Tonle Grain Mill, Phnom Penh, Cambodia',
      'Salary: $220 - $260',
      'Full Time, No Experience, Bachelor',
      'You enter the weigh notes of each lorry, file the receipts by week and tell the head of accounts where a sack is ' +
        'missing from the count.',
      'What we ask:',
      '• A patient eye for figures, and honesty when they do not add up',
      '• English that a supplier from Bangkok can follow on the telephone',
      '• Some months with a cash book help; we teach the rest',
      'Your week:',
      '• Close the ledger on Friday noon',
      '• Walk through the store with the foreman once a month',
      '• Answer letters of the bank',
    ].join('\n');
    const levels = [advert, `${OTHER_TALK}\n${advert}\n${OTHER_TALK}`].map(
      text => assess(text, ruleset).riskLevel,
    );
    for (const level of levels) expect(['none', 'unsure']).toContain(level);
  });

  it('makes no warning of the talk alone', () => {
    expect(assess(`${OTHER_TALK}\n${OTHER_TALK}`, ruleset).riskLevel).toBeNull();
  });
});
