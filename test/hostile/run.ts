/**
 * Judges hostile texts and inspects each answer. Every text is judged twice, the second time after others, so that
 * anything remembered from one text for the next shows. Keeps counts and times, never a text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assess } from '../../src/classifier/assess.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { hostileText, KINDS, type Kind, type Material } from './hostile-texts.js';
import { faultsOf } from './inspect.js';

/** In every test run; the environment may ask for fewer where somebody only tries something out. */
export const HOSTILE_TEXTS = Number(process.env.HOSTILE_TEXTS ?? 100_000);
const LEARN = path.resolve(import.meta.dirname, '../corpus/learn');
/** So many texts lie between the first and the second judgement of one. */
const BATCH = 50;

export interface KindRun {
  texts: number;
  units: number;
  /** Of each first judgement. */
  readonly ms: number[];
}

export interface HostileRun {
  readonly kinds: ReadonlyMap<Kind, KindRun>;
  /** Named by seed and number, by which the text can be made again. */
  readonly faults: readonly string[];
}

/** Texts to mutate and words that rules know. */
export function readMaterial(ruleset: Ruleset): Material {
  const texts = readdirSync(LEARN)
    .sort()
    .flatMap(file => readFileSync(path.join(LEARN, file), 'utf8').split('\n'))
    .filter(line => line !== '')
    .map(line => (JSON.parse(line) as { text: string }).text);
  const words = new Set(texts.flatMap(text => text.toLowerCase().match(/\p{L}+/gu) ?? []));
  return { texts, words: [...words].filter(word => ruleset.lexicon.knows(word)) };
}

/** @param judge what is on trial; `assess` but where the inspection itself is tried */
export function runHostile(
  seed: number,
  count: number,
  ruleset: Ruleset,
  { judge = assess, onBatch = () => {} }: { judge?: typeof assess; onBatch?: (done: number) => void } = {},
): HostileRun {
  const material = readMaterial(ruleset);
  const kinds = new Map<Kind, KindRun>(KINDS.map(kind => [kind, { texts: 0, units: 0, ms: [] }]));
  const faults: string[] = [];
  for (let first = 0; first < count; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - first) }, (_, at) => first + at);
    const answers = numbers.map(number => judgeFirst(number));
    for (const { number, text, answer } of answers.reverse()) {
      const again = attempt(() => JSON.stringify(judge(text, ruleset)));
      if (again !== answer) faults.push(`seed ${seed}, text ${number}: judged otherwise the second time`);
    }
    onBatch(first + numbers.length);
  }
  return { kinds, faults };

  function judgeFirst(number: number): { number: number; text: string; answer: string | null } {
    const { kind, text } = hostileText(seed, number, material);
    const run = kinds.get(kind) as KindRun;
    const began = performance.now();
    const assessment = attempt(() => judge(text, ruleset));
    run.ms.push(performance.now() - began);
    run.texts++;
    run.units += text.length;
    const found = assessment === null ? ['throws'] : faultsOf(text, assessment, ruleset);
    for (const fault of found) faults.push(`seed ${seed}, text ${number} (${kind}): ${fault}`);
    return { number, text, answer: assessment && JSON.stringify(assessment) };
  }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
