import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Problem, StartupError } from '../../src/errors.js';
import { loadHouse, PACKAGE_ROOT } from '../../src/files/house.js';
import { start } from '../../src/main.js';
import { readEverything } from '../../src/startup.js';
import { DATABASE_FILE_NAME } from '../../src/store/open-store.js';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';

/** A copy of rules/ and locales/ that a test may break. */
let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cekloker-house-'));
  for (const folder of ['rules', 'locales'])
    cpSync(path.join(PACKAGE_ROOT, folder), path.join(root, folder), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function problemsOfHouse(): Promise<readonly Problem[]> {
  try {
    await loadHouse(root);
  } catch (error) {
    if (error instanceof StartupError) return error.problems;
    throw error;
  }
  return [];
}

function edit(name: string, change: (source: string) => string): void {
  const file = path.join(root, name);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

describe('the start', () => {
  it('finds nothing wrong with the files as they are', async () => {
    expect(await problemsOfHouse()).toEqual([]);
  });

  it('refuses broken files, naming every mistake by file and line at once', async () => {
    writeFileSync(
      path.join(root, 'rules', 'compound', 'broken.yaml'),
      'title: x\nstatus: stabil\nwhen:\n  - visa (turis\n',
    );
    edit('rules/words.yaml', source => `${source}\n  kosong: ['visa (turis']\n`);
    edit('rules/topics.yaml', source => source.replace('topic: privacy', 'topic: privasi'));
    edit('locales/id.yaml', source => source.replace(/^ {2}tagline:.*\n/m, ''));
    edit('locales/contacts.yaml', source => source.replace(/^ {4}source: .*\n/m, ''));
    const problems = await problemsOfHouse();
    const about = (file: string): readonly Problem[] => problems.filter(problem => problem.file === file);
    expect(about('rules/compound/broken.yaml').map(({ line }) => line)).toContain(2);
    expect(about('rules/words.yaml')[0]?.line).toBeGreaterThan(1);
    expect(about('rules/topics.yaml')[0]?.line).toBeGreaterThan(1);
    expect(about('locales/id.yaml')[0]?.message).toContain('page.tagline');
    expect(about('locales/contacts.yaml')[0]?.line).toBeGreaterThan(1);
  });

  it('refuses a reason that no text puts into words', async () => {
    rmSync(path.join(root, 'rules'), { recursive: true });
    rmSync(path.join(root, 'locales'), { recursive: true });
    for (const folder of ['rules', 'locales'])
      cpSync(path.join(PACKAGE_ROOT, folder), path.join(root, folder), { recursive: true });
    writeFileSync(
      path.join(root, 'rules', 'compound', 'wordless.yaml'),
      'title: x\nstatus: test\nreferences: [{ source: x, date: 2026-01 }]\nfalse_positives: [x]\nsign: raises\nstrength: combo\nreason: nobody_wrote_this\nwhen: [kata]\nmatch: [kata]\nno_match: [lain]\n',
    );
    const [problem, ...rest] = await problemsOfHouse();
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ file: 'rules/compound/wordless.yaml', line: 7 });
    expect(problem?.message).toContain('nobody_wrote_this');
  });

  it('tells a broken rule, a missing text, a contact without a source and a table without a lifetime together', async () => {
    for (const folder of ['rules', 'locales'])
      cpSync(path.join(PACKAGE_ROOT, folder), path.join(root, folder), { recursive: true });
    rmSync(path.join(root, 'rules', 'compound', 'wordless.yaml'));
    edit('rules/compound/translator-host.yaml', source => source.replace(/^status: .*$/m, 'status: stabil'));
    edit('locales/id.yaml', source => source.replace(/^ {2}tagline:.*\n/m, ''));
    edit('locales/contacts.yaml', source => source.replace(/^ {4}source: .*\n/m, ''));
    const dataDir = path.join(root, 'data');
    const before = await start({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }, () => {});
    await before.stop();
    const database = new (await loadSqlite())(path.join(dataDir, DATABASE_FILE_NAME));
    database.exec('create table diary (text text)');
    database.close();
    const refused = await readEverything({ DATA_DIR: dataDir }, root).catch(error => error as unknown);
    expect(refused).toBeInstanceOf(StartupError);
    const { problems } = refused as StartupError;
    expect(problems.map(({ file }) => file).sort()).toEqual([
      path.join(dataDir, DATABASE_FILE_NAME),
      'locales/contacts.yaml',
      'locales/id.yaml',
      'rules/compound/translator-host.yaml',
    ]);
    expect(String(refused)).toContain('table diary has no lifetime');
  });

  it('refuses a wrong environment, naming every variable at once', async () => {
    const environment = {
      PORT: 'eighty',
      PUBLIC_URL: 'cekloker.id',
      TELEGRAM_BOT_TOKEN: 'x',
      TRUST_PROXY: '99',
      LOG_LEVEL: 'loud',
    };
    const refused = await start(environment, () => {}).then(
      () => null,
      error => error as unknown,
    );
    expect(refused).toBeInstanceOf(StartupError);
    for (const name of Object.keys(environment)) expect((refused as StartupError).message).toContain(name);
  });
});
