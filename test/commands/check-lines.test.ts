import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { TEXT_LENGTH_MAX } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { checkJson } from '../../src/commands/check-json.js';
import { checkLines } from '../../src/commands/check-lines.js';
import { JSON_LINE_LENGTH_MAX } from '../../src/commands/json-lines.js';
import { smallRuleset } from '../classifier/small-rules.js';

const ruleset = smallRuleset({
  'a/alone': { when: ['visa turis'], strength: 'alone', category: 'scam_compound' },
  'a/missing': { when: [{ not: 'nama' }], about: 'missing', strength: 'combo' },
  'distress/held': { when: ['disekap'], urgency: 'now', stage: 'inside' },
});
const ADVERT = '🔥👩🏽‍💻 lowongan Kamboja, 𝗩𝗜𝗦𝗔 turis, wa 081200000000, gaji 15 juta';

async function check(...lines: readonly string[]) {
  const output = new PassThrough();
  const written: string[] = [];
  output.setEncoding('utf8').on('data', (chunk: string) => written.push(chunk));
  const errors = await checkLines(Readable.from([lines.join('\n')], { objectMode: false }), output, ruleset);
  const answers = written
    .join('')
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Record<string, unknown>);
  return { errors, answers };
}
const line = (id: unknown, text: unknown): string => JSON.stringify({ id, text });

describe('one answer', () => {
  it('has exactly the fields that were promised, in their order', () => {
    const answer = checkJson(assess(ADVERT, ruleset));
    expect(Object.keys(answer)).toEqual([
      'kind',
      'riskLevel',
      'score',
      'category',
      'findings',
      'identifiers',
      'facts',
      'triage',
      'employer',
    ]);
    for (const finding of answer.findings)
      expect(Object.keys(finding).sort()).toEqual(['end', 'quote', 'reason', 'rule', 'start', 'weight']);
    for (const found of answer.identifiers)
      expect(Object.keys(found).sort()).toEqual(['kind', 'quote', 'value']);
    expect(answer.findings.length * answer.identifiers.length).toBeGreaterThan(0);
  });

  it('quotes exactly the slice that it names, in UTF-16 units, unmasked', () => {
    const { findings, identifiers } = checkJson(assess(ADVERT, ruleset));
    const placed = findings.filter(({ quote }) => quote !== null);
    expect(placed.map(({ quote }) => quote)).toEqual(['𝗩𝗜𝗦𝗔 turis']);
    for (const { quote, start, end } of placed)
      expect(ADVERT.slice(start as number, end as number)).toBe(quote);
    expect(identifiers).toEqual([{ kind: 'phone', value: '+6281200000000', quote: '081200000000' }]);
  });

  it('has null for all three where something is missing', () => {
    const missing = checkJson(assess(ADVERT, ruleset)).findings.find(({ rule }) => rule === 'a/missing');
    expect(missing).toMatchObject({ quote: null, start: null, end: null });
  });

  it('of a plea has no level and says who, how urgent, where and at what stage', () => {
    const plea = checkJson(assess('disekap di Kamboja', ruleset));
    expect(plea).toMatchObject({ kind: 'danger', riskLevel: null, score: 0, category: null });
    expect(plea.triage).toEqual({ who: 'self', urgency: 'now', country: 'KH', stage: 'inside' });
    expect(checkJson(assess(ADVERT, ruleset)).triage).toBeNull();
  });
});

describe('lines of JSON', () => {
  it('are answered one by one, in order, each under its id', async () => {
    const { answers, errors } = await check(line('a', ADVERT), line(2, 'disekap'), line('c', 'halo'));
    expect(answers.map(({ id, kind, riskLevel }) => [id, kind, riskLevel])).toEqual([
      ['a', 'advert', 'high'],
      [2, 'danger', null],
      ['c', 'other', null],
    ]);
    expect(errors).toBe(0);
    const { id, ...rest } = answers[0] as Record<string, unknown>;
    expect([id, rest]).toEqual(['a', JSON.parse(JSON.stringify(checkJson(assess(ADVERT, ruleset))))]);
  });

  it('that cannot be judged get an error in their place, and the rest goes on', async () => {
    const { answers, errors } = await check(
      'no JSON',
      '{"id":"cut","text":"hal',
      '[1]',
      '"text"',
      'null',
      line('a', undefined),
      line('b', 7),
      line('c', null),
      line('d', 'x'.repeat(TEXT_LENGTH_MAX + 1)),
      line({ deep: 1 }, 3),
      `{"id":"e","text":"${'x'.repeat(JSON_LINE_LENGTH_MAX)}"}`,
      line('last', 'halo'),
    );
    expect(answers.map(({ id }) => id)).toEqual([
      null,
      null,
      null,
      null,
      null,
      'a',
      'b',
      'c',
      'd',
      null,
      null,
      'last',
    ]);
    for (const answer of answers.slice(0, -1)) {
      expect(Object.keys(answer)).toEqual(['id', 'error']);
      expect(answer.error).toEqual(expect.stringMatching(/\S/));
    }
    expect(answers.at(-1)).toMatchObject({ kind: 'other' });
    expect(errors).toBe(11);
  });

  it('may hold the longest text, an id of any kind or none, more fields, and line ends in a text', async () => {
    const { answers, errors } = await check(
      line('a', 'x'.repeat(TEXT_LENGTH_MAX)),
      line(0, ''),
      line('', 'halo'),
      JSON.stringify({ text: 'halo', expect: 'quiet' }),
      '{"id":"u","text":"visa\u2028turis lowongan"}\r',
    );
    expect(answers.map(({ id }) => id)).toEqual(['a', 0, '', null, 'u']);
    expect(answers.at(-1)).toMatchObject({ riskLevel: 'high' });
    expect(errors).toBe(0);
  });

  it('that are empty are passed over', async () => {
    expect(await check('', line('a', 'halo'), '  ', '')).toMatchObject({ errors: 0, answers: [{ id: 'a' }] });
  });

  it('wait for a reader that is slow, and lose nothing', async () => {
    const output = new PassThrough({ highWaterMark: 1 });
    const many = Array.from({ length: 200 }, (_, n) => line(n, 'halo')).join('\n');
    const done = checkLines(Readable.from([many], { objectMode: false }), output, ruleset).then(() =>
      output.end(),
    );
    let read = '';
    for await (const chunk of output.setEncoding('utf8')) {
      read += chunk as string;
      await new Promise(resolve => setImmediate(resolve));
    }
    await done;
    expect(read.split('\n')).toHaveLength(201);
  });
});
