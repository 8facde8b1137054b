/** `contacts due` and `contacts verified`, as an operator calls them, and what the next start makes of it. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteVerified, printDue } from '../../src/commands/contacts.js';
import { StartupError } from '../../src/errors.js';
import { CONTACT_CHECKS_FILE } from '../../src/files/contact-checks-file.js';
import { loadDirectory } from '../../src/files/house.js';
import { OWN_CONTACTS_FILE } from '../../src/files/operator-contacts.js';
import { start } from '../../src/main.js';
import { dueSummary } from '../../src/replies/contact-age.js';
import { checkedOn, DIRECTORY, later, NOW } from '../fixtures/contacts.js';
import { runCli, written } from './run-cli.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-data-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const checksFile = (): string => path.join(dataDir, CONTACT_CHECKS_FILE);

describe('contacts due', () => {
  it('names each contact that wants a check with its number, its age and why, gravest first', async () => {
    const { stdout } = await written(() => printDue(dataDir, NOW));
    const blocks = stdout.split(/\n(?=\S)/);
    expect(blocks[0]).toContain('too old, or without a date: it is shown to nobody');
    expect(stdout).toContain(
      'kemlu_pwni\n  Kemlu, Pelindungan WNI: +62 812 9007 0027\n  2024-08, 27 months; ageing: it is shown as one that may have changed; never checked by you\n',
    );
    expect(stdout).toContain(
      'thailand_bantuan_1300\n  Thailand, bantuan korban perdagangan orang: 1300\n  no date; ',
    );
    expect(stdout).toMatch(/^\d+ of 95 to check\./m);
    expect(stdout).not.toContain('kp2mi_whatsapp\n');
  });

  it('grows with the years', async () => {
    const count = async (now: number): Promise<number> => {
      const { stdout } = await written(() => printDue(dataDir, now));
      return Number(/^(\d+) of/m.exec(stdout)?.[1]);
    };
    expect(await count(later(4))).toBe(DIRECTORY.contacts.length);
    expect(await count(NOW)).toBeLessThan(DIRECTORY.contacts.length);
  });

  it('tells of checks of contacts that are not listed any more', async () => {
    writeFileSync(checksFile(), 'checked:\n  - { id: vanished, date: 2026-11-20, reached: "1" }\n');
    const { stdout } = await written(() => printDue(dataDir, NOW));
    expect(stdout).toContain('checked once and no longer listed: vanished');
  });

  it('refuses a broken file by file and line', async () => {
    writeFileSync(checksFile(), 'checked:\n  - { id: a, date: soon, reached: "1" }\n');
    await expect(printDue(dataDir, NOW)).rejects.toThrow(StartupError);
    await expect(printDue(dataDir, NOW)).rejects.toThrow(`${checksFile()}:2: `);
  });
});

describe('contacts verified', () => {
  it('notes the day and the number, takes the contact off the list and reaches the next start', async () => {
    const { result, stdout } = await written(() => noteVerified('kemlu_pwni', '2026-11-20', dataDir, NOW));
    expect([result, stdout]).toEqual([
      0,
      'Kemlu, Pelindungan WNI, +62 812 9007 0027: checked on 2026-11-20. Replies say so from the next start on.\n',
    ]);
    expect(readFileSync(checksFile(), 'utf8')).toContain('reached: "+6281290070027"');
    expect(statSync(checksFile()).mode & 0o077).toBe(0);
    const due = await written(() => printDue(dataDir, NOW));
    expect(due.stdout).not.toContain('kemlu_pwni');
    expect((await loadDirectory(dataDir)).contacts.find(({ id }) => id === 'kemlu_pwni')?.checked).toBe(
      '2026-11-20',
    );
  });

  it('keeps what was noted before, and takes today where no day is given', async () => {
    await written(() => noteVerified('kemlu_pwni', '2026-11-20', dataDir, NOW));
    await written(() => noteVerified('polri_110', undefined, dataDir, NOW));
    const checked = new Map((await loadDirectory(dataDir)).contacts.map(({ id, checked: day }) => [id, day]));
    expect([checked.get('kemlu_pwni'), checked.get('polri_110')]).toEqual(['2026-11-20', '2026-11-23']);
  });

  it.each(['2026-11-24', '2026-02-30', 'today', '2026-11'])('refuses the day %s', async day => {
    const { result, stderr } = await written(() => noteVerified('polri_110', day, dataDir, NOW));
    expect([result, stderr]).toEqual([1, `--date ${day} is no day up to today: write it as 2026-11-23\n`]);
  });

  it('refuses an unknown id and names the ones that are near', async () => {
    const near = await written(() => noteVerified('kemlu_pwn', undefined, dataDir, NOW));
    expect(near.result).toBe(1);
    expect(near.stderr).toContain('no contact has the id kemlu_pwn; did you mean kemlu_pwni');
    const far = await written(() => noteVerified('zzz', undefined, dataDir, NOW));
    expect(far.stderr).toBe('no contact has the id zzz\n');
    expect(() => statSync(checksFile())).toThrow();
  });

  it('is a command of the command line, which reads DATA_DIR', async () => {
    const environment = { DATA_DIR: dataDir };
    const noted = await runCli(
      ['contacts', 'verified', 'polri_110', '--date', '2026-11-01'],
      '',
      environment,
    );
    expect([noted.status, noted.stderr]).toEqual([0, '']);
    const due = await runCli(['contacts', 'due'], '', environment);
    expect([due.status, due.stderr]).toEqual([0, '']);
    expect(due.stdout).toContain('kemlu_pwni');
    const wrong = await runCli(['contacts', 'verified', 'kemlu_pwnx'], '', environment);
    expect([wrong.status, wrong.stdout]).toEqual([1, '']);
  });
});

describe('the start', () => {
  it('says in one line how many contacts are due and how many of them are hidden', async () => {
    const lines: string[] = [];
    const running = await start({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }, line =>
      lines.push(line),
    );
    await running.stop();
    const told = lines.filter(line => line.startsWith('contacts'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^contacts {2}\d+ to check, \d+ of them too old to be shown: .*contacts due$/);
  });

  it('says nothing where nothing is due, and leaves out what is none', () => {
    expect(dueSummary(checkedOn('2026-11-20'), NOW)).toBeNull();
    const [first] = checkedOn('2026-11-20').contacts;
    const one = { contacts: [{ ...first!, sourceDate: '2024-08-06', checked: null }] };
    expect(dueSummary(one, NOW)).toBe('1 to check');
  });

  it('is refused for a wrong line of the operator, by file and line', async () => {
    writeFileSync(path.join(dataDir, OWN_CONTACTS_FILE), 'contacts:\n  - id: x\n');
    const refused = await start({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }, () => {}).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(StartupError);
    expect(String(refused)).toContain(`${path.join(dataDir, OWN_CONTACTS_FILE)}:2: `);
  });
});
