import { describe, expect, it } from 'vitest';
import { READ_UNITS_MAX } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { loadRuleset } from '../../src/files/house.js';
import { conditionHolds, smallRuleset } from './small-rules.js';

const ruleset = await loadRuleset();
const FILLER = 'Hari ini cuaca cerah dan pasar ramai. ';
const fillerOf = (length: number): string =>
  FILLER.repeat(Math.ceil(length / FILLER.length)).slice(0, length);
const PLEA = 'Tolong saya disekap di Poipet, paspor saya diambil bos, saya tidak boleh keluar.';
const ADVERT =
  'LOKER admin chat penempatan Kamboja, gaji 15 juta, tiket dan paspor kami urus, masuk pakai visa turis dulu.';

describe('a text with filler around what counts', () => {
  const filler = fillerOf(60_000);

  it.each([
    ['at the end', `${filler}\n${PLEA}`],
    ['at the beginning', `${PLEA}\n${filler}`],
    ['between two words at the end of one endless line', `${filler.replaceAll(/[.\n]/g, '')} ${PLEA}`],
  ])('is heard as a plea %s', (_, text) => {
    const heard = assess(text, ruleset);
    expect(heard.kind).toBe('danger');
    expect(heard.triage).toMatchObject({ who: 'self', country: 'KH' });
    for (const { quote, start, end } of heard.findings)
      expect(quote).toBe(start === null || end === null ? null : text.slice(start, end));
  });

  it.each([
    ['at the end', `${filler}\n${ADVERT}`],
    ['at the beginning', `${ADVERT}\n${filler}`],
  ])('shows a sign %s, quoted from its own place', (_, text) => {
    const { findings } = assess(text, ruleset);
    const sign = findings.find(({ quote }) => quote?.includes('visa turis'));
    expect(sign?.start).toBeGreaterThanOrEqual(text.indexOf(ADVERT));
    expect(text.slice(sign?.start ?? 0, sign?.end ?? 0)).toBe(sign?.quote);
  });

  // Known limit, see src/README.md: of a text that is longer than is read, the middle is not.
  it('hides what stands in its very middle', () => {
    const half = fillerOf(30_000);
    const { kind, findings } = assess(`${half}\n${PLEA}\n${ADVERT}\n${half}`, ruleset);
    expect(kind).not.toBe('danger');
    expect(findings.map(({ quote }) => quote).join(' ')).not.toContain('visa turis');
  });

  it('hides nothing while all of it is read', () => {
    const half = fillerOf((READ_UNITS_MAX - PLEA.length) / 2 - 2);
    expect(assess(`${half}\n${PLEA}\n${half}`, ruleset).kind).toBe('danger');
  });
});

describe('words on both sides of what is not read', () => {
  const gap = `${'x '.repeat(20_000)}`;

  it('are not near each other', () => {
    const near = { near: ['paspor', 'ditahan'], words: 6 };
    expect(conditionHolds(near, 'paspor lalu ditahan')).toBe(true);
    const middle = READ_UNITS_MAX / 2;
    const head = `${'x '.repeat(middle / 2 - 4)}paspor`;
    const tail = `ditahan${' x'.repeat(middle / 2 - 4)}`;
    expect(conditionHolds(near, `${head} ${gap}${tail}`)).toBe(false);
    expect(conditionHolds('paspor', `${head} ${gap}${tail}`)).toBe(true);
    expect(conditionHolds('ditahan', `${head} ${gap}${tail}`)).toBe(true);
  });

  it('make no phrase and no amount', () => {
    const middle = READ_UNITS_MAX / 2;
    const text = `${'x '.repeat(middle / 2 - 4)}gaji 15 ${gap}juta${' x'.repeat(middle / 2 - 3)}`;
    expect(conditionHolds('gaji .. juta', text)).toBe(false);
    expect(assess(text, smallRuleset({ 'uji/kata': { when: ['gaji'] } })).facts.money).toEqual([]);
  });
});

describe('a quotation', () => {
  it('of flooded words ends somewhere, where it says it does', () => {
    const rules = smallRuleset({ 'uji/tahan': { when: ['paspor ditahan'], strength: 'alone' } });
    for (const flood of ['\u200b', '\u{e0041}']) {
      for (const shift of ['', 'x']) {
        const text = `lowongan ${shift}, pas${flood.repeat(3_000)}por ditahan`;
        const quote = assess(text, rules).findings[0];
        expect(quote?.quote).toBe(text.slice(quote?.start ?? 0, quote?.end ?? 0));
        expect(quote?.quote?.length).toBeLessThanOrEqual(1_000);
        expect(quote?.quote).not.toMatch(/\p{Cs}/u);
      }
    }
  });
});
