/** The verdicts on all shipped patterns, kept so that an ordinary run asks nobody: see `patterns.test.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RECHECK_VERSION, type Verdict } from './check-patterns.js';

const FILE = path.join(import.meta.dirname, 'verdicts.json');

export interface Verdicts {
  readonly recheck: string;
  readonly patterns: readonly Verdict[];
}

export function readVerdicts(): Verdicts {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Verdicts;
}

/** In an order that depends on nothing but the patterns. */
export function writeVerdicts(patterns: readonly Verdict[]): void {
  const sorted = [...patterns].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify({ recheck: RECHECK_VERSION, patterns: sorted }, null, 2)}\n`);
}
