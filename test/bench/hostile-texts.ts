/**
 * Texts of 64 KB made to cost as much as a text can: repetition, near misses, words that were never seen before, and
 * everything that letters can hide in.
 */
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { Chance } from '../prove/chance.js';
import { phrasesOf } from './baselines/pattern-loop.js';

/** Four times what any door lets in. */
export const HOSTILE_BYTES = 65_536;

export interface HostileText {
  readonly kind: string;
  readonly text: string;
}

/** One letter in so many is another in an advert with slips. */
const SLIP_EVERY = 8;
const SEED = 64;

/**
 * One text of each kind, each as long as fits into `HOSTILE_BYTES` of UTF-8, the same each time.
 * @param adverts what slips are made in
 */
export function hostileTexts(ruleset: Ruleset, adverts: readonly string[]): readonly HostileText[] {
  const { indicating, others } = phrasesOf(ruleset);
  const phrases = [...indicating, ...others];
  const words = [...new Set(phrases.flatMap(phrase => phrase.match(/\p{L}{2,}/gu) ?? []))];
  const repeated = (kind: string, unit: string): HostileText => ({ kind, text: filled(() => unit) });
  const inTurn = (kind: string, units: readonly string[]): HostileText => ({
    kind,
    text: filled(place => `${units[place % units.length]} `),
  });
  const chance = new Chance(SEED);
  const letter = (): string => String.fromCharCode(97 + Math.floor(chance.between(0, 26)));
  const figure = (most: number): number => Math.floor(chance.between(0, most));
  const byChance = (kind: string, unit: (place: number) => string): HostileText => ({
    kind,
    text: filled(unit),
  });
  const pieces = adverts.flatMap(advert => advert.match(/\S{1,100}\s{0,9}/gu) ?? []);
  return [
    byChance('adverts with a slip in every second word', place =>
      (pieces[place % pieces.length] as string).replace(/[a-z]/g, typed =>
        chance.happens(1 / SLIP_EVERY) ? letter() : typed,
      ),
    ),
    byChance('links at first sight', () => `https://a${figure(1e6)}.x${figure(1e4)}.com/d?e=${figure(1e6)} `),
    byChance('letters by chance, spaced out', () => `${letter()} `),
    byChance(
      'letters by chance, signs between',
      () => letter() + (chance.happens(0.4) ? chance.oneOf([...'-.*@$! ']) : ''),
    ),
    repeated('one letter', 'a'),
    repeated('letters spaced out', 'k a m b o j a '),
    repeated('stretched letters', 'gajiiiiiiii '),
    repeated('one word of many rules', 'bayar '),
    repeated('two words of many rules, gaps between', 'paspor dan ditahan tidak '),
    inTurn('every word of the rules', words),
    inTurn(
      'the beginning of every phrase',
      phrases.map(phrase => phrase.match(/\p{L}{2,}/u)?.[0] ?? 'dan'),
    ),
    repeated('amounts', 'Rp15.000.000 '),
    repeated('one endless number', '0812'),
    repeated('telephone numbers', '+62 812-0000-1234 '),
    repeated('places', 'kamboja poipet batam malaysia '),
    repeated('links', 'https://a.b.c/d?e=f '),
    repeated('dots and at signs', 'a.b@c.'),
    repeated('invisible characters', 'pas\u200bpor\u00ad '),
    repeated('combining marks', 'a\u0301\u0302\u0303\u0304'),
    repeated('styled letters', '𝗽𝗮𝘀𝗽𝗼𝗿 '),
    repeated('surrogates without a partner', '\ud83d '),
    repeated('no space and no letter', '!?'),
  ];
}

function filled(unit: (place: number) => string): string {
  const units: string[] = [];
  for (let place = 0, bytes = 0; ; place++) {
    const next = unit(place);
    bytes += Buffer.byteLength(next);
    if (bytes > HOSTILE_BYTES) return units.join('');
    units.push(next);
  }
}
