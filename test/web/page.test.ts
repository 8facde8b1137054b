import { afterEach, describe, expect, it } from 'vitest';
import { ChannelError } from '../../src/channels/channel.js';
import type { Outgoing, Reply } from '../../src/replies/reply.js';
import { TEXT_LENGTH_MAX } from '../../src/web/limits.js';
import { readForm } from '../../src/web/page-form.js';
import { ask, cookieOf, postForm } from './ask.js';
import {
  CONTACT,
  deliverAll,
  highReply,
  noticeReply,
  type SmallApp,
  type SmallAppOptions,
  startSmallApp,
} from './small-app.js';

let app: SmallApp | null = null;
async function start(options: SmallAppOptions = {}): Promise<SmallApp> {
  app = await startSmallApp(options);
  return app;
}
afterEach(async () => {
  await app?.close();
  app = null;
});

/** Values of all hidden fields with this name. */
const fieldValues = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(found => String(found[1]));

const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(found => String(found[1]));

describe('the answer on the page', () => {
  it('begins with the level in words, then reasons with quoted words, actions, a hotline and choices', async () => {
    const { server } = await start();
    const { status, text } = await postForm(server.url, { text: 'Lowongan admin' });
    expect(status).toBe(200);
    const inOrder = [
      'Lowongan admin',
      'BAHAYA TINGGI: jangan berangkat',
      'Tujuannya bukan negara penempatan resmi',
      '<q><bdi>LOWONGAN ADMIN CHAT, penempatan Kamboja</bdi></q>',
      'Jangan serahkan paspor atau KTP.',
      'Kantor Contoh, layanan warga',
      'per September 2026',
      'href="tel:+622155500000"',
      'href="https://wa.me/622155500000"',
      'bisa salah',
      'value="1"',
      'Saya sudah berangkat',
    ];
    let from = text.indexOf('id="jawaban"');
    for (const part of inOrder) {
      const at = text.indexOf(part, from);
      expect(at, part).toBeGreaterThanOrEqual(0);
      from = at;
    }
  });

  it('shows markup that a seeker or an advert wrote as the letters they are', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&</textarea><script>alert(2)</script>';
    const reply: Reply = {
      ...highReply(),
      blocks: [
        { type: 'headline', mark: '<b>', line: [{ text: hostile, bold: true }] },
        {
          type: 'reasons',
          title: [{ text: hostile, bold: false }],
          reasons: [{ line: [{ text: hostile, bold: false }], quote: hostile }],
        },
        { type: 'list', title: null, items: [[{ text: hostile, bold: false }]] },
        { type: 'contact', lead: null, contact: { ...CONTACT, name: hostile, seen: hostile } },
      ],
      choices: [{ number: 1, label: hostile, buttonLabel: hostile }],
    };
    const { server } = await start({ answer: () => [reply] });
    const { text } = await postForm(server.url, { text: hostile });
    expect(text).toContain('&lt;img src=x onerror=alert(1)>');
    expect(text.match(/<img /g)).toHaveLength(1);
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text.match(/<\/textarea>/g)).toHaveLength(1);
    // A fault keeps what was typed inside its box.
    const kept = await postForm(server.url, { text: hostile, choice: '9' });
    expect(kept.text.match(/<script/g)).toHaveLength(1);
    expect(kept.text).toContain('&lt;/textarea>');
  });

  it('makes links of listed contacts only, and dials nothing that is not in dialling form', async () => {
    const reply: Reply = {
      ...noticeReply('x'),
      blocks: [
        { type: 'lines', lines: [[{ text: 'https://palsu.example dan wa.me/62800', bold: false }]] },
        { type: 'contact', lead: null, contact: { ...CONTACT, e164: null, waLink: null } },
        {
          type: 'contact',
          lead: null,
          contact: { ...CONTACT, number: '110', e164: null, dial: '110', waLink: null },
        },
        {
          type: 'contact',
          lead: null,
          contact: {
            ...CONTACT,
            number: null,
            e164: null,
            waLink: null,
            url: 'https://www.kantor.example/lapor/',
          },
        },
        {
          type: 'contact',
          lead: null,
          contact: { ...CONTACT, number: null, e164: null, waLink: null, url: 'javascript:alert(1)' },
        },
      ],
    };
    const { server } = await start({ answer: () => [reply], server: { emergencyContacts: [] } });
    const { text } = await postForm(server.url, { text: 'halo' });
    expect(linksOf(text)).toEqual(['#text', '/', 'tel:110', 'https://www.kantor.example/lapor/']);
    expect(text).toContain('kantor.example/lapor<');
    expect(text).toContain('+62 21 5550 0000');
  });

  it('puts digits alone on the buttons of a danger answer and says no level', async () => {
    const { server } = await start();
    const { text } = await postForm(server.url, { text: 'tolong' });
    const piece = text.slice(text.indexOf('id="jawaban"'), text.indexOf('class="ask"'));
    const buttons = [...piece.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(found =>
      String(found[1]).replace(/<[^>]*>/g, ''),
    );
    expect(buttons).toEqual(['1', '2']);
    expect(piece).toContain('Saya tidak boleh keluar');
    expect(piece).not.toMatch(/card-(?:high|caution|unsure|none)|level-mark/);
  });

  it('shows a picture of ours with its words, and a document as a file to keep', async () => {
    const outgoing: Outgoing[] = [
      { kind: 'picture', asset: 'src/web/assets/mark.svg', reply: noticeReply('Gambarnya') },
      { kind: 'document', asset: 'README.pdf', fileName: 'kartu.pdf', reply: noticeReply('Berkasnya') },
      { kind: 'picture', asset: '../outside.png', reply: noticeReply('Tanpa gambar') },
    ];
    const { server } = await start({
      deliver: (channel, message) => deliverAll(channel, message, outgoing),
    });
    const { text } = await postForm(server.url, { text: 'halo' });
    const picture = /<img class="picture" src="([^"]+)"/.exec(text)?.[1] ?? '';
    const served = await ask(server.url + picture);
    expect([served.status, served.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(text).toMatch(/href="\/assets\/shipped\/[0-9a-f]{16}\.pdf" download="kartu.pdf"/);
    expect(text.match(/class="picture"/g)).toHaveLength(1);
    expect(text).toContain('Tanpa gambar');
  });

  it('is only the piece for the script, and the whole page for everyone else', async () => {
    const { server } = await start();
    const piece = await postForm(server.url, { text: 'halo' }, { 'x-turn': '1' });
    expect(piece.text).toMatch(/^<div class="turn"/);
    expect(piece.text).not.toContain('<html');
    expect((await postForm(server.url, { text: 'halo' })).text).toMatch(/^<!doctype html><html lang="id">/);
  });
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

describe('when something breaks', () => {
  it('the page says that the answer is late, gives a hotline, and shows the answer when it is loaded again', async () => {
    const waiting: (() => Promise<void>)[] = [];
    const { server } = await start({
      channel: { replyWaitMs: 30, collectWaitMs: 2_000, onReturn: () => waiting.shift()?.() },
      deliver: (channel, message, outgoing) => {
        waiting.push(async () => {
          const context = { inReplyTo: message.messageId, key: 'k', isLast: true };
          await channel.send(message.address, outgoing[0] as Outgoing, context);
        });
      },
    });
    const cookie = cookieOf(await ask(server.url));
    const late = await postForm(server.url, { text: 'halo' }, { cookie });
    expect(late.status).toBe(202);
    expect(late.text).toContain('Muat ulang');
    expect(late.text).toContain('tel:+622155500000');
    // Whoever only looks ahead does not take the answer away.
    const peeks = [
      await ask(server.url, { method: 'HEAD', headers: { cookie } }),
      await ask(server.url, { headers: { cookie, 'sec-purpose': 'prefetch' } }),
      await ask(server.url),
    ];
    for (const peek of peeks) expect(peek.text).not.toContain('BAHAYA TINGGI');
    const back = await ask(server.url, { headers: { cookie } });
    expect(back.text).toContain('BAHAYA TINGGI');
    const again = await ask(server.url, { headers: { cookie } });
    expect(again.text).not.toContain('BAHAYA TINGGI');
  });

  it('the page says that an answer which is owed is still not there', async () => {
    const { server } = await start({
      channel: { replyWaitMs: 20, collectWaitMs: 20 },
      deliver: () => undefined,
    });
    const cookie = cookieOf(await ask(server.url));
    await postForm(server.url, { text: 'halo' }, { cookie });
    const back = await ask(server.url, { headers: { cookie } });
    expect(back.status).toBe(200);
    expect(back.text).toContain('Muat ulang');
  });

  it('a form that came before and cannot be answered again gets a kind line and makes no second case', async () => {
    const clock = { nowMs: 0, now: () => clock.nowMs };
    const { server, taken } = await start({ channel: { clock, repeatWaitMs: 20 } });
    const cookie = cookieOf(await ask(server.url));
    const fields = { text: 'halo', once: 'c'.repeat(22) };
    await postForm(server.url, fields, { cookie });
    clock.nowMs += 60 * 60_000;
    const again = await postForm(server.url, fields, { cookie });
    expect(again.status).toBe(200);
    expect(again.text).toContain('class="notice"');
    expect(again.text).not.toContain('BAHAYA TINGGI');
    expect(taken).toHaveLength(1);
  });

  it('a text that could not be taken in stays in the box, with a hotline beside the fault', async () => {
    const { server, channel, logged } = await start();
    await channel.start(async () => {
      throw new Error('no space left for Budi');
    });
    const answer = await postForm(server.url, { text: 'Lowongan rahasia' });
    expect(answer.status).toBe(503);
    expect(answer.text).toMatch(/<textarea[^>]*>Lowongan rahasia<\/textarea>/);
    expect(answer.text).toContain('Ada gangguan');
    expect(answer.text).toContain('tel:+622155500000');
    expect(logged.join('')).toContain('web_not_taken_in');
    expect(logged.join('')).not.toMatch(/Budi|rahasia/);
  });

  it('an answer to a phone that went away stays with the sender', async () => {
    const failures: unknown[] = [];
    let leave: () => void = () => undefined;
    const { server } = await start({
      deliver: (channel, message, outgoing) => {
        void (async () => {
          leave();
          await new Promise(resolve => setTimeout(resolve, 100));
          const context = { inReplyTo: message.messageId, key: 'k', isLast: true };
          await channel
            .send(message.address, outgoing[0] as Outgoing, context)
            .catch(error => failures.push(error));
        })();
      },
    });
    const gone = new AbortController();
    leave = () => gone.abort();
    const body = new URLSearchParams({ text: 'halo' });
    await expect(fetch(server.url, { method: 'POST', body, signal: gone.signal })).rejects.toThrow();
    await expect.poll(() => failures).toHaveLength(1);
    expect(failures[0]).toBeInstanceOf(ChannelError);
    expect(failures[0]).toMatchObject({ kind: 'retry' });
  });
});

describe('the page of a newcomer', () => {
  it('says what is kept, that it can be wrong, and how many texts nobody has read', async () => {
    const { server } = await start();
    const { text } = await ask(server.url);
    expect(text).toContain('anonim terhadap kami, bukan terhadap perusahaan aplikasi chat');
    expect(text).toContain('bisa salah');
    expect(text).toMatch(/<p class="unread">\d+ teks/);
    expect(text).not.toMatch(/\{\{|undefined|\[object/);
  });

  it('offers adverts to try that are posted like any other', async () => {
    const { server, taken } = await start();
    const page = await ask(server.url);
    const examples = fieldValues(page.text, 'text');
    expect(examples.length).toBeGreaterThanOrEqual(2);
    await postForm(server.url, { text: examples[0] as string });
    expect(taken[0]?.content.kind).toBe('text');
  });

  it('leaves out the hotline of the start page beside a fault, where it already stands', async () => {
    const { server } = await start();
    const fault = await postForm(server.url, { text: 'x'.repeat(TEXT_LENGTH_MAX + 1) });
    expect(fault.text.match(/class="emergency"/g)).toHaveLength(1);
    expect((await ask(server.url)).text.match(/class="emergency"/g)).toHaveLength(1);
  });
});
