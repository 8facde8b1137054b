/**
 * From a text as given to an Advert: folded, split into words, with the identifiers and facts that code can read
 * out of it. Pure; takes any string, and of a very long one reads the beginning and the end.
 */

import type { Advert } from '../advert/advert.js';
import { readFacts } from '../advert/facts.js';
import type { KnownEmployers } from '../advert/known-employers.js';
import type { Lexicon } from '../advert/lexicon.js';
import type { Gazetteer } from '../advert/places.js';
import { tokenise } from '../advert/tokens.js';
import { windowsOf } from '../advert/windows.js';
import { findIdentifiers } from '../identifiers/find-identifiers.js';

/** What reading needs from the rules: how words are spelled, where places lie, how employers are called. */
export interface ReadingAids {
  readonly lexicon: Lexicon;
  readonly gazetteer: Gazetteer;
  readonly employers: KnownEmployers;
}

export function readAdvert(given: string, aids: ReadingAids): Advert {
  const { text, folded, unread } = windowsOf(given);
  const reading = { text, folded, tokens: tokenise(folded, aids.lexicon) };
  const identifiers = findIdentifiers(reading);
  const facts = readFacts(reading, identifiers, aids.gazetteer, aids.employers);
  return { ...reading, unread, identifiers, facts };
}
