/**
 * `npm run prove:hostile`: a million hostile texts. Progress and times by kind go to stderr, a summary in one line
 * to stdout; ends with 1 when anything did not hold. Another seed or number: `npm run prove:hostile -- 7 5000`.
 */
import { loadRuleset } from '../../src/files/house.js';
import { KINDS } from './hostile-texts.js';
import { type KindRun, runHostile } from './run.js';

const TEXTS = 1_000_000;
const SHOW_EVERY_MS = 10_000;
const FAULTS_SHOWN_MAX = 20;

const [seed = 1, count = TEXTS] = process.argv.slice(2).map(Number);
const began = performance.now();
let shown = began;

const run = runHostile(seed, count, await loadRuleset(), {
  onBatch: done => {
    if (performance.now() - shown < SHOW_EVERY_MS) return;
    shown = performance.now();
    process.stderr.write(`${done} of ${count} texts, ${Math.round((shown - began) / 1000)} s\n`);
  },
});

/** Times are information: nothing is failed for them. */
function lineOf(name: string, { texts, units, ms }: KindRun): string {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `${name}: ${texts} texts, ${units} units, median ${at(0.5)} ms, p99.9 ${at(0.999)} ms, max ${at(1)} ms`;
}

const all: KindRun = { texts: 0, units: 0, ms: [] };
for (const kind of KINDS) {
  const one = run.kinds.get(kind) as KindRun;
  process.stderr.write(`${lineOf(kind, one)}\n`);
  all.texts += one.texts;
  all.units += one.units;
  for (const ms of one.ms) all.ms.push(ms);
}
for (const fault of run.faults.slice(0, FAULTS_SHOWN_MAX)) process.stderr.write(`${fault}\n`);
const perKind = KINDS.map(kind => `${kind} ${run.kinds.get(kind)?.texts}`).join(' · ');
process.stdout.write(`seed ${seed}, ${run.faults.length} faults; ${lineOf('all', all)} (${perKind})\n`);
process.exitCode = run.faults.length === 0 ? 0 : 1;
