import { describe, expect, it } from 'vitest';
import { isProblems } from '../../src/errors.js';
import { checkContacts, digitsSeal } from '../../src/files/contacts-file.js';
import type { YamlPath } from '../../src/files/yaml-file.js';
import {
  lineOf,
  messages,
  parsed,
  problemsAfter,
  problemsOf,
  SOURCE,
  sealed,
} from '../fixtures/contacts-source.js';

const FILE = parsed(SOURCE);

describe('one wrong digit', () => {
  const list = (FILE.value as { contacts: Record<string, unknown>[] }).contacts;
  const numbers = list.flatMap((entry, index) =>
    ['shown_as', 'e164', 'dial'].flatMap(field =>
      typeof entry[field] === 'string' ? [{ index, field, text: entry[field] }] : [],
    ),
  );

  it('stops the start on its own line, for every digit of every number', () => {
    const survivors: string[] = [];
    let tried = 0;
    for (const { index, field, text } of numbers) {
      const line = FILE.lineOf(['contacts', index, field]);
      for (const [position, character] of [...text].entries()) {
        if (!/\d/.test(character)) continue;
        const wrong = text.slice(0, position) + ((Number(character) + 1) % 10) + text.slice(position + 1);
        // The entry alone: what is missing beside it has no line.
        const lineIn = ([, , ...rest]: YamlPath) => FILE.lineOf(['contacts', index, ...rest]);
        const contacts = [{ ...list[index], [field]: wrong }];
        const result = checkContacts({ ...FILE, value: { contacts }, lineOf: lineIn });
        tried += 1;
        if (!isProblems(result) || !result.some(problem => problem.line === line))
          survivors.push(`${line}: ${wrong}`);
      }
    }
    expect(survivors).toEqual([]);
    // Two lines for each number, and no entry was passed over.
    expect(numbers).toHaveLength(2 * list.filter(entry => !entry.url && !entry.address).length);
    expect(tried).toBeGreaterThan(1_500);
  });

  it('is found in the text of the file too, and named on both lines that disagree', () => {
    // Made here and not written down: a number one digit off may be a stranger's.
    const right = '+85512813282';
    const wrong = `${right.slice(0, -1)}${(Number(right.at(-1)) + 1) % 10}`;
    const problems = problemsAfter(`e164: "${right}"`, `e164: "${wrong}"`);
    const lines = problems.map(problem => problem.line);
    expect(lines).toContain(lineOf('kamboja_kbri_phnom_penh_pelindungan', 'shown_as'));
    expect(lines).toContain(lineOf('kamboja_kbri_phnom_penh_pelindungan', 'e164'));
    expect(problems[0]?.file).toBe('contacts.yaml');
  });

  it('anywhere in the file stops the start, in a date, an address or a note, too', () => {
    const survivors: string[] = [];
    const seal = digitsSeal(list);
    expect(seal).toBe((FILE.value as { digits: string }).digits);
    let tried = 0;
    for (const [index, entry] of list.entries()) {
      const others = [...list.slice(0, index), ...list.slice(index + 1)];
      expect(digitsSeal(others)).not.toBe(seal);
      const own = digitsSeal([entry]);
      for (const [field, value] of Object.entries(entry))
        for (const [position, character] of [...String(value)].entries()) {
          if (!/\d/.test(character)) continue;
          const text = String(value);
          const wrong = text.slice(0, position) + ((Number(character) + 3) % 10) + text.slice(position + 1);
          tried += 1;
          if (digitsSeal([{ ...entry, [field]: wrong }]) === own)
            survivors.push(`${index} ${field} ${wrong}`);
        }
    }
    expect(survivors).toEqual([]);
    expect(tried).toBeGreaterThan(2_500);
  });

  it('in a date is told with the line and with what to write where it was meant', () => {
    const changed = SOURCE.replace('source_date: 2025-12-08', 'source_date: 2025-12-09');
    const [problem, ...rest] = problemsOf(changed);
    expect(rest).toEqual([]);
    expect(problem?.line).toBe(SOURCE.split('\n').findIndex(line => line.startsWith('digits:')) + 1);
    expect(sealed(changed)).toContain(/digits: "\w+"$/.exec(problem?.message ?? '')?.[0] ?? 'none');
    expect(problemsOf(sealed(changed))).toEqual([]);
    expect(messages(problemsOf(SOURCE.replace(/^digits: .*\n/m, '')))).toContain('a digit below');
  });

  it('is found when a digit is lost or two are swapped', () => {
    expect(problemsAfter('shown_as: "0811-8080-141"', 'shown_as: "0811-8080-14"')).not.toEqual([]);
    expect(problemsAfter('shown_as: "0811-8080-141"', 'shown_as: "0811-8080-114"')).not.toEqual([]);
    expect(problemsAfter('shown_as: "110"', 'shown_as: "101"')).not.toEqual([]);
  });
});

/** The shipped file without the entry that holds this number already. */
function without(e164: string): string {
  return SOURCE.split('\n\n')
    .filter(block => !block.includes(`e164: "${e164}"`))
    .join('\n\n');
}

describe('ways in which sources print a number', () => {
  const printed = (shown: string, e164: string, country: string) =>
    problemsOf(
      sealed(
        `${without(e164)}\n  - {id: printed, name: Contoh, shown_as: ${JSON.stringify(shown)}, e164: "${e164}", country: ${country}, ` +
          'role: mission, reach: both, for: [danger], grade: C, ship: after_check, source: "https://kemlu.go.id", source_date: undated}\n',
      ),
    );

  it.each([
    ['010-5394-2546', '+821053942546', 'KR'],
    ['02-2224 9000', '+82222249000', 'KR'],
    ['(+966) 11 4882800', '+966114882800', 'SA'],
    ['33322875 (Hotline)', '+97433322875', 'QA'],
    ['(971-2) 445-4448', '+97124454448', 'AE'],
    ['(65) 6737 7422', '+6567377422', 'SG'],
  ])('"%s" and %s are one number', (shown, e164, country) => {
    expect(printed(shown, e164, country)).toEqual([]);
  });

  it('a number printed with + must have its whole country code', () => {
    expect(messages(printed('+65929031103', '+66929031103', 'TH'))).toContain('not the same number');
    expect(messages(printed('+10-5394-2546', '+821053942546', 'KR'))).toContain('not the same number');
  });

  it('a number must belong to the country of its entry and have a length known there', () => {
    expect(messages(printed('(65) 6737 7422', '+6567377422', 'TH'))).toContain('must begin with +66');
    expect(messages(printed('+65 6737 74', '+65673774', 'SG'))).toContain('length');
  });
});
