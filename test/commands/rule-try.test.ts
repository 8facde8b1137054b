import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { type Explanation, explain, type LevelExplained, quoted } from '../../src/commands/explanation.js';
import { rulesTry } from '../../src/commands/rule-try.js';
import { loadRuleset, PACKAGE_ROOT } from '../../src/files/house.js';
import { smallRuleset } from '../classifier/small-rules.js';
import { written } from './run-cli.js';

const ADVERT =
  'Dicari CS penempatan Kamboja 🇰🇭, gaji 15 juta,\nberangkat besok, pakai visa turis dulu. Paspor kami yang pegang, biaya admin 200 ribu.\nHub 0812 0000 1111';
const PLEA = 'tolong min, saya dikurung di Poipet, paspor ditahan bos, mau pulang';
/** What was printed for a text; the rules are read once for each. */
const printed = new Map<string, Promise<string>>();
function print(text: string, options: { readonly json?: true }): Promise<string> {
  const key = JSON.stringify([text, options]);
  const before = printed.get(key) ?? written(() => rulesTry(text, options)).then(({ stdout }) => stdout);
  printed.set(key, before);
  return before;
}
const said = (text: string): Promise<string> => print(text, {});
const asJson = async (text: string): Promise<Explanation> =>
  JSON.parse(await print(text, { json: true })) as Explanation;

describe('the place of words in a text', () => {
  it('is counted in offsets, and in lines and columns as an editor shows them', () => {
    const text = 'a 🇰🇭\nb 😭 c';
    const start = text.indexOf('c');
    expect(quoted({ start, end: start + 1 }, text)).toEqual({
      start,
      end: start + 1,
      line: 2,
      column: 5,
      quote: 'c',
    });
    expect(quoted({ start: 0, end: 1 }, text)).toMatchObject({ line: 1, column: 1 });
  });
});

/** What is shown adds up to what decided. */
function expectSum({ base, act, raises, taken, words, besideWords, sum }: LevelExplained): void {
  expect(base + act + raises - taken).toBeCloseTo(sum.rules, 6);
  expect(besideWords * sum.rules + words).toBeCloseTo(sum.total, 6);
}

describe('rules try of an advert', () => {
  it('shows each rule with its points, strength, reason, place and words', async () => {
    const { found } = await asJson(ADVERT);
    const rule = found.find(({ id }) => id === 'journey/visa-tourist');
    const start = ADVERT.indexOf('visa turis');
    expect(rule).toMatchObject({ strength: 'alone', reason: 'visa_tourist', counts: true });
    expect(rule?.at).toMatchObject({ line: 2, quote: ADVERT.slice(rule?.at?.start, rule?.at?.end) });
    expect(rule?.at?.start).toBeLessThanOrEqual(start);
    const line = (await said(ADVERT)).split('\n').find(one => one.includes('journey/visa-tourist'));
    expect(line).toMatch(
      /^ +[+−][\d.]+ {2}journey\/visa-tourist · alone · visa_tourist {2}\d+–\d+ \(2:\d+\) ".*visa turis/,
    );
  });

  it('shows every fact that was read', async () => {
    const shown = await said(ADVERT);
    expect(shown).toContain('  money: 15000000 IDR, salary');
    expect(shown).toMatch(/^ {2}money: 200000 IDR, fee.* \(2:\d+\) "200 ribu"$/m);
    expect(shown).toMatch(
      /^ {2}place: kamboja \(KH, country\), destination {2}\d+–\d+ \(1:\d+\) "Kamboja"$/m,
    );
    expect(shown).toMatch(/^ {2}visa: tourist {2}\d+–\d+ \(2:\d+\) "visa turis"$/m);
    expect(shown).toMatch(/^ {2}payment: .*paid by seeker/m);
    expect(shown).toMatch(/^ {2}departure: in 1 days {2}.*besok/m);
    expect(shown).toContain('  employer: absent');
    expect(shown).toContain('  destination: KH');
    expect(shown).toMatch(/^ {2}phone \+6281200001111 \(ID\) {2}\d+–\d+ \(3:5\) "0812 0000 1111"$/m);
  });

  it('shows the patterns that made it an offer, by their line in speech.yaml', async () => {
    const shown = await said(ADVERT);
    expect(shown).toContain('speech act: offer\n');
    const places = [...shown.matchAll(/ offer · rules\/speech\.yaml:(\d+)/g)];
    expect(places.length).toBeGreaterThan(1);
    const lines = readFileSync(path.join(PACKAGE_ROOT, 'rules/speech.yaml'), 'utf8').split('\n');
    for (const [, line] of places) expect(lines[Number(line) - 1]).toBe('  - act: offer');
  });

  it('adds up to the sum that makes the level', async () => {
    const { level, assessment } = await asJson(ADVERT);
    if (!level) throw new Error('no level');
    const { sum, cuts } = level;
    expectSum(level);
    expect([assessment.riskLevel, sum.total >= cuts.high]).toEqual(['high', true]);
    expect(await said(ADVERT)).toMatch(/^ {2}cuts: unsure .* → high$/m);
  });

  it('says the same as the bot itself, whatever the text', async () => {
    const ruleset = await loadRuleset();
    const texts = ruleset.rules.flatMap(({ examples }) => examples.match.slice(0, 1));
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) {
      const { assessment, found, level } = explain(text, ruleset);
      expect(assessment).toEqual(assess(text, ruleset));
      const rules = new Set(found.map(({ id }) => id));
      for (const { rule } of assessment.findings) expect(rules).toContain(rule);
      if (level) expectSum(level);
    }
  });
});

describe('what beside the sum decides a level', () => {
  const soft = (word: string) => ({ when: [word], strength: 'combo' });
  const because = (rules: Parameters<typeof smallRuleset>[0], text: string): string =>
    (explain(text, smallRuleset(rules)).level?.because ?? []).join('\n');
  const OFFER = 'lowongan satu dua tiga empat lima';

  it.each([
    [
      'soft signs alone',
      {
        'a/one': soft('satu'),
        'a/two': soft('dua'),
        'a/three': soft('tiga'),
        'a/four': soft('empat'),
        'a/five': soft('lima'),
      },
      'all signs are soft or drafts',
    ],
    [
      'a draft',
      { 'a/one': { when: ['satu'], strength: 'alone', status: 'draft' } },
      'only with what drafts add',
    ],
    [
      'a sign that is not in the text',
      { 'a/one': { when: [{ not: 'nama' }], strength: 'alone', about: 'missing' } },
      'no sign that can be quoted',
    ],
    [
      'a floor',
      {
        'a/one': { when: ['satu'], strength: 'alone' },
        'a/two': { when: ['dua'], strength: 'alone', sign: 'lowers' },
      },
      'a sign that is enough alone: at least unsure',
    ],
  ])('is said: %s', (_, rules, words) => {
    expect(because(rules, OFFER)).toContain(words);
  });

  it('is not said where the sum alone decides', () => {
    expect(because({ 'a/one': { when: ['satu'], strength: 'alone' } }, OFFER)).toBe('');
  });

  it('is that chat has no level below caution', () => {
    expect(because({ 'a/one': soft('satu') }, 'satu saja')).toContain('not an offer by its form');
  });

  it('shows rules that hold though the text gets no level', () => {
    const { assessment, found } = explain('satu saja', smallRuleset({ 'a/one': soft('satu') }));
    expect([assessment.riskLevel, assessment.findings]).toEqual([null, []]);
    expect(found.map(({ id }) => id)).toEqual(['a/one']);
  });
});

describe('rules try of a plea', () => {
  it('shows who, how urgent, where and how far along, and the patterns on their words', async () => {
    const shown = await said(PLEA);
    expect(shown.split('\n')[0]).toBe('danger · who self · urgency now · country KH · stage inside');
    expect(shown).toMatch(/^ {2}distress\/confined · pattern {2}\d+–\d+ \(1:\d+\) ".*dikurung"$/m);
    expect(shown).not.toContain('how the level came about');
  });

  it('shows what the words say with the bounds, and each cue on its words', async () => {
    const { plea, level } = await asJson(PLEA);
    expect([level, plea.total > plea.from]).toEqual([null, true]);
    expect(plea.cues.map(({ cue }) => cue)).toContain('own_plea');
    expect(plea.cues.filter(({ cue }) => cue.startsWith('urgency')).length).toBeGreaterThan(0);
    expect(await said(PLEA)).toMatch(/^ {2}cue who: done {2}\d+–\d+ \(1:\d+\) "dikurung"$/m);
  });

  it('shows a pattern that holds and is not believed, and one that is a draft', () => {
    const patternOf = (status: string) =>
      explain('di film itu orang disekap', smallRuleset({ 'distress/one': { when: ['disekap'], status } }));
    for (const status of ['test', 'draft']) {
      const { assessment, found } = patternOf(status);
      expect(assessment.kind).toBe('other');
      expect(found).toMatchObject([{ id: 'distress/one', status, counts: false, at: { quote: 'disekap' } }]);
    }
  });
});

describe('rules try of nothing', () => {
  it('says so in each part', async () => {
    const shown = await said('xyzzy');
    expect(shown.match(/^ {2}none$/gm)?.length).toBeGreaterThanOrEqual(2);
    expect(shown).toMatch(
      /^speech act: chat\n {2}[+−][\d.]+ {2}a warning or a report by its words; from [\d.]+ on it is one$/m,
    );
  });
});
