/**
 * What the choice of words says, beside the patterns that rules look for: every word, and every sign named in
 * `rules/vocabulary.yaml`, has points that `rules fit` learnt from labelled texts. There are three scales: how much a
 * text sounds like a plea, how much a plea like one for somebody else, and how much a text like an advert to be warned
 * of. On the last the rules have points as well, learnt together with the words, so that a sign among words that say the
 * same counts once; it never speaks without a sign. Pure; one look-up a word and one a sign.
 */
import type { Advert } from '../advert/advert.js';
import type { SpeechAct } from '../assessment.js';
import type { Hit, Hits } from './phrase-index.js';

/** Points by what stands in a text. */
export interface Scale {
  /** Stem → points. */
  readonly words: ReadonlyMap<string, number>;
  /** Number of a phrase in the index (a word list or a fact) → points. */
  readonly signs: ReadonlyMap<number, number>;
  /** Points of a text before its first word. */
  readonly base: number;
}

export interface Vocabulary {
  readonly plea: Scale & {
    /** From these points on a text is a plea though no pattern says so. */
    readonly alone: number;
    /** So many more where the text tells of others, of long ago or of an ordinary matter (`not_meant` in triage.yaml). */
    readonly moreWhereTold: number;
    /** Below these points a pattern that was found is not believed, unless somebody speaks outright of himself or his own. */
    readonly besidePattern: number;
  };
  /** Above zero a plea is more likely for somebody else than for the writer. */
  readonly relative: Scale;
  /** Above zero a plea is more likely one that cannot wait. */
  readonly urgency: Scale;
  readonly advert: Scale & {
    /** Id of a rule → points; a rule that was not there when they were learnt weighs by its strength. */
    readonly rules: ReadonlyMap<string, number>;
    readonly acts: Readonly<Record<SpeechAct, number>>;
  };
}

const EMPTY: Scale = { words: new Map(), signs: new Map(), base: 0 };
/** Says nothing. */
export const NO_VOCABULARY: Vocabulary = {
  plea: {
    ...EMPTY,
    alone: Number.POSITIVE_INFINITY,
    moreWhereTold: 0,
    besidePattern: Number.NEGATIVE_INFINITY,
  },
  relative: EMPTY,
  urgency: EMPTY,
  // A chat line must show a little more than an offer; nothing else is judged.
  advert: {
    ...EMPTY,
    rules: new Map(),
    acts: { offer: 0, chat: -1, ...everyOther(Number.NEGATIVE_INFINITY) },
  },
};

function everyOther(points: number): Record<Exclude<SpeechAct, 'offer' | 'chat'>, number> {
  return { warning: points, news: points, question: points, plea: points };
}

/** In a text of fewer known words a single one would say too much. */
const KNOWN_MIN = 8;
/** Letters only: figures and codes are read as facts. */
const WORD = /^\p{L}{2,30}$/u;

/** The different words of a text that may have points. */
export function wordsForPoints(advert: Advert): ReadonlySet<string> {
  return new Set(advert.tokens.map(({ stem }) => stem).filter(stem => WORD.test(stem)));
}

/** Divides the sum of points, so that a long text does not shout. */
export function shareOf(known: number): number {
  return 1 / Math.sqrt(Math.max(KNOWN_MIN, known));
}

/** Points of a whole text's words and signs; 0 where none is known: such a text says nothing either way. */
export function pointsOf(scale: Scale, advert: Advert, hits: Hits): number {
  const found = [...foundOn(scale, advert, hits)];
  if (found.length === 0) return 0;
  return scale.base + found.reduce((sum, { points }) => sum + points, 0) * shareOf(found.length);
}

/** The words that say most for it, to be quoted; null where nothing speaks for it. */
export function strongestOn(scale: Scale, advert: Advert, hits: Hits): Hit | null {
  let best: { points: number; hit: Hit } | null = null;
  for (const { points, hit } of foundOn(scale, advert, hits)) {
    if (points > (best?.points ?? 0)) best = { points, hit };
  }
  return best?.hit ?? null;
}

/** Each known word and sign once, with its points and its first place. */
function* foundOn(scale: Scale, advert: Advert, hits: Hits): Generator<{ points: number; hit: Hit }> {
  const seen = new Set<string>();
  for (const [index, { stem }] of advert.tokens.entries()) {
    const points = scale.words.get(stem);
    if (points === undefined || seen.has(stem)) continue;
    seen.add(stem);
    yield { points, hit: { from: index, to: index + 1 } };
  }
  for (const [phrase, [first]] of hits) {
    const points = scale.signs.get(phrase);
    if (points !== undefined && first) yield { points, hit: first };
  }
}
