import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEXT_LENGTH_MAX } from '../../src/assessment.js';
import { API_ERRORS } from '../../src/web/check-api.js';
import { API_BODY_BYTES_MAX } from '../../src/web/limits.js';
import { ask, postJson } from './ask.js';
import { type SmallApp, startSmallApp } from './small-app.js';

let app: SmallApp;
let url: string;
beforeAll(async () => {
  app = await startSmallApp({ server: { limits: { checksMax: 1_000 } } });
  url = `${app.server.url}/api/check`;
});
afterAll(() => app.close());

describe('POST /api/check', () => {
  it('answers with the object that the judgement gave, and sets no cookie', async () => {
    const answer = await postJson(url, { text: 'Dicari admin' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(JSON.parse(answer.text)).toEqual({ kind: 'advert', riskLevel: 'none', score: 0, length: 12 });
    expect(app.taken).toHaveLength(0);
  });

  it.each([
    ['not JSON', '{"text":', 'not_json'],
    ['an empty body', '', 'not_json'],
    ['a poisoned object', '{"__proto__":{"text":"x"}}', 'not_json'],
    ['null', 'null', 'no_text'],
    ['a string', '"halo"', 'no_text'],
    ['a list', '[{"text":"halo"}]', 'no_text'],
    ['an object without text', '{"teks":"halo"}', 'no_text'],
    ['a number as text', '{"text":12}', 'text_not_string'],
    ['null as text', '{"text":null}', 'text_not_string'],
    ['blank text', '{"text":" \\n\\t "}', 'text_empty'],
  ] as const)('answers 400 to %s', async (_what, body, error) => {
    const answer = await postJson(url, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ error, message: API_ERRORS[error].message });
  });

  it('takes a text of the longest length and answers 413 to one more', async () => {
    expect((await postJson(url, { text: 'a'.repeat(TEXT_LENGTH_MAX) })).status).toBe(200);
    const answer = await postJson(url, { text: 'a'.repeat(TEXT_LENGTH_MAX + 1) });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text).error).toBe('too_long');
  });

  it('answers 413 to a body over the cap without reading it all', async () => {
    const answer = await postJson(url, `{"text":"a","more":"${'b'.repeat(API_BODY_BYTES_MAX)}"}`);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text).error).toBe('too_long');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('answers 415 to %s', async type => {
    const answer = await postJson(url, '{"text":"halo"}', { 'content-type': type });
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.text).error).toBe('not_json_type');
  });

  it('answers 415 to a body without a type', async () => {
    expect((await ask(url, { method: 'POST', body: '{"text":"halo"}' })).status).toBe(415);
  });

  it('answers 500 with a code, and never the message of what broke', async () => {
    const broken = await startSmallApp({
      server: {
        check: text => {
          throw new Error(`cannot judge ${text}`);
        },
      },
    });
    const answer = await postJson(`${broken.server.url}/api/check`, { text: 'rahasia sekali' });
    await broken.close();
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.text)).toEqual({ error: 'trouble', message: API_ERRORS.trouble.message });
    expect(broken.logged.join('')).toContain('web_check_failed');
    expect(broken.logged.join('')).not.toContain('rahasia');
  });

  it('answers 429 with Retry-After to one who asks too often', async () => {
    const small = await startSmallApp({ server: { limits: { checksMax: 2 } } });
    const answers = [];
    for (let at = 0; at < 3; at += 1)
      answers.push(await postJson(`${small.server.url}/api/check`, { text: 'a' }));
    // The page has a limit of its own.
    const page = await ask(small.server.url);
    await small.close();
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 429]);
    expect(JSON.parse(answers[2]?.text ?? '').error).toBe('too_many');
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(page.status).toBe(200);
  });
});

describe('GET /api', () => {
  it('tells developers how to ask and lists every error that the API can give', async () => {
    const page = await ask(`${app.server.url}/api`);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain(`${app.server.url}/api/check`);
    for (const [code, { status }] of Object.entries(API_ERRORS)) {
      expect(page.text).toContain(`<code>${code}</code> ${status}`);
    }
  });
});
