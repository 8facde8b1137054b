/** A short word with a slip in it could be several: its neighbours choose, and where they do not, nothing is guessed. */
import { describe, expect, it } from 'vitest';
import { buildDisguises } from '../../src/advert/disguises.js';
import { buildLexicon } from '../../src/advert/lexicon.js';
import { fold } from '../../src/advert/normalise.js';
import { tokenise } from '../../src/advert/tokens.js';
import { readAdvert } from '../../src/classifier/read-advert.js';
import { loadRuleset } from '../../src/files/house.js';

const USED = ['saya', 'sapa', 'sara', 'nama', 'dubai', 'debui', 'karya'];
const PAIRS = new Set(['nama saya', 'sapa orang', 'toko karya', 'karya baru']);
const known = new Set(USED);
const lexicon = buildLexicon(
  new Map(),
  known,
  { passives: new Set(), places: new Set(['dubai']) },
  buildDisguises(new Map(USED.map(word => [word, 20])), word => (known.has(word) ? word : undefined)),
  { knows: stem => known.has(stem), stand: (first, second) => PAIRS.has(`${first} ${second}`) },
);
const words = (text: string): string =>
  tokenise(fold(text), lexicon)
    .map(({ word }) => word)
    .join(' ');

const ruleset = await loadRuleset();

describe('a slip that may hide several words', () => {
  it.each([
    ['is what goes with the word before it', 'nama saa', 'nama saya'],
    ['is what goes with the word behind it', 'saa orang', 'sapa orang'],
    ['is a place behind a preposition', 'ke dbi', 'ke dubai'],
    ['stays where no neighbour speaks', 'meja saa', 'meja saa'],
    ['stays where its neighbours speak for two', 'nama saa orang', 'nama saa orang'],
    ['stays where a sentence ends between', 'nama. Saa', 'nama saa'],
    ['stays where it is a word that is used', 'nama sara', 'nama sara'],
    ['stays a word of the language where one neighbour speaks', 'toko kaya', 'toko kaya'],
    ['gives way where both speak', 'toko kaya baru', 'toko karya baru'],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it('is quoted and remembered as it was typed', () => {
    const [, token] = tokenise(fold('nama saa'), lexicon);
    expect(token).toMatchObject({ surface: 'saa', word: 'saya', start: 5, end: 8 });
    expect(token?.known.isMended).toBe(true);
  });
});

describe('a short name in a text full of slips', () => {
  const hasty = 'Lowonagn kerja di klinik kecanitkan, utnuk begabung dengan tim';
  const named = (text: string) => readAdvert(text, ruleset).facts.knownEmployers.length;
  const places = (text: string) => readAdvert(text, ruleset).facts.places.map(({ id }) => id);

  it('is no employer, unless it is in capitals or the text is typed with care', () => {
    expect(named(`${hasty} kai`)).toBe(0);
    expect(named(`${hasty} KAI`)).toBe(1);
    expect(named('Lowongan kerja di klinik kecantikan, untuk bergabung dengan tim kai')).toBe(1);
  });

  it('is no country either', () => {
    expect(places(`${hasty} usa 20 sampai 35`)).toEqual([]);
    expect(places('Lowongan kerja di klinik kecantikan, penempatan usa')).toEqual(['amerika']);
  });
});
