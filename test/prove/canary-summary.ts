/** The summary of `canary.ts` for whoever ran it: figures first, then what was found. Nothing of a person is in it. */
import type { CanaryResult, Leak } from './canary-run.js';
import { WAYS_IN } from './history.js';
import { say, seconds } from './progress.js';

/** Findings that are told one by one. */
const LEAKS_TOLD_MAX = 40;
const FAULTS_TOLD_MAX = 15;

export function printCanarySummary(result: CanaryResult, tookMs: number): void {
  const { held, marks, marksSeen, sight, rowsAtKill, rowsAtEnd } = result;
  say(`${held.length} conversations in ${seconds(tookMs)}, ${result.replies} replies received`);
  for (const way of WAYS_IN) {
    const own = held.filter(talk => talk.way === way);
    const kinds = [...counted(own.map(({ kind }) => kind))].map(([kind, count]) => `${kind} ${count}`);
    say(`${way.padEnd(9)} ${own.length}: ${kinds.join(', ')}`);
  }
  say(`${marks} marks of ${sight.kinds} kinds, ${sight.forms} forms`);
  say(`${marksSeen} of them stand in the ${megabytes(result.captureBytes)} that were handed to the program`);
  say(
    `sight     ${sight.planted - sight.missed.length} of ${sight.planted} planted forms were found in a copy of the database`,
  );
  const { serversSaw } = result;
  say(
    `servers   saw ${serversSaw.marks} marks in ${megabytes(serversSaw.bytes)} that the program sent to them`,
  );
  const places = [...result.searched].map(([place, bytes]) => `${place} ${megabytes(bytes)}`);
  say(`searched  ${result.searches} times in ${seconds(result.searchMs)}: ${places.join(', ')}`);
  const at = (rows: CanaryResult['rowsAtEnd'], names: readonly string[]): string =>
    names.map(name => `${name} ${rows[name] ?? 0}`).join(', ');
  const keys = ['channel_account_key', 'channel_person_key'];
  say(`at kill   ${at(rowsAtKill, ['inbox', 'outbox', 'session', 'dedupe', 'report', ...keys])}`);
  say(
    `at end    ${at(rowsAtEnd, ['inbox', 'outbox', 'session', 'dedupe', 'report', 'reporter_tag', ...keys])}`,
  );
  say();
  printFindings(result);
}

function printFindings({ leaks, faults }: CanaryResult): void {
  if (leaks.length + faults.length === 0) {
    say('PROVED: nothing of anybody who wrote, in any form, on disk, in the output or in temporary files');
    return;
  }
  if (leaks.length > 0) say(`FOUND ${leaks.length} ways in which somebody can be named:`);
  const worst = [...leaks].sort((a, b) => b.count - a.count);
  for (const leak of worst.slice(0, LEAKS_TOLD_MAX)) say(`  ${inWords(leak)}`);
  if (worst.length > LEAKS_TOLD_MAX) say('  …');
  if (faults.length === 0) return;
  say(`NOT AS PLANNED ${faults.length}:`);
  const told = [...counted(faults)];
  for (const [fault, count] of told.slice(0, FAULTS_TOLD_MAX))
    say(`  ${fault}${count > 1 ? ` (${count})` : ''}`);
  if (told.length > FAULTS_TOLD_MAX) say('  …');
}

function inWords({ place, kind, form, moments, count, at }: Leak): string {
  return `${place}: ${kind}, ${form}, ${count} times (${[...moments].join(', ')}; first at byte ${at})`;
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function megabytes(bytes: number): string {
  return bytes < 10_000 ? `${bytes} B` : `${(bytes / 1_000_000).toFixed(2)} MB`;
}
