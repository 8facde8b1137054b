import { afterEach, describe, expect, it } from 'vitest';
import { TEXT_LENGTH_MAX } from '../../src/assessment.js';
import { readForm } from '../../src/web/page-form.js';
import { ask, cookieOf, fieldValues, postForm } from './ask.js';
import { type SmallApp, type SmallAppOptions, startSmallApp } from './small-app.js';

let app: SmallApp | null = null;
async function start(options: SmallAppOptions = {}): Promise<SmallApp> {
  app = await startSmallApp(options);
  return app;
}
afterEach(async () => {
  await app?.close();
  app = null;
});

describe('a form', () => {
  it('that is empty is answered with a line that says what to do', async () => {
    const { server, taken } = await start();
    const answer = await postForm(server.url, { text: ' \r\n ' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Belum ada teks');
    expect(taken).toHaveLength(0);
  });

  it('that is too long is given back with its text and the limit', async () => {
    const { server, taken } = await start();
    const long = 'loker '.repeat(TEXT_LENGTH_MAX / 6 + 1);
    const answer = await postForm(server.url, { text: long });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain(String(TEXT_LENGTH_MAX));
    expect(answer.text).toContain(long.trim());
    expect(taken).toHaveLength(0);
    // Line breaks count once, however the browser sends them; every letter may take three bytes.
    const full = `${'…\r\n'.repeat(TEXT_LENGTH_MAX / 2 - 1)}…`;
    expect((await postForm(server.url, { text: full })).status).toBe(200);
  });

  it('that is far too long is refused with the same line and a hotline', async () => {
    const { server } = await start();
    const answer = await postForm(server.url, { text: 'x'.repeat(500_000) });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain(String(TEXT_LENGTH_MAX));
    expect(answer.text).toContain('tel:+622155500000');
  });

  it.each([
    ['no number', { choice: 'x', case: 'bcdfgh' }],
    ['a number that is never offered', { choice: '6', case: 'bcdfgh' }],
    ['no case', { choice: '1' }],
    ['a case that is none', { choice: '1', case: '<script>' }],
  ])('with %s pressed is told that the choice has expired', async (_what, fields) => {
    const { server, taken } = await start();
    const answer = await postForm(server.url, fields as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Pilihan itu sudah lewat waktunya');
    expect(taken).toHaveLength(0);
  });

  it('of another kind than a form is refused with a page', async () => {
    const { server, taken } = await start();
    const answer = await ask(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":"halo"}',
    });
    expect(answer.status).toBe(415);
    expect(answer.text).toContain('<textarea');
    expect(taken).toHaveLength(0);
  });

  it('carries a pressed number to the case it was drawn for', async () => {
    const { server, taken } = await start();
    const cookie = cookieOf(await ask(server.url));
    const first = await postForm(server.url, { text: 'halo' }, { cookie });
    const once = fieldValues(first.text, 'once')[0] ?? '';
    const pressed = await postForm(server.url, { choice: '2', case: 'bcdfgh', once }, { cookie });
    expect(pressed.text).toContain('Pilihan 2 diterima.');
    expect(taken[1]?.content).toEqual({ kind: 'choice', press: { caseId: 'bcdfgh', number: 2 } });
    expect(taken[1]?.address.reveal()).toEqual(taken[0]?.address.reveal());
  });

  it('posted twice is one message with one answer, pressed twice is one press', async () => {
    const { server, taken } = await start();
    const page = await ask(server.url);
    const cookie = cookieOf(page);
    const once = fieldValues(page.text, 'once')[0] ?? '';
    const twice = async (fields: Record<string, string>) =>
      Promise.all([postForm(server.url, fields, { cookie }), postForm(server.url, fields, { cookie })]);
    for (const { text } of await twice({ text: 'halo', once })) expect(text).toContain('BAHAYA TINGGI');
    for (const { text } of await twice({ choice: '1', case: 'bcdfgh', once }))
      expect(text).toContain('Pilihan 1');
    expect(taken).toHaveLength(2);
    // Another text in the same form is another message, and so is another number.
    await postForm(server.url, { text: 'yang lain', once }, { cookie });
    await postForm(server.url, { choice: '2', case: 'bcdfgh', once }, { cookie });
    expect(taken).toHaveLength(4);
  });

  it('without an id of its own, or with a made-up one, is a new message each time', () => {
    let count = 0;
    const newId = () => {
      count += 1;
      return `${count}`.padStart(22, 'a');
    };
    const idOf = (body: unknown) => {
      const form = readForm(body, newId);
      return 'fault' in form ? form.fault : form.messageId;
    };
    expect(idOf({ text: 'halo' })).not.toBe(idOf({ text: 'halo' }));
    expect(idOf({ text: 'halo', once: 'kunci' })).not.toBe(idOf({ text: 'halo', once: 'kunci' }));
    const once = 'b'.repeat(22);
    expect(idOf({ text: 'halo', once })).toBe(idOf({ text: ' halo\r\n', once }));
    for (const nonsense of [null, undefined, 'text', [], { text: ['a', 'b'] }])
      expect(idOf(nonsense)).toBe('empty');
  });
});
