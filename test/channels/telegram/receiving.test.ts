import { afterEach, describe, expect, it } from 'vitest';
import { EMPTY_POLL_PAUSE_MS, OFFSET_TTL_MS } from '../../../src/channels/telegram/receive.js';
import { type Fault, startBotApiServer } from '../../fakes/bot-api-server.js';
import { BUDI, closeRigs, SITI, startRig } from './channel-rig.js';

afterEach(closeRigs);

describe('polling', () => {
  it('takes text, forward, caption, document, contact, edit and press, and confirms them', async () => {
    const { server, accepted } = await startRig();
    const first = server.inject.text(SITI, 'satu');
    server.inject.forward(SITI, 'dua');
    server.inject.photo(SITI, { caption: 'tiga', bytes: Buffer.from('gambar') });
    server.inject.document(SITI, { bytes: Buffer.from('%PDF'), mediaType: 'application/pdf', name: 'a.pdf' });
    server.inject.contact(SITI, { name: 'Agen', number: '+62000000001' });
    server.inject.edit(SITI, first, 'satu lagi');
    server.inject.press(SITI, 1, 'v1:bcdfgh:2');
    await server.until(() => accepted.length === 7 && server.waiting === 0);
    expect(accepted.map(({ content }) => content.kind)).toEqual([
      'text',
      'text',
      'picture',
      'document',
      'contact',
      'text',
      'choice',
    ]);
    expect(new Set(accepted.map(({ messageId }) => messageId)).size).toBe(7);
  });

  it('takes what was written before it started, and drops nothing', async () => {
    const { server, channel, texts } = await startRig({ isStarted: false });
    server.inject.text(SITI, 'tadi malam');
    const seen: string[] = [];
    await channel.start(async ({ content }) => {
      seen.push(content.kind);
      return 'accepted';
    });
    await server.until(() => seen.length === 1);
    expect(server.callsOf('deleteWebhook')[0]?.fields).toEqual({ drop_pending_updates: false });
    expect(texts()).toEqual([]);
  });

  it('asks only for what it reads, and holds the line open', async () => {
    const { server, accepted } = await startRig();
    server.inject.text(SITI, 'satu');
    await server.until(() => accepted.length === 1 && server.callsOf('getUpdates').length >= 2);
    expect(server.callsOf('getUpdates').at(-1)?.fields).toMatchObject({
      timeout: 25,
      limit: 100,
      allowed_updates: ['message', 'edited_message', 'callback_query'],
    });
  });

  it('confirms nothing before accept has it on disk', async () => {
    let onDisk = () => {};
    const written = new Promise<void>(resolve => {
      onDisk = resolve;
    });
    const { server, accepted } = await startRig({ inbox: () => written });
    server.inject.text(SITI, 'satu');
    await server.until(() => server.callsOf('getUpdates').length >= 1);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(server.waiting).toBe(1);
    onDisk();
    await server.until(() => accepted.length === 1 && server.waiting === 0);
  });

  it('gets a rejected message again, without rushing, and in order with what followed it', async () => {
    const { server, texts, lines, waits } = await startRig({
      inbox: async (_message, nth) => {
        if (nth <= 2) throw new Error('Kenari 777000042');
      },
    });
    server.inject.text(SITI, 'satu');
    server.inject.text(SITI, 'dua');
    await server.until(() => texts().length === 2 && server.waiting === 0);
    expect(texts()).toEqual(['satu', 'dua']);
    expect(waits.slice(0, 2)).toEqual([250, 500]);
    expect(JSON.stringify(lines)).not.toMatch(/Kenari|777000042|satu/);
  });

  it('serves others past a message that is always rejected, and gives that one up in the end', async () => {
    const { server, accepted, lines, channel } = await startRig({
      inbox: async ({ content }) => {
        if (content.kind === 'text' && content.text === 'racun') throw new Error('x');
      },
    });
    server.inject.text(SITI, 'racun');
    for (let at = 1; at <= 5; at += 1) {
      server.inject.text(BUDI, `pesan ${at}`);
      await server.until(() => accepted.length === at);
    }
    await server.until(() => server.waiting === 0);
    expect(lines).toContainEqual({ level: 'error', code: 'telegram_update_given_up', count: 1 });
    server.inject.text(SITI, 'baik');
    await server.until(() => accepted.length === 6);
    expect(channel.status().state).toBe('on');
  });

  it('does not wait for ever for a message whose accept hangs', async () => {
    const { server, texts, lines } = await startRig({
      acceptTimeoutMs: 30,
      inbox: async (message, nth) => {
        if (nth === 1) await new Promise(() => message);
      },
    });
    server.inject.text(SITI, 'macet');
    server.inject.text(BUDI, 'lancar');
    await server.until(() => texts().length === 2 && server.waiting === 0);
    expect([...texts()].sort()).toEqual(['lancar', 'macet']);
    expect(lines.map(({ code }) => code)).toContain('telegram_accept_too_late');
  });

  it('passes over an update that nobody can read, with a code and nothing else', async () => {
    const { server, texts, lines } = await startRig();
    server.inject.update({ message: { chat: { id: 'Kenari', type: 'private' }, text: 'Kenari' } });
    server.inject.text(SITI, 'sesudahnya');
    await server.until(() => texts().length === 1 && server.waiting === 0);
    expect(lines).toContainEqual({ level: 'error', code: 'telegram_update_unreadable' });
    expect(JSON.stringify(lines)).not.toContain('Kenari');
  });

  it('says nothing in groups and nothing to bots', async () => {
    const { server, accepted } = await startRig();
    const group = { id: -100_777, type: 'supergroup', title: 'Grup' };
    server.inject.text(SITI, '/start', { chat: group });
    server.inject.text(SITI, 'halo', { from: { id: 1, is_bot: true, first_name: 'Bot' } });
    server.inject.text(SITI, 'orang');
    await server.until(() => server.waiting === 0 && accepted.length === 1);
    expect(server.sentTo(group.id)).toEqual([]);
  });

  it('hears messages again when Telegram starts a new numbering after a quiet week', async () => {
    let nowMs = 1_760_000_000_000;
    const { server, channel, texts, accepted } = await startRig({
      clock: { now: () => nowMs },
      isStarted: false,
    });
    server.holdsPolls = false;
    const lastOffset = () => server.callsOf('getUpdates').at(-1)?.fields.offset;
    await channel.start(async message => {
      accepted.push(message);
      return 'accepted';
    });
    server.inject.update({ update_id: 900_000_000, message: messageOf('sebelum') });
    await server.until(() => lastOffset() === 900_000_001);
    nowMs += OFFSET_TTL_MS + 1;
    await server.until(() => lastOffset() === 0);
    server.inject.update({ update_id: 5, message: messageOf('sesudah') });
    await server.until(() => texts().includes('sesudah') && server.waiting === 0);
  });

  it('does not ask a server without long polling thousands of times a second', async () => {
    const { server, channel, waits } = await startRig({ isStarted: false });
    server.holdsPolls = false;
    await channel.start(async () => 'accepted');
    await server.until(() => waits.length >= 3);
    expect(new Set(waits)).toEqual(new Set([EMPTY_POLL_PAUSE_MS]));
  });
});

function messageOf(text: string) {
  return {
    message_id: 1,
    date: 1_760_000_000,
    text,
    chat: { id: SITI, type: 'private' },
    from: { is_bot: false },
  };
}

describe('what a network can do to polling', () => {
  const faults: readonly (readonly [string, Fault, string, number])[] = [
    ['409, somebody else receives', { kind: 'error', code: 409 }, 'another program', 500],
    ['429 with retry_after', { kind: 'error', code: 429, retryAfter: 7 }, 'asks to wait', 7_000],
    ['500', { kind: 'error', code: 500 }, 'has a fault', 500],
    ['502 with an HTML page', { kind: 'html', status: 502 }, 'has a fault', 500],
    ['200 with an HTML page', { kind: 'html', status: 200 }, 'cannot be reached', 500],
    ['an answer cut in the middle', { kind: 'cut' }, 'cannot be reached', 500],
    ['a reset connection', { kind: 'reset' }, 'cannot be reached', 500],
    ['401, a withdrawn token', { kind: 'error', code: 401 }, '@BotFather', 300_000],
    ['404, a malformed token', { kind: 'error', code: 404 }, '@BotFather', 300_000],
  ];

  it.each(faults)('%s: is said, waited out and survived', async (_name, fault, hint, waitMs) => {
    const said: string[] = [];
    const rig = await startRig({
      isStarted: false,
      pause: async ms => {
        said.push(`${rig.channel.status().state} ${rig.channel.status().hint} ${ms}`);
      },
    });
    const { server, channel } = rig;
    const seen: string[] = [];
    server.inject.text(SITI, 'sebelum');
    server.faultNext('getUpdates', fault);
    await channel.start(async ({ messageId }) => {
      seen.push(messageId);
      return 'accepted';
    });
    await server.until(() => seen.length === 1 && server.waiting === 0);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^down /);
    expect(said[0]).toContain(hint);
    expect(said[0]).toMatch(new RegExp(` ${waitMs}$`));
    expect(channel.status()).toEqual({ state: 'on', hint: 'polling as @uji_bot' });
    expect(rig.lines).toContainEqual(expect.objectContaining({ code: 'telegram_down', waitMs }));
    expect(JSON.stringify(rig.lines)).not.toContain(server.token);
  });

  it.each(['getMe', 'deleteWebhook'])('a %s that fails three times: connects at the fourth', async method => {
    const rig = await startRig({ isStarted: false });
    rig.server.faultNext(method, { kind: 'reset' });
    rig.server.faultNext(method, { kind: 'cut' });
    rig.server.faultNext(method, { kind: 'html', status: 503 });
    await rig.channel.start(async () => 'accepted');
    await rig.server.until(() => rig.channel.status().state === 'on');
    expect(rig.waits.slice(0, 3)).toEqual([500, 1000, 2000]);
  });

  it('a refused connection: waits of at most a minute, and no end', async () => {
    const gone = await startBotApiServer();
    const { apiRoot } = gone;
    await gone.close();
    const rig = await startRig({ apiRoot });
    await rig.server.until(() => rig.waits.length >= 10);
    expect(rig.channel.status()).toEqual({
      state: 'down',
      hint: 'Telegram cannot be reached; going on by itself',
    });
    expect(Math.max(...rig.waits)).toBeLessThanOrEqual(30_000);
  });

  it('a webhook left over from before is taken away after the 409 it causes', async () => {
    const rig = await startRig();
    await rig.server.until(() => rig.channel.status().state === 'on');
    await fetch(`${rig.server.apiRoot}/bot${rig.server.token}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://127.0.0.1:9/lama' }),
    });
    rig.server.inject.text(SITI, 'halo');
    await rig.server.until(() => rig.texts().includes('halo'));
  });

  it('a token of nobody is asked about every five minutes, and the operator is told what to do', async () => {
    const rig = await startRig({ token: '1:salah' });
    await rig.server.until(() => rig.waits.length >= 2);
    expect(new Set(rig.waits)).toEqual(new Set([300_000]));
    expect(rig.channel.status().state).toBe('down');
    expect(rig.channel.status().hint).toContain('TELEGRAM_BOT_TOKEN');
  });
});

describe('stopping', () => {
  it('ends a poll that is held open, and every socket, at once', async () => {
    const { server, channel, address } = await startRig();
    server.inject.text(SITI, 'halo');
    await server.until(() => server.waiting === 0);
    for (let nth = 0; nth < 4; nth += 1) channel.showTyping(address);
    await server.until(
      () => server.callsOf('sendChatAction').filter(({ status }) => status === 200).length === 4,
    );
    await server.until(() => server.callsOf('getUpdates').at(-1)?.fields.timeout === 25);
    await channel.stop();
    let open = -1;
    for (let tries = 0; tries < 100 && open !== 0; tries += 1) {
      open = await server.connections();
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(open).toBe(0);
    expect(channel.status()).toEqual({ state: 'off', hint: 'stopped' });
  });

  it('ends while Telegram is down and a wait is under way', async () => {
    const { channel, server } = await startRig({ token: '1:salah', pause: waitForAbort });
    await server.until(() => channel.status().state === 'down');
    await channel.stop();
    expect(channel.status().state).toBe('off');
  });

  it('leaves unconfirmed what accept is still working on', async () => {
    const { channel, server } = await startRig({ inbox: () => new Promise(() => {}), acceptTimeoutMs: 50 });
    server.inject.text(SITI, 'satu');
    await server.until(() => server.callsOf('getUpdates').length >= 1);
    await channel.stop();
    expect(server.waiting).toBe(1);
  });
});

async function waitForAbort(_ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
