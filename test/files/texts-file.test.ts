import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblem, isProblems } from '../../src/errors.js';
import { checkTexts, loadTexts } from '../../src/files/texts-file.js';
import { parseYaml, type YamlFile } from '../../src/files/yaml-file.js';
import { LOCALES, type Locale } from '../../src/replies/text-keys.js';
import { type Texts, unreadCount } from '../../src/replies/texts.js';

const LOCALES_FOLDER = join(import.meta.dirname, '..', '..', 'locales');
const source = (locale: Locale) => readFileSync(join(LOCALES_FOLDER, `${locale}.yaml`), 'utf8');

/** The locales that ship with one of them changed; every problem, as a person reads it. */
function problemsAfter(locale: Locale, change: (yaml: string) => string): readonly string[] {
  const checked = check(locale, change);
  return isProblems(checked) ? checked.map(formatProblem) : [];
}

function check(locale: Locale, change: (yaml: string) => string) {
  const files = new Map<Locale, YamlFile>();
  for (const one of LOCALES) {
    const yaml = one === locale ? change(source(one)) : source(one);
    if (one === locale && yaml === source(one)) throw new Error('the change found nothing to change');
    const file = parseYaml(yaml, `locales/${one}.yaml`);
    if (isProblems(file)) return file;
    files.set(one, file);
  }
  return checkTexts(files);
}

function shipped(): Texts {
  const texts = loadTexts(LOCALES_FOLDER, 'locales');
  if (isProblems(texts)) throw new Error(texts.map(formatProblem).join('\n'));
  return texts;
}

describe('the locales that ship', () => {
  it('load without a problem', () => {
    const texts = loadTexts(LOCALES_FOLDER, 'locales');
    expect(isProblems(texts) ? texts.map(formatProblem) : []).toEqual([]);
  });

  it('say how many texts no caseworker or lawyer has read', () => {
    const texts = shipped();
    expect(unreadCount(texts)).toBe(texts.unread.length);
    expect(texts.unread).toContain('danger.machine');
    expect(texts.unread).toContain('law.work_visa');
    expect(texts.unread).not.toContain('intent.thanks.0');
  });

  it('fill in values without escaping them', () => {
    const texts = shipped();
    expect(texts.text('id', 'contact.seen_fresh', { month: '<Mei> & 2026' })).toBe('per <Mei> & 2026');
    expect(texts.text('id', 'page.error_too_long', { max: '$t(page.title) {{max}}' })).toContain(
      '$t(page.title) {{max}}',
    );
  });

  it('choose the plural form of their language', () => {
    const texts = shipped();
    expect(texts.plural('en', 'page.unread', 1)).toMatch(/^1 text .* has not/);
    expect(texts.plural('en', 'page.unread', 2)).toMatch(/^2 texts .* have not/);
    expect(texts.plural('id', 'page.unread', 1)).toMatch(/^1 teks /);
  });

  it('give lists, reasons and examples', () => {
    const texts = shipped();
    expect(texts.list('id', 'page.how')).toHaveLength(3);
    expect(texts.reason('id', 'visa_tourist')).toBe('Berangkat kerja pakai visa wisata');
    expect(texts.reason('id', 'no_such_reason')).toBeNull();
    expect(texts.reasonKeys.has('visa_tourist')).toBe(true);
    expect(texts.examples('id')[0]?.text).toContain('Kamboja');
    expect(texts.unfilled('id', 'page.error_too_long')).toContain('{{max}}');
  });
});

const replaced = (from: string | RegExp, to: string) => (yaml: string) => yaml.replace(from, to);

describe('the loader refuses', () => {
  it.each([
    ['a missing text', replaced(/^ {2}submit: .*\n/m, ''), 'page.submit is missing'],
    ['a missing list', replaced(/^ {2}how:\n(?: {4}- .*\n)+/m, ''), 'page.how is missing'],
    [
      'a text where a list is wanted',
      replaced(/^ {2}how:\n(?: {4}- .*\n)+/m, '  how: satu baris\n'),
      'page.how is missing, or is not a list',
    ],
    ['a misspelt key', replaced('  submit: ', '  sumbit: '), 'page.sumbit is no key of the program'],
    ['an empty text', replaced(/^ {2}submit: .*$/m, "  submit: ''"), 'page.submit is empty'],
    ['a number', replaced(/^ {2}submit: .*$/m, '  submit: 5'), 'page.submit'],
    [
      'a place that the code does not fill in',
      replaced(/^ {2}submit: .*$/m, "  submit: 'Periksa {{nama}}'"),
      'has {{nama}}, which the program does not fill in',
    ],
    [
      'a place spelt differently from the other language',
      replaced('{{max}}', '{{maks}}'),
      'fills in maks, but in en.yaml max',
    ],
    [
      'a place that is left out',
      replaced('Paling banyak {{max}} huruf. ', ''),
      'fills in nothing, but in en.yaml max',
    ],
    [
      'a call to another text',
      replaced(/^ {2}submit: .*$/m, "  submit: '$t(page.title)'"),
      'a text cannot call another',
    ],
    ['an accusation', replaced(/^ {2}submit: .*$/m, '  submit: Cek penipu'), '"penipu" is not said'],
    ['a pronoun', replaced(/^ {2}submit: .*$/m, '  submit: Cek loker kamu'), '"kamu" is not said'],
    ['office language', replaced(/^ {2}submit: .*$/m, '  submit: Verifikasi'), '"Verifikasi" is not said'],
    [
      'a judgement of safety',
      replaced(/^ {2}submit: .*$/m, '  submit: Lowongan ini aman'),
      'never judges anything to be safe',
    ],
    [
      'a sentence of more than 20 words',
      replaced(/^ {2}submit: .*$/m, `  submit: ${'kata '.repeat(21).trim()}`),
      'more than 20 words',
    ],
    [
      'a reason of more than 60 characters',
      replaced(/^ {2}visa_tourist: .*$/m, `  visa_tourist: ${'x'.repeat(61)}`),
      'has 61 characters; a reason has at most 60',
    ],
    [
      'a reason that one language lacks',
      replaced(/^ {2}visa_tourist: .*\n/m, ''),
      'reasons.visa_tourist is missing: en.yaml has it',
    ],
    [
      'a button that would be cut off',
      replaced(/^ {4}departed: Sudah berangkat$/m, '    departed: Saya sudah berangkat ke sana'),
      'a button has at most 18',
    ],
    [
      'a danger text that nobody is named for',
      replaced(/received: \{.*\}/, 'received: Pesan diterima.'),
      'danger.received needs read_by',
    ],
    [
      'a law without its source',
      replaced(/( {2}work_visa:\n.*\n.*\n) {4}source: .*\n {4}date: .*\n/, '$1'),
      'law.work_visa states law or policy',
    ],
    [
      'a source without a date',
      replaced(/(placement_fee:\n.*\n.*\n.*\n) {4}date: .*\n/, '$1'),
      'source and date go together',
    ],
    [
      'a date nobody can read',
      replaced(/date: 2025-10-29/, 'date: 29/10/2025'),
      'write the date as 2025, 2025-10 or 2025-10-28',
    ],
    [
      'an alarm in a first line',
      replaced(/received: \{.*\}/, 'received: { text: Polisi sudah tahu., read_by: [] }'),
      'must not say "Polisi"',
    ],
    [
      'a line break inside a text',
      replaced(/^ {2}submit: .*$/m, '  submit: "satu\\ndua"'),
      'holds a line break',
    ],
    [
      'a field that means nothing',
      replaced(/received: \{.*\}/, 'received: { text: Pesan diterima., read_by: [], dibaca: ya }'),
      'nothing else',
    ],
  ])('%s', (_, change, message) => {
    expect(problemsAfter('id', change).join('\n')).toContain(message);
  });

  it('names file and line, and every mistake of all files at once', () => {
    const change = (yaml: string) =>
      yaml.replace(/^ {2}submit: .*$/m, '  submit: Cek penipu').replace(/^ {2}again: .*\n/m, '');
    const line =
      source('id')
        .split('\n')
        .findIndex(text => text.startsWith('  submit: ')) + 1;
    const problems = problemsAfter('id', change);
    expect(problems).toHaveLength(2);
    expect(problems.join('\n')).toContain(`locales/id.yaml:${line}: page.submit "penipu" is not said`);
    expect(problems.join('\n')).toMatch(/locales\/id\.yaml:\d+: page\.again is missing/);
  });

  it('a plural form that its language needs', () => {
    expect(problemsAfter('en', replaced(/^ {2}unread_one: .*\n/m, '')).join()).toContain(
      'page.unread_one is missing',
    );
  });

  it('a folder without the files', () => {
    const texts = loadTexts(join(LOCALES_FOLDER, 'nowhere'), 'nowhere');
    expect(isProblems(texts) && texts.map(formatProblem).join()).toContain(
      'nowhere/id.yaml: the file cannot be read',
    );
  });

  it('broken YAML by its line', () => {
    expect(problemsAfter('id', replaced(/^ {2}submit: .*$/m, '  submit: "offen')).join()).toMatch(
      /locales\/id\.yaml:\d+: not valid YAML/,
    );
  });
});

describe('the loader counts as unread', () => {
  it('whatever has an empty read_by, and no longer what somebody has read', () => {
    const before = unreadCount(shipped());
    const after = check(
      'id',
      replaced(/received: \{.*\}/, 'received: { text: Pesan diterima., read_by: [Pendamping A] }'),
    );
    // The English text of the same key is still unread.
    expect(isProblems(after) ? -1 : unreadCount(after)).toBe(before);
    const both = new Map<Locale, YamlFile>();
    for (const locale of LOCALES) {
      const file = parseYaml(
        source(locale).replace(/(received: \{.*)\[\]/, '$1[Pendamping A]'),
        `${locale}.yaml`,
      );
      if (!isProblems(file)) both.set(locale, file);
    }
    const read = checkTexts(both);
    expect(isProblems(read) ? -1 : unreadCount(read)).toBe(before - 1);
  });
});
