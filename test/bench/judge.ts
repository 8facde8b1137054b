/**
 * `npm run bench`: how right and how fast CekLoker is beside other ways to judge the same texts, in one run. A full run
 * writes results.json, RESULTS.md and the charts beside this file; with `--quick` or `--only` they go to test/out/bench/,
 * where they cannot stand in for whole ones. `--corpus FILE` adds a cross-validation over further labelled texts;
 * `--redraw` measures nothing and writes page and charts anew from results.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readLabelled } from '../../src/commands/evaluate.js';
import type { LabelledText } from '../../src/commands/evaluation.js';
import { crossValidated, heldOutAccuracy } from './accuracy.js';
import { phrasesOf } from './baselines/pattern-loop.js';
import { chartsOf } from './charts.js';
import { Rival } from './contest.js';
import { exampleOf } from './contestant.js';
import { type ContestantName, MAKERS } from './contestants.js';
import { type Effort, ownTimes } from './own-times.js';
import { say } from './progress.js';
import type { AccuracySet, Results } from './results.js';
import { type Program, shippedProgram } from './shipped.js';
import { type Pace, takeTurns } from './speed.js';
import { resultsPage } from './tables.js';
import { advertsOf, readCorpus } from './texts.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    corpus: { type: 'string' },
    only: { type: 'string' },
    redraw: { type: 'boolean' },
  },
});
if (options.only !== undefined && options.only !== 'speed' && options.only !== 'accuracy')
  throw new Error('--only takes speed or accuracy');

/** In the quick form, of so many texts one. */
const QUICK_STEP = 32;
const PACE: Pace = options.quick
  ? { rounds: 3, turnMs: 200, warmUpMs: 300 }
  : { rounds: 9, turnMs: 1_200, warmUpMs: 4_000 };
const EFFORT: Effort = options.quick
  ? { passes: 1, rulePasses: 1, starts: 3, texts: 500 }
  : { passes: 20, rulePasses: 5, starts: 7, texts: 10_000 };

const folder =
  options.quick || options.only ? path.join(import.meta.dirname, '../out/bench') : import.meta.dirname;
const resultsFile = path.join(folder, 'results.json');
mkdirSync(folder, { recursive: true });
if (!options.redraw)
  writeFileSync(resultsFile, `${JSON.stringify(await measure(await shippedProgram()), null, 2)}\n`);
const results: Results = JSON.parse(readFileSync(resultsFile, 'utf8'));
const page = resultsPage(results);
writeFileSync(path.join(folder, 'RESULTS.md'), page);
for (const [name, chart] of await chartsOf(results)) writeFileSync(path.join(folder, name), chart);
process.stdout.write(page);
say(`written: results.json, RESULTS.md and the charts in ${path.relative(process.cwd(), folder)}`);

async function measure(program: Program): Promise<Results> {
  const [load = 0] = loadavg();
  const ruleset = await program.loadRuleset();
  const { indicating, others } = phrasesOf(ruleset);
  const corpus = await readCorpus('learn');
  const learn = fewer(corpus);
  const rivals = new Map<ContestantName, Rival>();
  try {
    say('starting everybody');
    await Promise.all(
      (Object.keys(MAKERS) as ContestantName[]).map(async name => rivals.set(name, await Rival.start(name))),
    );
    const accuracy = options.only === 'speed' ? [] : await accuracySets(learn, program, rivals);
    const adverts = fewer(advertsOf(corpus));
    let rows: NonNullable<Results['speed']>['rows'] | null = null;
    if (options.only !== 'accuracy') {
      await learnAgain(learn, rivals);
      rows = await takeTurns(rivals, adverts, PACE);
    }
    for (const rival of rivals.values()) await rival.stop();
    rivals.clear();
    return {
      measured: {
        date: new Date().toISOString().slice(0, 10),
        node: process.versions.node,
        cores: availableParallelism(),
        load: Number(load.toFixed(1)),
        mode: options.quick ? 'quick' : 'full',
        rules: ruleset.rules.length + ruleset.distress.length,
        phrases: indicating.length + others.length,
      },
      accuracy,
      speed: rows && {
        adverts: adverts.length,
        rounds: PACE.rounds,
        rows,
        own: await ownTimes(program, adverts, EFFORT),
      },
    };
  } finally {
    for (const rival of rivals.values()) await rival.stop();
  }
}

async function accuracySets(
  learn: readonly LabelledText[],
  program: Program,
  rivals: ReadonlyMap<ContestantName, Rival>,
): Promise<AccuracySet[]> {
  const sets: AccuracySet[] = [];
  sets.push(await heldOutAccuracy(learn, fewer(await readCorpus('held-out')), program, rivals));
  if (options.corpus) sets.push(await crossValidated(fewer(await readLabelled(options.corpus)), rivals));
  return sets;
}

/** Timed is what was learnt from the corpus, whatever a cross-validation taught since. */
async function learnAgain(
  learn: readonly LabelledText[],
  rivals: ReadonlyMap<ContestantName, Rival>,
): Promise<void> {
  if (options.only !== 'speed' && !options.corpus) return;
  for (const name of ['natural', 'wink', 'nlpjs'] as const) {
    say(`${name} learns`);
    await rivals.get(name)?.ask({ ask: 'learn', examples: learn.map(exampleOf) });
  }
}

function fewer<T>(texts: readonly T[]): readonly T[] {
  return options.quick ? texts.filter((_, place) => place % QUICK_STEP === 0) : texts;
}
