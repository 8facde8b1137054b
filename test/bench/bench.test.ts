/**
 * What the comparison rests on: the judges learn, the patterns look for what the phrases say, the figures are worked out
 * rightly, folds keep groups together, and the page beside the results is the one that they give.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LabelledText } from '../../src/commands/evaluation.js';
import { groupOf } from '../../src/commands/evaluation.js';
import { loadRuleset, PACKAGE_ROOT } from '../../src/files/house.js';
import { majority } from './baselines/majority.js';
import { naturalBayes } from './baselines/natural-bayes.js';
import { nlpJs } from './baselines/nlp-js.js';
import { phrasesOf, readWordLists } from './baselines/pattern-loop.js';
import { PhrasePatterns } from './baselines/phrase-pattern.js';
import { winkBayes } from './baselines/wink-bayes.js';
import { chartsOf } from './charts.js';
import type { Contestant, Example, Verdict } from './contestant.js';
import { countVerdicts, f1Of, falseAlarmRateOf, median, precisionOf, quantile, recallOf } from './figures.js';
import { foldsOf } from './folds.js';
import { HOSTILE_BYTES, hostileTexts } from './hostile-texts.js';
import { ROWS, TIMED } from './names.js';
import type { Results } from './results.js';
import { halfTheRules, twiceTheRules } from './rule-counts.js';
import { resultsPage } from './tables.js';
import { ADVERT_LENGTH_MAX, ADVERT_LENGTH_MIN, advertsOf, readCorpus, textOfLength } from './texts.js';

/** Read once: it takes a second. */
const shipped = await loadRuleset();
const results: Results = JSON.parse(readFileSync(path.join(import.meta.dirname, 'results.json'), 'utf8'));

const SEPARABLE: readonly Example[] = [
  ['Paspor ditahan bos, tidak boleh keluar', 'warn'],
  ['Bayar deposit dulu, komisi cair besok', 'warn'],
  ['Paspor dan deposit diminta bos sebelum berangkat', 'warn'],
  ['Dicari kasir toko, kirim lamaran ke kantor', 'quiet'],
  ['Lowongan guru sekolah, lamaran dibawa langsung', 'quiet'],
  ['Toko mencari penjaga, lamaran ke sekolah', 'quiet'],
].map(([text, verdict]) => ({ text: text as string, verdict: verdict as Verdict }));

async function confusionOf(contestant: Contestant, learnt: readonly Example[]) {
  await contestant.learn?.(learnt);
  const verdicts = [];
  for (const { text, verdict } of SEPARABLE)
    verdicts.push({ expected: verdict, answered: await contestant.judge(text) });
  return countVerdicts(verdicts);
}

describe('the judges', () => {
  it.each([
    ['natural', async () => naturalBayes()],
    ['wink', async () => winkBayes()],
    ['nlp.js', nlpJs],
  ])('%s learns, and learns the contrary from the contrary', async (_, make) => {
    const contestant = await make();
    expect(f1Of(await confusionOf(contestant, SEPARABLE)).value).toBe(1);
    const contrary = SEPARABLE.map(({ text, verdict }) => ({
      text,
      verdict: verdict === 'warn' ? ('quiet' as const) : ('warn' as const),
    }));
    expect(f1Of(await confusionOf(contestant, contrary)).value).toBe(0);
  });

  it('answer by the majority alone where they look at nothing', async () => {
    const contestant = majority();
    expect(await confusionOf(contestant, SEPARABLE.slice(0, 4))).toMatchObject({ warned: 3, falseAlarms: 3 });
    expect(await confusionOf(contestant, SEPARABLE.slice(2))).toMatchObject({ warned: 0, leftQuiet: 3 });
  });
});

describe('a phrase as a pattern', () => {
  const lists = new Map([
    ['papers', ['paspor', 'kartu tanda', '@more']],
    ['more', ['ijazah']],
  ]);
  const places = {
    abroad: ['kamboja'],
    home_place: [],
    scam_place: [],
    no_placement_country: [],
    known_employer: [],
    known_firm: [],
  };
  const patterns = new PhrasePatterns(lists, places);

  it.each([
    ['visa turis', 'pakai visa  turis dulu', 'visa untuk turis'],
    ['~bayar', 'sudah dibayarkan', 'sudah dibaca'],
    ['kambo*', 'ke kamboja', 'ke sekambo'],
    ['(turis|jalan jalan) dulu', 'jalan-jalan dulu', 'jalan dulu'],
    ['sangat? (yang paling)? murah', 'murah', 'mahal'],
    ['@papers .. (tahan|pegang)', 'ijazah kami yang pegang', 'ijazah. kami yang pegang'],
    ['@papers .. tahan', 'kartu tanda itu di tahan', 'kartu itu di tahan'],
    ['<money> sebulan', 'rp15.000.000 sebulan', '15 orang sebulan'],
    ['ke <abroad>', 'ke kamboja', 'ke malang'],
  ])('%s', (phrase, found, passedOver) => {
    expect(patterns.of(phrase).test(found)).toBe(true);
    expect(patterns.of(phrase).test(passedOver)).toBe(false);
  });

  it('never stands for nothing, and repeats nothing that repeats', () => {
    const { indicating, others } = phrasesOf(shipped);
    const all = new PhrasePatterns(readWordLists(PACKAGE_ROOT), places);
    expect(indicating.length).toBeGreaterThan(1000);
    const expressions = [...indicating, ...others].map(phrase => all.of(phrase));
    expect(expressions.filter(({ source }) => /\)[*+?{]/.test(source))).toEqual([]);
    // The first use of an expression compiles it: all of them would take seconds.
    const some = expressions.filter((_, place) => place % 20 === 0);
    expect(some.filter(expression => expression.test('')).map(({ source }) => source)).toEqual([]);
  });
});

describe('the figures', () => {
  const counts = { warned: 8, missed: 2, falseAlarms: 1, leftQuiet: 9 };
  it('are those of the books', () => {
    expect(precisionOf(counts)?.value).toBeCloseTo(8 / 9);
    expect(recallOf(counts)?.value).toBeCloseTo(0.8);
    expect(f1Of(counts).value).toBeCloseTo((2 * (8 / 9) * 0.8) / (8 / 9 + 0.8));
    expect(falseAlarmRateOf(counts)?.value).toBeCloseTo(0.1);
    // Wilson (1927) for 8 of 10.
    expect(recallOf(counts)?.low).toBeCloseTo(0.4902, 3);
    expect(recallOf(counts)?.high).toBeCloseTo(0.9433, 3);
    expect(precisionOf({ ...counts, warned: 0, falseAlarms: 0 })).toBeNull();
  });

  it('have their middle and their tail', () => {
    const values = Array.from({ length: 200 }, (_, place) => 200 - place);
    expect([median(values), quantile(values, 0.99), quantile(values, 1)]).toEqual([100, 198, 200]);
  });
});

describe('the texts', () => {
  it('are adverts of one length, the same every time', async () => {
    const corpus = await readCorpus('learn');
    const adverts = advertsOf(corpus);
    expect(adverts.length).toBeGreaterThanOrEqual(200);
    expect(new Set(adverts).size).toBe(adverts.length);
    for (const { length } of adverts) {
      expect(length).toBeGreaterThanOrEqual(ADVERT_LENGTH_MIN);
      expect(length).toBeLessThanOrEqual(ADVERT_LENGTH_MAX);
    }
    expect(advertsOf(corpus)).toEqual(adverts);
    expect(textOfLength(adverts, 8000, 3)).toHaveLength(8000);
  });

  it('fill 64 KB where they are hostile, the same each time', async () => {
    const adverts = advertsOf(await readCorpus('learn'));
    const texts = hostileTexts(shipped, adverts);
    expect(hostileTexts(shipped, adverts)).toEqual(texts);
    expect(new Set(texts.map(({ kind }) => kind)).size).toBe(texts.length);
    for (const { text } of texts) {
      const bytes = Buffer.byteLength(text);
      expect(bytes).toBeGreaterThan(HOSTILE_BYTES - 200);
      expect(bytes).toBeLessThanOrEqual(HOSTILE_BYTES);
    }
  });

  it('stay with their group in one of five folds of about one size', () => {
    const texts = Array.from(
      { length: 100 },
      (_, place): LabelledText => ({
        id: String(place),
        text: '',
        expect: 'quiet',
        ...(place < 30 ? { pair: String(place >> 1) } : { source: place < 45 ? 'one' : `s${place}` }),
      }),
    );
    const folds = foldsOf(texts);
    expect(
      folds
        .flat()
        .map(({ id }) => Number(id))
        .sort((a, b) => a - b),
    ).toEqual(texts.map((_, place) => place));
    expect(folds.map(({ length }) => length)).toEqual([20, 20, 20, 20, 20]);
    const homes = folds.flatMap((fold, place) => fold.map(text => `${groupOf(text)} in ${place}`));
    expect(new Set(homes).size).toBe(new Set(texts.map(groupOf)).size);
  });
});

describe('more and fewer rules', () => {
  it('are rulesets that judge, the copies under ids of their own', async () => {
    const program = { assess: (await import('../../src/classifier/assess.js')).assess, loadRuleset };
    const half = await halfTheRules(program);
    const twice = await twiceTheRules(program);
    expect(twice.rules.length).toBe(2 * shipped.rules.length);
    expect(twice.distress.length).toBe(2 * shipped.distress.length);
    expect(new Set(twice.rules.map(({ id }) => id)).size).toBe(twice.rules.length);
    expect(half.rules.length).toBeLessThan(shipped.rules.length * 0.55);
    const advert = 'Butuh CS online di Kamboja, gaji 900 dolar, pakai visa turis dulu';
    const found = (ruleset: typeof shipped) =>
      program.assess(advert, ruleset).findings.filter(({ rule }) => !rule.endsWith('-copy')).length;
    expect(found(shipped)).toBeGreaterThan(0);
    expect(found(twice)).toBe(found(shipped));
    expect(program.assess(advert, twice).findings.length).toBeGreaterThanOrEqual(2 * found(shipped));
    expect(program.assess(advert, half).kind).toBe('advert');
  });
});

describe('what was measured', () => {
  it('is what RESULTS.md says: if not, npm run bench -- --redraw', () => {
    expect(readFileSync(path.join(import.meta.dirname, 'RESULTS.md'), 'utf8')).toBe(resultsPage(results));
  });

  it('covers everybody, on a full run', () => {
    expect(results.measured.mode).toBe('full');
    expect(results.accuracy[0]?.name).toBe('held-out');
    for (const { rows, texts, threeWay } of results.accuracy) {
      expect(Object.keys(rows).sort()).toEqual([...ROWS].sort());
      for (const { warned, missed, falseAlarms, leftQuiet } of Object.values(rows))
        expect(warned + missed + falseAlarms + leftQuiet).toBe(texts);
      const answered = Object.values(threeWay).flatMap(row => Object.values(row));
      expect(answered.reduce((sum, count) => sum + count, 0)).toBe(texts);
    }
    for (const name of TIMED)
      expect(results.speed?.rows[name].textsPerSecond).toHaveLength(results.speed?.rounds ?? -1);
    expect(results.speed?.adverts).toBeGreaterThanOrEqual(200);
  });

  it('can be drawn, each chart with a title and every judge in it', async () => {
    const charts = await chartsOf(results);
    expect([...charts.keys()]).toEqual(['accuracy.svg', 'speed.svg', 'growth.svg']);
    for (const chart of charts.values()) expect(chart).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
    expect(charts.get('speed.svg')).toContain('nlp.js');
    expect(charts.get('accuracy.svg')).toContain('always the majority');
    expect(charts.get('growth.svg')).toContain('characters of the text');
  });
});
