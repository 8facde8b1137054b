/**
 * From a text as given to an Advert: folded, split into words, with the identifiers and facts that code can read
 * out of it. Pure; takes any string, and of a very long one reads the beginning and the end.
 */

import type { Advert } from '../advert/advert.js';
import { readFacts } from '../advert/facts.js';
import type { Lexicon } from '../advert/lexicon.js';
import type { Gazetteer } from '../advert/places.js';
import { tokenise } from '../advert/tokens.js';
import { windowsOf } from '../advert/windows.js';
import { findIdentifiers } from '../identifiers/find-identifiers.js';

/** What reading needs from the rules: how words are spelled and where places lie. */
export interface ReadingAids {
  readonly lexicon: Lexicon;
  readonly gazetteer: Gazetteer;
}

export function readAdvert(given: string, aids: ReadingAids): Advert {
  const { text, folded, unread } = windowsOf(given);
  const reading = { text, folded, tokens: tokenise(folded, aids.lexicon) };
  const identifiers = findIdentifiers(reading);
  return { ...reading, unread, identifiers, facts: readFacts(reading, identifiers, aids.gazetteer) };
}
