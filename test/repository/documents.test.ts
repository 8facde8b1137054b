import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import { run } from '../commands/run-cli.js';
import {
  deadReferences,
  documentedVariables,
  foreignTraces,
  mapDifferences,
  shellLines,
  strangers,
  unknownNpmCommands,
  variablesRead,
} from './documents.js';

const DOCUMENTS = [
  'README.md',
  'src/README.md',
  'rules/README.md',
  'rules/CATALOGUE.md',
  'rules/RULES.md',
  'rules/CHANGES.md',
  'locales/README.md',
  'test/corpus/README.md',
  'test/corpus/SCOREBOARD.md',
];
const read = (name: string): string => readFileSync(path.join(PACKAGE_ROOT, name), 'utf8');
const exists = (name: string): boolean => existsSync(path.join(PACKAGE_ROOT, name));

/** Names in .gitignore that stand for one folder each. */
const IGNORED = read('.gitignore')
  .split('\n')
  .filter(line => line.endsWith('/'))
  .map(line => line.slice(0, -1));

describe('what the documents name', () => {
  it.each(DOCUMENTS)('in %s is there', document => {
    expect(deadReferences(document, read(document), exists)).toEqual([]);
  });

  it.each([
    ['a link', 'See [x](../none.md#part).'],
    ['a picture', '![x](.github/none.png)'],
    ['a path', 'It is `src/none/x.ts`.'],
    ['a folder', 'All in `test/none/`.'],
    ['a path counted from here', 'It is `none/x.ts`.'],
  ])('would be missed: %s', (_, source) => {
    expect(deadReferences('src/README.md', source, exists)).toHaveLength(1);
  });

  it('may be a page, an anchor, a pattern, a command or a file that is there', () => {
    const source =
      '[a](https://x.example/none.md) [b](#none) [c](app.ts) [d](../README.md#x) `rules/<family>/<name>.yaml` `src/app.ts` `classifier/assess.ts` `npm start`\n```sh\ncat src/none.ts\n```\n';
    expect(deadReferences('src/README.md', source, exists)).toEqual([]);
  });

  it('holds for the code map: a row for every room, and no other', () => {
    const rooms = readdirSync(path.join(PACKAGE_ROOT, 'src'), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => name);
    const map = read('src/README.md');
    expect(mapDifferences(map, rooms)).toEqual([]);
    expect(mapDifferences(map, [...rooms, 'none'])).toEqual(['none']);
    expect(mapDifferences(map, rooms.slice(1))).toEqual(rooms.slice(0, 1));
  });
});

describe('the settings', () => {
  const documented = documentedVariables(read('README.md'));
  const known = variablesRead(read('src/config.ts'));

  it('in the README are those that the program reads, each once', () => {
    expect([...documented].sort()).toEqual([...known].sort());
    expect(known.length).toBeGreaterThan(10);
  });

  it('would be told apart', () => {
    expect(documentedVariables('| `A_B` | x |\n| `D_E` | `F_G` |\n| `lower` | x |\n')).toEqual([
      'A_B',
      'D_E',
    ]);
    expect(documentedVariables('| `AB`, `CD` | – | x |\n')).toEqual(['AB', 'CD']);
    expect(
      variablesRead('const schema = z.object({\n  A_B: z.string(),\n  C: x,\n});\nconst D_E: x;'),
    ).toEqual(['A_B']);
  });
});

describe('the commands', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const names = new Set(Object.keys(scripts));

  it.each([...DOCUMENTS, '.ci/run'])('of npm in %s have a script behind them', document => {
    const optional = new Set([...names, ...(document === '.ci/run' ? ['prove'] : [])]);
    expect(unknownNpmCommands(read(document), optional)).toEqual([]);
  });

  it('of npm would be missed', () => {
    const source =
      '`npm run none` npm none, npm run ci, npm run --silent cekloker -- check; npm ci && npm test';
    expect(unknownNpmCommands(source, new Set(['cekloker', 'test']))).toEqual([
      'npm run none',
      'npm none',
      'npm run ci',
    ]);
    expect(unknownNpmCommands('npm start', new Set())).toEqual(['npm start']);
  });

  /** Commands that build, serve without end or write into the tree: they are tried elsewhere, or by hand. */
  const NOT_RUN_HERE = [
    /\bnpm (ci|start|test)\b/,
    // CI runs the short form after the tests.
    /\bnpm run prove\b/,
    /\brules new\b/,
    // Minutes of learning that write what ships: test/commands/fit.test.ts runs it on a few texts.
    /\bnpm run fit\b/,
    // Minutes of measuring; what it rests on is tested in test/bench/bench.test.ts.
    /^npm run bench$/,
    // They write into the tree: test/corpus/pages.test.ts looks whether they would.
    /\brules:pages\b/,
    /\brule:new\b/,
    /\bcontacts verified\b/,
    // No container engine on the machines that test: test/image/run-steps.sh carries out the Dockerfile without one.
    /\bdocker compose\b/,
    /> \.env$/,
  ];
  const CHEAP = [
    / -- (check|eval|rules check|rules try|rules record|contacts due)\b/,
    /^npm run (chat|rule:try)\b/,
  ];
  const lines = [...new Set(DOCUMENTS.flatMap(document => shellLines(read(document))))];
  const cheap = lines.filter(line => CHEAP.some(known => known.test(line)));

  it('are either run here or known to be run elsewhere', () => {
    const known = [...NOT_RUN_HERE, ...CHEAP];
    expect(lines.filter(line => !known.some(pattern => pattern.test(line)))).toEqual([]);
    expect(shellLines('```sh\nnpm run none\n# x\n\n```\n```yaml\na: 1\n```\n')).toEqual(['npm run none']);
    for (const command of [
      'check',
      'check --jsonl',
      'eval',
      'rules check',
      'rules try',
      'rules record',
      'chat',
    ])
      expect(cheap.join('\n')).toContain(command);
  });

  it.each(cheap)('run as they stand there: %s', async line => {
    const { status, stdout } = await run('sh', ['-c', line]);
    expect([status, stdout === '']).toEqual([0, false]);
  });

  it('would be noticed where they fail', async () => {
    expect((await run('sh', ['-c', 'exit 3'])).status).toBe(3);
  });
});

describe('the tree', () => {
  it('holds only what has a place in it', () => {
    expect(strangers(readdirSync(PACKAGE_ROOT), IGNORED)).toEqual([]);
    expect(strangers(['src', 'notes.md', 'docs', '.ci', 'data', 'vitest.config.ts'], ['data'])).toEqual([
      'notes.md',
      'docs',
    ]);
  });

  it('speaks of no machine and of no store of packages', () => {
    const found = textFiles().flatMap(file =>
      foreignTraces(read(file)).map(line => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
    expect(textFiles().length).toBeGreaterThan(200);
  });

  it.each([
    ['a folder of a machine', ['see ', 'work', 'x.md'].join('/')],
    ['a home folder', `"${['', 'home', 'siti', 'x'].join('/')}"`],
    ['a registry', `https://${['registry', 'npmjs', 'org'].join('.')}/x`],
  ])('would be told of %s', (_, line) => {
    expect(foreignTraces(`fine\n${line}\n`)).toEqual([line]);
  });

  it('is not told of addresses that only look so', () => {
    const address = ['https://contoh.id', 'work', 'x'].join('/');
    const file = ['rules', 'work', 'x.yaml'].join('/');
    expect(foreignTraces(`${address} ${file} \`network/\` registry.metrics()`)).toEqual([]);
  });

  function textFiles(): string[] {
    const skipped = new Set([...IGNORED, '.git']);
    return readdirSync(PACKAGE_ROOT, { withFileTypes: true })
      .filter(({ name }) => !skipped.has(name))
      .flatMap(entry => (entry.isDirectory() ? filesIn(entry.name) : [entry.name]))
      .filter(file => !IGNORED.some(folder => file.startsWith(`${folder}/`)))
      .filter(file => !/\.(png|ico|woff2?)$/.test(file));
  }

  function filesIn(folder: string): string[] {
    const inside = path.join(PACKAGE_ROOT, folder);
    return readdirSync(inside, { recursive: true, withFileTypes: true })
      .filter(child => child.isFile())
      .map(child => path.relative(PACKAGE_ROOT, path.join(child.parentPath, child.name)));
  }
});
