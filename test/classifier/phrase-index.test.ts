import { describe, expect, it } from 'vitest';
import type { Advert, Token } from '../../src/advert/advert.js';
import { fold } from '../../src/advert/normalise.js';
import { tokenise } from '../../src/advert/tokens.js';
import { HITS_PER_PHRASE_MAX } from '../../src/classifier/hits.js';
import { parsePhrase } from '../../src/classifier/phrase.js';
import { PhraseIndex } from '../../src/classifier/phrase-index.js';

const FACTS: Advert['facts'] = {
  money: [],
  places: [],
  visas: [],
  payments: [],
  departure: null,
  employer: { kind: 'absent', name: null, span: null },
  knownEmployers: [],
  licence: false,
  writerIsMinor: false,
  destination: null,
};

function advertOf(text: string): Advert {
  const folded = fold(text);
  return { text, unread: null, folded, tokens: tokenise(folded), identifiers: [], facts: FACTS };
}

/** The words that one phrase is found on. */
function found(phrase: string, text: string, facts: Partial<Advert['facts']> = {}): string[] {
  const advert = { ...advertOf(text), facts: { ...FACTS, ...facts } };
  const hits = PhraseIndex.of([parsePhrase(phrase, new Map())])
    .find(advert)
    .of(0);
  return hits.map(({ from, to }) =>
    text.slice((advert.tokens[from] as Token).start, (advert.tokens[to - 1] as Token).end),
  );
}

describe('the phrase index', () => {
  it.each([
    ['words next to each other', 'visa turis', 'pakai visa turis dulu', ['visa turis']],
    ['and not apart', 'visa turis', 'visa untuk turis', []],
    ['every place', 'visa', 'Visa? ada VISA', ['Visa', 'VISA']],
    ['a beginning', 'kambo*', 'ke Kamboja', ['Kamboja']],
    [
      'up to three words between for ..',
      'visa .. turis',
      'visa satu dua tiga turis',
      ['visa satu dua tiga turis'],
    ],
    ['and no fourth', 'visa .. turis', 'visa satu dua tiga empat turis', []],
    ['up to eight words between for ...', 'a ... b', 'a 1 2 3 4 5 6 7 8 b', ['a 1 2 3 4 5 6 7 8 b']],
    ['and no ninth', 'a ... b', 'a 1 2 3 4 5 6 7 8 9 b', []],
    ['the nearest end of a gap', 'a .. b', 'a b b b', ['a b']],
    ['over a comma and the end of a line', 'visa .. turis', 'visa, yaitu\nturis', ['visa, yaitu\nturis']],
    ['never over the end of a sentence', 'visa turis', 'Ada visa. Turis juga ada', []],
    ['nor in a gap', 'visa .. turis', 'Ada visa! Untuk turis', []],
    ['nor over an empty line', 'visa turis', 'visa\n\nturis', []],
    ['at the beginning of a sentence', 'visa turis', 'Halo. Visa turis', ['Visa turis']],
    ['the words as they were given', 'visa turis', 'ⓥⓘⓢⓐ TURIS', ['ⓥⓘⓢⓐ TURIS']],
  ])('finds %s', (_, phrase, text, expected) => {
    expect(found(phrase, text)).toEqual(expected);
  });

  it('finds a fact as one place, however many words it is written with', () => {
    const text = 'gaji Rp 15.000.000 sebulan';
    const span = { start: 5, end: 18 };
    const money = [{ min: 15e6, max: 15e6, currency: 'IDR', period: 'month', role: 'salary', span } as const];
    expect(found('<salary> sebulan', text, { money })).toEqual(['Rp 15.000.000 sebulan']);
    expect(found('gaji <money> sebulan', text, { money })).toEqual([text]);
    expect(found('gaji <fee> sebulan', text, { money })).toEqual([]);
  });

  it('keeps phrases apart by their number', () => {
    const phrases = ['visa', 'turis', 'paspor'].map(source => parsePhrase(source, new Map()));
    const hits = PhraseIndex.of(phrases).find(advertOf('visa turis'));
    expect([0, 1, 2].map(phrase => hits.of(phrase).length)).toEqual([1, 1, 0]);
  });

  it('looks at a sequence of several words only where all its words stand', () => {
    const index = PhraseIndex.of([parsePhrase('visa .. turis', new Map())], [[0]]);
    expect(index.find(advertOf('visa kerja')).hasSet(0)).toBe(false);
    expect(index.find(advertOf('visa untuk turis')).hasSet(0)).toBe(true);
    expect(index.find(advertOf('turis visa')).hasSet(0)).toBe(false);
  });

  it('finds a sequence for each phrase that has it', () => {
    const phrases = ['visa (turis|kerja)', 'visa (kerja|umroh)'].map(source =>
      parsePhrase(source, new Map()),
    );
    const hits = PhraseIndex.of(phrases, [[0], [1]]).find(advertOf('ada visa kerja dan visa umroh'));
    expect([0, 1].map(phrase => hits.of(phrase).map(({ from }) => from))).toEqual([[1], [1, 4]]);
    expect([0, 1].map(set => hits.hasSet(set))).toEqual([true, true]);
  });

  it('gives out no places of one text as those of another', () => {
    const index = PhraseIndex.of([parsePhrase('visa', new Map())], [[0]]);
    const hits = index.find(advertOf('visa'));
    index.find(advertOf('paspor'));
    expect(() => hits.of(0)).toThrow('before');
    expect(() => hits.hasSet(0)).toThrow('before');
  });

  it('remembers no more places of a phrase than its limit, the first ones in order', () => {
    const words = Array.from({ length: HITS_PER_PHRASE_MAX * 3 }, (_, n) => `visa ${n}`);
    const hits = PhraseIndex.of([parsePhrase('visa', new Map())])
      .find(advertOf(words.join(' ')))
      .of(0);
    expect(hits).toHaveLength(HITS_PER_PHRASE_MAX);
    expect(hits.map(({ from }) => from)).toEqual(
      Array.from({ length: HITS_PER_PHRASE_MAX }, (_, n) => 2 * n),
    );
  });
});

/** How often `find` looks at a word of the text. */
function looks(phrases: readonly string[], text: string): number {
  let count = 0;
  const advert = advertOf(text);
  const tokens = new Proxy(advert.tokens, {
    get: (target, key, receiver) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) count++;
      return Reflect.get(target, key, receiver);
    },
  });
  PhraseIndex.of(phrases.map(source => parsePhrase(source, new Map()))).find({ ...advert, tokens });
  return count;
}

describe('the work of one walk', () => {
  // Each would send a matcher that backtracks into billions of steps: every word could be every "a".
  const PHRASES = ['a ... a ... a ... a ... a ... a ... b', '(a|a a) .. (a|a a) .. (a|a a) ... b'];
  const text = (words: number): string => Array.from({ length: words }, () => 'a').join(' ');

  it('is counted: twice the words of a phrase are twice the looks', () => {
    expect(looks(['x'], text(50))).toBeGreaterThanOrEqual(50);
    expect(looks(['a b'], text(100))).toBeGreaterThan(looks(['a b'], text(50)));
  });

  /** Twice the text costs twice the further looks, not four times. */
  const isLinear = (looksFor: (words: number) => number): boolean => {
    const [short, long, longest] = [150, 300, 600].map(looksFor) as [number, number, number];
    return long > short && longest - long <= 2.1 * (long - short);
  };

  it.each(PHRASES)('grows with the length of the text, not with what stands in it: %s', phrase => {
    expect(isLinear(words => looks([phrase], text(words)))).toBe(true);
  });

  it('would be told from a walk that starts over at every word, and from one that never looks', () => {
    expect(isLinear(words => looks(['a'], text(words)) ** 2)).toBe(false);
    expect(isLinear(() => 0)).toBe(false);
  });

  it('follows only phrases that begin with a word of the text', () => {
    const others = Array.from({ length: 2_000 }, (_, n) => `kata${n} .. dua ... tiga`);
    expect(looks(others, text(500))).toBe(looks(['x'], text(500)));
  });
});
