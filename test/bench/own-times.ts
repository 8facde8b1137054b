/**
 * CekLoker by itself: time of a single text, growth with the length of a text and with the number of rules, hostile texts,
 * and in fresh processes the start and the memory. Every repeated figure is measured in turns, like the comparison.
 */
import { execFileSync } from 'node:child_process';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import { median, quantile } from './figures.js';
import { hostileTexts } from './hostile-texts.js';
import { say } from './progress.js';
import type { OwnTimes } from './results.js';
import { halfTheRules, twiceTheRules } from './rule-counts.js';
import type { Program } from './shipped.js';
import { rounded } from './speed.js';
import { textOfLength } from './texts.js';

const LENGTHS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];
const VARIANTS = 5;

export interface Effort {
  /** Passes over the adverts and the texts of each length. */
  readonly passes: number;
  /** Passes over the adverts with each number of rules. */
  readonly rulePasses: number;
  readonly starts: number;
  /** Texts judged before memory is looked at again. */
  readonly texts: number;
}

export async function ownTimes(
  program: Program,
  adverts: readonly string[],
  effort: Effort,
): Promise<OwnTimes> {
  const ruleset = await program.loadRuleset();
  const timed = (text: string, by: Ruleset = ruleset): number => {
    const began = performance.now();
    program.assess(text, by);
    return performance.now() - began;
  };
  for (const advert of adverts) timed(advert);
  return {
    latency: latencyOf(adverts, effort, timed),
    byLength: byLength(adverts, effort, timed),
    byRules: await byRules(program, ruleset, adverts, effort, timed),
    hostile: hostile(ruleset, adverts, effort, timed),
    coldStart: coldStart(adverts[0] as string, effort),
    memory: memory(adverts, effort),
  };
}

type Timed = (text: string, by?: Ruleset) => number;

function latencyOf(adverts: readonly string[], { passes }: Effort, timed: Timed): OwnTimes['latency'] {
  say('speed: every text by itself');
  const times: number[] = [];
  for (let pass = 0; pass < passes; pass++) for (const advert of adverts) times.push(timed(advert));
  return {
    texts: times.length,
    p50: rounded(median(times)),
    p99: rounded(quantile(times, 0.99)),
    max: rounded(Math.max(...times)),
  };
}

function byLength(adverts: readonly string[], { passes }: Effort, timed: Timed): OwnTimes['byLength'] {
  say('speed: by length of the text');
  const times = new Map<number, number[]>(LENGTHS.map(length => [length, []]));
  for (let pass = 0; pass <= passes; pass++) {
    for (let variant = 0; variant < VARIANTS; variant++) {
      for (const length of LENGTHS) {
        const ms = timed(textOfLength(adverts, length, variant));
        // The first pass warms up.
        if (pass > 0) times.get(length)?.push(ms);
      }
    }
  }
  return [...times].map(([characters, all]) => ({ characters, ms: rounded(median(all)) }));
}

async function byRules(
  program: Program,
  all: Ruleset,
  adverts: readonly string[],
  { rulePasses }: Effort,
  timed: Timed,
): Promise<OwnTimes['byRules']> {
  say('speed: by number of rules');
  const sizes = [
    { share: 'half', ruleset: await halfTheRules(program), times: [] as number[] },
    { share: 'all', ruleset: all, times: [] as number[] },
    { share: 'twice', ruleset: await twiceTheRules(program), times: [] as number[] },
  ] as const;
  for (let pass = 0; pass <= rulePasses; pass++) {
    for (const advert of adverts) {
      for (const { ruleset, times } of sizes) {
        const ms = timed(advert, ruleset);
        if (pass > 0) times.push(ms);
      }
    }
  }
  return sizes.map(({ share, ruleset, times }) => ({
    share,
    rules: ruleset.rules.length + ruleset.distress.length,
    ms: rounded(median(times)),
  }));
}

/** Each kind a few times; the slowest counts. */
function hostile(
  ruleset: Ruleset,
  adverts: readonly string[],
  { passes }: Effort,
  timed: Timed,
): OwnTimes['hostile'] {
  return hostileTexts(ruleset, adverts).map(({ kind, text }) => {
    say(`speed: hostile text, ${kind}`);
    return { kind, ms: rounded(Math.max(...Array.from({ length: Math.min(3, passes) }, () => timed(text)))) };
  });
}

const COLD_START = `
const text = JSON.parse((await import('node:fs')).readFileSync(0, 'utf8'));
const began = performance.now();
const { assess } = await import('./dist/classifier/assess.js');
const { loadRuleset } = await import('./dist/files/house.js');
const imported = performance.now();
const ruleset = await loadRuleset();
const loaded = performance.now();
assess(text, ruleset);
const judged = performance.now();
process.stdout.write(JSON.stringify([imported - began, loaded - imported, judged - loaded]));`;

function coldStart(advert: string, { starts }: Effort): OwnTimes['coldStart'] {
  const runs = Array.from({ length: starts }, (_, place) => {
    say(`speed: start ${place + 1} of ${starts}`);
    return freshProcess<[number, number, number]>(COLD_START, advert);
  });
  const middle = (part: 0 | 1 | 2): number => rounded(median(runs.map(run => run[part])));
  return { runs: starts, importMs: middle(0), loadMs: middle(1), firstTextMs: middle(2) };
}

const MEMORY = `
const { assess } = await import('./dist/classifier/assess.js');
const { loadRuleset } = await import('./dist/files/house.js');
const { readFileSync } = await import('node:fs');
const { texts, count } = JSON.parse(readFileSync(0, 'utf8'));
const ruleset = await loadRuleset();
const look = () => { globalThis.gc(); const { rss, heapUsed } = process.memoryUsage(); return [rss, heapUsed]; };
for (const text of texts) assess(text, ruleset);
const before = look();
for (let place = 0; place < count; place++) assess(texts[place % texts.length], ruleset);
process.stdout.write(JSON.stringify([...before, ...look()]));`;
const EMPTY = 'globalThis.gc(); process.stdout.write(JSON.stringify([process.memoryUsage.rss()]))';

function memory(adverts: readonly string[], { texts }: Effort): OwnTimes['memory'] {
  say(`speed: memory over ${texts} texts`);
  const megabytes = (bytes: number): number => rounded(bytes / 1024 ** 2);
  const [empty] = freshProcess<[number]>(EMPTY, null);
  const [loadedRss, loadedHeap, rss, heap] = freshProcess<[number, number, number, number]>(MEMORY, {
    texts: adverts.slice(0, 100),
    count: texts,
  });
  return {
    emptyRssMb: megabytes(empty),
    loadedRssMb: megabytes(loadedRss),
    loadedHeapMb: megabytes(loadedHeap),
    texts,
    rssMb: megabytes(rss),
    heapMb: megabytes(heap),
  };
}

/** @param given read by the script from its standard input, as JSON */
function freshProcess<T>(script: string, given: unknown): T {
  const printed = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    cwd: PACKAGE_ROOT,
    encoding: 'utf8',
    input: JSON.stringify(given),
  });
  return JSON.parse(printed) as T;
}
