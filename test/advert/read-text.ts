/** How the tests of this folder turn a text into what an extractor gets. The lexicon is empty: nothing is respelled. */

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Gazetteer } from '../../src/advert/gazetteer.js';
import type { KnownEmployers } from '../../src/advert/known-employers.js';
import { fold } from '../../src/advert/normalise.js';
import type { Reading } from '../../src/advert/reading.js';
import { tokenise } from '../../src/advert/tokens.js';
import type { Span } from '../../src/assessment.js';
import { isProblems } from '../../src/errors.js';
import { readEmployers } from '../../src/files/employers-file.js';
import { readPlaces } from '../../src/files/places-file.js';

export function readText(text: string): Reading {
  const folded = fold(text);
  return { text, folded, tokens: tokenise(folded) };
}

export function quoted(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** The employers of `rules/employers.yaml`. */
export function employersOfTheRules(): KnownEmployers {
  const file = fileURLToPath(new URL('../../rules/employers.yaml', import.meta.url));
  const read = readEmployers(path.normalize(file), 'rules/employers.yaml');
  if (isProblems(read)) throw new Error(read.map(problem => problem.message).join('\n'));
  return read as KnownEmployers;
}

export function gazetteerOfTheRules(): Gazetteer {
  const file = fileURLToPath(new URL('../../rules/places.yaml', import.meta.url));
  const read = readPlaces(path.normalize(file), 'rules/places.yaml');
  if (isProblems(read)) throw new Error(read.map(problem => problem.message).join('\n'));
  return read as Gazetteer;
}
