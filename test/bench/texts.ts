/**
 * The texts that everything is measured on: the corpus of this repository, adverts of about 800 characters put together
 * from it, and texts of any length. The same texts on every run and every machine.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readLabelled } from '../../src/commands/evaluate.js';
import type { LabelledText } from '../../src/commands/evaluation.js';

const CORPUS = path.resolve(import.meta.dirname, '../corpus');

/** Characters of an advert as it is forwarded. */
export const ADVERT_LENGTH_MIN = 700;
export const ADVERT_LENGTH_MAX = 900;
const ADVERTS = 240;

/** Every text of one folder of the corpus, in the order of the files. */
export async function readCorpus(folder: 'learn' | 'held-out'): Promise<LabelledText[]> {
  const files = readdirSync(path.join(CORPUS, folder))
    .filter(file => file.endsWith('.jsonl'))
    .sort();
  const read = await Promise.all(files.map(file => readLabelled(path.join(CORPUS, folder, file))));
  return read.flat();
}

/** Adverts of 700 to 900 characters: texts of that length first, then two of one kind joined. */
export function advertsOf(texts: readonly LabelledText[], most = ADVERTS): string[] {
  const fits = (text: string): boolean =>
    text.length >= ADVERT_LENGTH_MIN && text.length <= ADVERT_LENGTH_MAX;
  const adverts = texts.map(({ text }) => text).filter(fits);
  for (const kind of ['alarm', 'quiet', 'danger'] as const) {
    const short = texts
      .filter(({ text, expect }) => expect === kind && !fits(text))
      .sort((left, right) => right.text.length - left.text.length || (left.id < right.id ? -1 : 1));
    adverts.push(...joinedPairs(short.map(({ text }) => text)).filter(fits));
  }
  // Spread over all of them, so that no kind and no way of making them is left out.
  const step = Math.max(1, adverts.length / most);
  return Array.from(
    { length: Math.min(most, adverts.length) },
    (_, place) => adverts[Math.floor(place * step)] as string,
  );
}

/** Each with the longest that still leaves room; the texts come longest first. */
function joinedPairs(longestFirst: readonly string[]): string[] {
  const left = [...longestFirst];
  const pairs: string[] = [];
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    const room = ADVERT_LENGTH_MAX - first.length - SEPARATOR.length;
    const place = left.findIndex(({ length }) => length <= room);
    if (place < 0) continue;
    pairs.push(first + SEPARATOR + left.splice(place, 1)[0]);
  }
  return pairs;
}

const SEPARATOR = '\n\n';

/** A text of exactly so many characters, from adverts joined; each variant begins with another one. */
export function textOfLength(adverts: readonly string[], length: number, variant: number): string {
  let text = '';
  for (let place = variant * 7; text.length < length; place++)
    text += (text === '' ? '' : SEPARATOR) + adverts[place % adverts.length];
  return text.slice(0, length);
}
