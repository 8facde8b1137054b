import { describe, expect, it } from 'vitest';
import { type KnownEmployers, officialSite } from '../../src/advert/known-employers.js';
import { employersFrom, readEmployers } from '../../src/files/employers-file.js';
import { parseYaml, type YamlFile } from '../../src/files/yaml-file.js';
import { employersOfTheRules } from '../advert/read-text.js';

const HEAD = [
  'work: [loker]',
  'not_after: [rekening]',
  'not_before: [norek]',
  'state_hosts: [go.id]',
  'shared_hosts: [bit.ly]',
  'free_mail: [gmail.com]',
  'unsourced: { bank: [bank contoh lain] }',
  'employers:',
  '',
].join('\n');
const SOURCE = "sources: [{ by: Contoh, url: 'https://contoh.com/a', date: '2026-05-18' }]";
const GOOD = `id: contoh, name: Contoh, kind: bank, names: [bank contoh], official: [contoh.co.id], grade: A, ${SOURCE}`;

function read(...entries: readonly string[]): ReturnType<typeof employersFrom> {
  const source = HEAD + entries.map(entry => `  - { ${entry} }\n`).join('');
  return employersFrom(parseYaml(source, 'rules/employers.yaml') as YamlFile);
}

describe('the list of employers', () => {
  it('of the rules holds an entry for each that the sources name', () => {
    expect(employersOfTheRules().byId.size).toBeGreaterThan(140);
  });

  it('takes a sound entry, and sends to the recruitment host first', () => {
    const known = read(`${GOOD}, recruitment: [karir.contoh.co.id]`) as KnownEmployers;
    expect(officialSite(known, 'contoh')).toEqual({
      name: 'Contoh',
      host: 'karir.contoh.co.id',
      by: 'Contoh',
      date: '2026-05-18',
    });
  });

  it('sends nobody to a host that one weak source names', () => {
    const known = read(GOOD.replace('grade: A', 'grade: C')) as KnownEmployers;
    expect(known.byId.get('contoh')?.hosts).toEqual(['contoh.co.id']);
    expect(officialSite(known, 'contoh')).toBeNull();
  });

  it('names the newest source', () => {
    const older =
      "sources: [{ by: Lama, notice: 'notice 1', date: '2024' }, { by: Baru, notice: 'notice 2', date: '2026-01' }]";
    const known = read(GOOD.replace(SOURCE, older)) as KnownEmployers;
    expect(officialSite(known, 'contoh')?.by).toBe('Baru');
  });

  it.each([
    ['a host with http', GOOD.replace('[contoh.co.id]', "['https://contoh.co.id']"), 'not a host'],
    ['a host with a path', GOOD.replace('[contoh.co.id]', '[contoh.co.id/karir]'), 'not a host'],
    ['a host in capitals', GOOD.replace('[contoh.co.id]', '[Contoh.co.id]'), 'not a host'],
    [
      'an ending that nobody can register under',
      GOOD.replace('[contoh.co.id]', '[contoh.xx.zzzz]'),
      'not a host',
    ],
    ['a public ending as a host', GOOD.replace('[contoh.co.id]', '[co.id]'), 'not a host'],
    ['a host that everybody shares', GOOD.replace('[contoh.co.id]', '[bit.ly]'), 'shared by many'],
    ['a free mail host', `${GOOD}, also: [gmail.com]`, 'shared by many'],
    ['every mailbox of a free mail host', `${GOOD}, also: ['@gmail.com']`, 'shared by many'],
    ['no address at all', GOOD.replace('official: [contoh.co.id], ', ''), 'address of its own'],
    ['no name to find it by', GOOD.replace('names: [bank contoh], ', ''), 'needs a name'],
    ['a name in capitals', GOOD.replace('[bank contoh]', '[Bank Contoh]'), 'small letters'],
    ['no source', GOOD.replace(SOURCE, 'sources: []'), 'at least one source'],
    ['a source without a date', GOOD.replace(", date: '2026-05-18'", ''), 'date'],
    ['a date that is none', GOOD.replace('2026-05-18', '2026-13'), 'date'],
    ['a source that stands nowhere', GOOD.replace("url: 'https://contoh.com/a', ", ''), 'needs a url'],
    ['an unknown kind', GOOD.replace('kind: bank', 'kind: kantor'), 'kind'],
    ['a key that nobody knows', `${GOOD}, recruitmnt: [contoh.co.id]`, 'recruitmnt'],
  ])('refuses %s, by line', (_what, entry, message) => {
    expect(read(entry)).toEqual([
      expect.objectContaining({
        file: 'rules/employers.yaml',
        line: 9,
        message: expect.stringContaining(message),
      }),
    ]);
  });

  it('refuses a name of two employers, and one that stands among those without a source', () => {
    const other = GOOD.replace('id: contoh', 'id: lain');
    expect(read(GOOD, other)).toEqual([
      expect.objectContaining({ line: 10, message: 'the name "bank contoh" stands twice' }),
    ]);
    expect(read(GOOD.replace('[bank contoh]', '[bank contoh lain]'))).toEqual([
      expect.objectContaining({ line: 7, message: 'the name "bank contoh lain" stands twice' }),
    ]);
    expect(read(GOOD, other.replace('bank contoh', 'bank beda').replace('id: lain', 'id: contoh'))).toEqual([
      expect.objectContaining({ line: 10, message: 'the id "contoh" stands twice' }),
    ]);
  });

  it('that is missing is a problem of its own', () => {
    expect(readEmployers('/nowhere/employers.yaml', 'rules/employers.yaml')).toEqual([
      expect.objectContaining({
        file: 'rules/employers.yaml',
        message: expect.stringContaining('cannot be read'),
      }),
    ]);
  });

  it('names every mistake at once', () => {
    const problems = read(
      GOOD.replace('[contoh.co.id]', '[Contoh]').replace('2026-05-18', 'kemarin'),
      GOOD.replace('kind: bank', 'kind: kantor').replace(SOURCE, 'sources: []'),
    ) as readonly { readonly line: number }[];
    expect(problems.map(({ line }) => line)).toEqual([9, 9, 10, 10]);
  });
});
