import { describe, expect, it } from 'vitest';
import type { Gazetteer } from '../../src/advert/gazetteer.js';
import { isProblems } from '../../src/errors.js';
import { placesFrom } from '../../src/files/places-file.js';
import { parseYaml, type YamlFile } from '../../src/files/yaml-file.js';
import { gazetteerOfTheRules } from '../advert/read-text.js';

const HEAD = 'except_after: [jl]\nexcept_before: []\n';

function read(source: string): ReturnType<typeof placesFrom> {
  return placesFrom(parseYaml(source, 'rules/places.yaml') as YamlFile);
}

describe('the list of places', () => {
  it('of the rules is sound, and knows every place the sources name', () => {
    const names = [...gazetteerOfTheRules().byFirstWord.keys()];
    const wanted = [
      'kamboja',
      'sihanoukville',
      'bavet',
      'poipet',
      'myawaddy',
      'kk',
      'mae',
      'golden',
      'surabaya',
    ];
    expect(wanted.filter(name => !names.includes(name))).toEqual([]);
  });

  it('gives a place its id as its name when none is written', () => {
    const gazetteer = read(`${HEAD}places:\n  - {id: koh_kong, country: KH, kind: city}\n`) as Gazetteer;
    expect(gazetteer.byFirstWord.get('koh')?.[0]?.words).toEqual(['koh', 'kong']);
  });

  it('of the rules gives every regency and city of East Java its province, and nothing abroad one', () => {
    const gazetteer = gazetteerOfTheRules();
    const places = [...gazetteer.byFirstWord.values()].flatMap(names => names.map(({ place }) => place));
    const eastJava = new Set(places.filter(({ province }) => province === 'Jawa Timur').map(({ id }) => id));
    const regencies =
      'pacitan ponorogo trenggalek tulungagung blitar kediri malang lumajang jember banyuwangi bondowoso situbondo ' +
      'probolinggo pasuruan sidoarjo mojokerto jombang nganjuk madiun magetan ngawi bojonegoro tuban lamongan gresik ' +
      'bangkalan sampang pamekasan sumenep batu surabaya';
    expect(regencies.split(' ').filter(id => !eastJava.has(id))).toEqual([]);
    expect(places.filter(({ country, province }) => country !== 'ID' && province !== null)).toEqual([]);
    expect([...gazetteer.provinces].sort()).toEqual(['DI Yogyakarta', 'Jawa Timur']);
  });

  it.each([
    ['a compound without a source', '{id: bavet, country: KH, kind: scam}', 4, 'source and date'],
    ['a date that is none', '{id: bavet, country: KH, kind: city, date: soon}', 4, 'date'],
    ['a country in small letters', '{id: bavet, country: kh, kind: city}', 4, 'capital'],
    [
      'a trap of two words',
      '{id: bavet, country: KH, kind: city, except_after: [jalan raya]}',
      4,
      'one word',
    ],
    ['an unknown key', '{id: bavet, country: KH, kind: city, exept_after: [jl]}', 4, 'exept_after'],
    ['a name in capitals', '{id: bavet, country: KH, kind: city, names: [Bavet]}', 4, 'small letters'],
  ])('refuses %s, by line', (_what, entry, line, message) => {
    const problems = read(`${HEAD}places:\n  - ${entry}\n`);
    expect(isProblems(problems) && problems.map(problem => [problem.file, problem.line])).toEqual([
      ['rules/places.yaml', line],
    ]);
    expect(isProblems(problems) && problems[0]?.message).toContain(message);
  });

  it('refuses a name that stands twice, for one of the two would hide the traps of the other', () => {
    const problems = read(
      `${HEAD}places:\n  - {id: palu, country: ID, kind: city}\nplain:\n  - {country: ID, kind: city, names: [palu]}\n`,
    );
    expect(isProblems(problems) && problems.map(problem => problem.line)).toEqual([6]);
  });

  it('lists every mistake at once', () => {
    const problems = read(`${HEAD}places:\n  - {id: a, country: kh, kind: town}\n`);
    expect(isProblems(problems) && problems.length).toBeGreaterThan(1);
  });
});
