/** The command line as scripts and people call it: its words, its streams and its exit status. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEXT_LENGTH_MAX } from '../../src/assessment.js';
import { check } from '../../src/commands/check.js';
import type { CheckJson } from '../../src/commands/check-json.js';
import { evaluate } from '../../src/commands/evaluate.js';
import { StartupError } from '../../src/errors.js';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import { eventually } from '../process/spawn-bot.js';
import { runCli, written } from './run-cli.js';

const ADVERT =
  '🔥🔥 Dicari CS penempatan Kamboja 🇰🇭, gaji 15 juta, tanpa pengalaman, paspor kami yang pegang, pakai visa turis dulu.';
const PLEA = 'tolong, saya disekap di Poipet, paspor saya diambil bos';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cekloker-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('check', () => {
  it('says of a file what the bot would say, and nothing else on standard output', async () => {
    const { status, stdout, stderr } = await runCli(['check', fileOf('advert.txt', ADVERT)]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toContain('BAHAYA TINGGI');
    expect(stdout).toContain('visa turis');
  });

  it('reads standard input, and answers with one object under --json', async () => {
    const { status, stdout, stderr } = await runCli(['check', '--json'], ADVERT);
    expect([status, stderr, stdout.trim().split('\n').length]).toEqual([0, '', 1]);
    const answer = JSON.parse(stdout) as CheckJson;
    expect(answer).toMatchObject({ kind: 'advert', riskLevel: 'high', triage: null });
    const placed = answer.findings.filter(({ quote }) => quote !== null);
    expect(placed.length).toBeGreaterThan(1);
    for (const { quote, start, end } of placed)
      expect(ADVERT.slice(start as number, end as number)).toBe(quote);
  });

  it('answers lines with lines, with status 1 where one could not be judged', async () => {
    const lines = [
      JSON.stringify({ id: 'a', text: ADVERT }),
      'no JSON',
      JSON.stringify({ id: 3, text: PLEA }),
      JSON.stringify({ id: 'c', text: 'x'.repeat(TEXT_LENGTH_MAX + 1) }),
      JSON.stringify({ id: 'd' }),
    ];
    const { status, stdout, stderr } = await runCli(['check', '--jsonl'], `${lines.join('\n')}\n`);
    const answers = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    expect(answers.map(({ id, kind, error }) => [id, kind ?? typeof error])).toEqual([
      ['a', 'advert'],
      [null, 'string'],
      [3, 'danger'],
      ['c', 'string'],
      ['d', 'string'],
    ]);
    expect([status, stderr]).toEqual([1, '']);
  });

  it('takes the lines from a file where one is named, with status 0 where all could be judged', async () => {
    const file = fileOf('lines.jsonl', `${JSON.stringify({ id: 1, text: 'halo' })}\n`);
    const { status, stdout } = await runCli(['check', file, '--jsonl']);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { id: 1, kind: 'other' }]);
  });

  it('refuses a file that is not there on standard error, with status 78', async () => {
    const { status, stdout, stderr } = await runCli(['check', path.join(folder, 'none.txt')]);
    expect([status, stdout]).toEqual([78, '']);
    expect(stderr).toContain('none.txt: cannot be read');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    [
      'a text that is too long',
      {},
      (): string => fileOf('long.txt', 'x'.repeat(TEXT_LENGTH_MAX + 1)),
      'longer than',
    ],
    [
      'lines that are not there',
      { jsonl: true },
      (): string => path.join(folder, 'none.jsonl'),
      'cannot be read',
    ],
    ['a folder', { jsonl: true }, (): string => folder, 'cannot be read'],
  ] as const)('refuses %s', async (_, options, file, message) => {
    await expect(check(file(), options)).rejects.toThrow(StartupError);
    await expect(check(file(), options)).rejects.toThrow(message);
  });

  it('ends quietly when its reader goes away', async () => {
    const many = fileOf('many.jsonl', `${JSON.stringify({ id: 1, text: 'halo' })}\n`.repeat(5_000));
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'check', '--jsonl', many], {
      cwd: PACKAGE_ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise(resolve => child.once('close', resolve));
    expect([status, stderr]).toEqual([141, '']);
  });
});

describe('wrong words', () => {
  it.each([
    ['an unknown option', ['check', '--yaml']],
    ['an unknown command', ['periksa']],
    ['no command', []],
    ['a command that lacks its file', ['eval']],
  ])('%s: the usage on standard error, and status 64', async (_, words) => {
    const { status, stdout, stderr } = await runCli(words);
    expect([status, stdout]).toEqual([64, '']);
    expect(stderr).toContain('Usage: cekloker');
  });
});

describe('eval', () => {
  const SAMPLE = 'test/fixtures/eval-sample.jsonl';
  it('prints tables by expectation, category, country and set, each with an interval', async () => {
    const { status, stdout, stderr } = await runCli(['eval', SAMPLE]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('4 texts');
    for (const title of ['by expectation', 'by category', 'by country', 'by set', 'all'])
      expect(stdout).toMatch(new RegExp(`^${title}.*\\ngroup .*95 %`, 'm'));
    expect(stdout).toMatch(/^danger · distress +1 +100\.0 .* \d+\.\d–100\.0/m);
  });

  it('prints the same as one object', async () => {
    const options = { json: true, without: ['written'], errors: '20' } as const;
    const { result, stdout } = await written(() => evaluate(SAMPLE, options));
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect([result, Object.keys(answer), answer.texts]).toEqual([
      0,
      ['texts', 'tables', 'triage', 'worst'],
      0,
    ]);
  });

  it('names every line that it cannot read, by its number', async () => {
    const good = JSON.stringify({ id: 'a', text: 'halo', expect: 'quiet' });
    const wrong = JSON.stringify({ id: 'b', text: 'halo', expect: 'loud' });
    const file = fileOf('broken.jsonl', [good, 'no JSON', '', wrong, '{"id":1}'].join('\n'));
    const refused = await evaluate(file, { without: [], errors: '20' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartupError);
    const { problems } = refused as StartupError;
    expect(problems.map(({ file: name, line }) => [name, line])).toEqual([2, 4, 5].map(line => [file, line]));
    expect(problems.map(({ message }) => message)).toEqual([
      'not a JSON object',
      expect.stringMatching(/^expect: /),
      expect.stringMatching(/^id: .*; text: .*; expect: /),
    ]);
    await expect(evaluate(`${file}x`, { without: [], errors: '20' })).rejects.toThrow('cannot be read');
  });
});

describe('rules try', () => {
  it('shows findings with their places and weights, facts, and how the level came about', async () => {
    const { status, stdout, stderr } = await runCli(['rules', 'try', ADVERT]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^advert · level high/);
    expect(stdout).toMatch(/^ +\+[\d.]+ {2}[\w/-]+ · \w+ · \w+ {2}\d+–\d+ \(1:\d+\) ".*visa turis.*"$/m);
    expect(stdout).toMatch(/how the level came about\n +\+[\d.]+ {2}signs/);
    expect(stdout).toContain('destination: KH');
  });

  it('answers with one object under --json', async () => {
    const { status, stdout } = await runCli(['rules', 'try', '--json', PLEA]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ assessment: { kind: 'danger' }, level: null });
  });
});

describe('rules new', () => {
  it('takes its words from the command line, and refuses what a rule cannot be', async () => {
    const { status, stdout, stderr } = await runCli(['rules', 'new', 'fees/x', '--strength', 'loud']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^--strength: .*alone/);
  });
});

describe('serve', () => {
  it('refuses a wrong environment, naming every variable at once, with status 78', async () => {
    const environment = {
      PORT: 'x',
      DATABASE_URL: 'postgres://x',
      TELEGRAM_BOT_TOKEN: 'secret',
      DATA_DIR: folder,
    };
    const { status, stdout, stderr } = await runCli(['serve'], '', environment);
    expect([status, stdout]).toEqual([78, '']);
    for (const name of ['PORT', 'DATABASE_URL', 'TELEGRAM_BOT_TOKEN']) expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/secret|^\s+at /m);
  });
});

describe('chat', () => {
  it('answers in the terminal and leaves nothing behind, also when it is interrupted', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'chat'], {
      cwd: PACKAGE_ROOT,
      env: { PATH: process.env.PATH, TMPDIR: folder },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let heard = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
    const left = (): string[] => readdirSync(folder).filter(name => name.startsWith('cekloker-chat-'));
    const ended = new Promise(resolve => child.once('close', resolve));
    child.stdin.write(`${PLEA}\n`);
    await eventually('an answer', () => /\+855|\+62/.test(heard));
    expect(left()).toHaveLength(1);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(left()).toEqual([]);
  });
});
