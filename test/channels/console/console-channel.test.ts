import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Accept } from '../../../src/channels/channel.js';
import { CONSOLE_LINE_LENGTH_MAX, consoleChannel } from '../../../src/channels/console/console-channel.js';
import { ChatAddress, type InboundMessage } from '../../../src/message.js';
import { noticeReply, verdictReply } from '../../contracts/sample-replies.js';
import { recordingLog } from '../telegram/channel-rig.js';

const CONTEXT = { inReplyTo: null, key: 'kunci', isLast: true };

/** Types `input` into a console, ends it, and waits until all of it was read. */
async function typed(input: string, inbox: Accept = async () => 'accepted', nowMs = 1_760_000_000_000) {
  const keyboard = new PassThrough();
  const screen = new PassThrough();
  const { log, lines } = recordingLog();
  const messages: InboundMessage[] = [];
  const channel = consoleChannel({ input: keyboard, output: screen, log, clock: { now: () => nowMs } });
  await channel.start(message => {
    messages.push(message);
    return inbox(message);
  });
  keyboard.end(input);
  await channel.ended;
  return { channel, screen, messages, lines };
}

const textsOf = (messages: readonly InboundMessage[]) =>
  messages.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

describe('the console', () => {
  it('reads each line of a paste as a message, in order, and passes over empty ones', async () => {
    const { messages } = await typed('satu\r\n\n  \ndua\ntiga tanpa akhir');
    expect(textsOf(messages)).toEqual(['satu', 'dua', 'tiga tanpa akhir']);
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(3);
  });

  it('hands lines on one by one, however long accept takes', async () => {
    let underWay = 0;
    let most = 0;
    await typed('a\nb\nc\nd\n', async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(resolve => setImmediate(resolve));
      underWay -= 1;
      return 'accepted';
    });
    expect(most).toBe(1);
  });

  it('never uses the ids of an earlier conversation', async () => {
    const first = await typed('a\nb\n', undefined, 1_000);
    const second = await typed('a\nb\n', undefined, 2_000);
    const ids = [...first.messages, ...second.messages].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(4);
  });

  it('cuts a line that no hand typed', async () => {
    const { messages } = await typed('x'.repeat(CONSOLE_LINE_LENGTH_MAX + 5_000));
    expect(textsOf(messages)[0]).toHaveLength(CONSOLE_LINE_LENGTH_MAX);
  });

  it('goes on after a line that accept rejects, and logs a code only', async () => {
    const { messages, lines } = await typed('satu\ndua\n', async ({ content }) => {
      if (content.kind === 'text' && content.text === 'satu') throw new Error('satu');
      return 'accepted';
    });
    expect(textsOf(messages)).toEqual(['satu', 'dua']);
    expect(lines).toEqual([{ level: 'error', code: 'console_accept_failed' }]);
  });

  it('writes a reply as plain text with a line between, and names files instead of showing them', async () => {
    const { channel, screen, messages } = await typed('halo\n');
    const { address } = messages[0]!;
    await channel.send(address, { kind: 'text', reply: noticeReply('Baik.') }, CONTEXT);
    await channel.send(
      address,
      { kind: 'picture', asset: 'kartu.png', reply: noticeReply('Kartu:') },
      CONTEXT,
    );
    expect(String(screen.read())).toBe('Baik.\n\nKartu:\n\n[kartu.png]\n\n');
  });

  it('lets no quotation command the terminal', async () => {
    const { channel, screen, messages } = await typed('halo\n');
    const reply = verdictReply('bcdfgh', 'a\u001B[2J\u0007b');
    await channel.send(messages[0]!.address, { kind: 'text', reply }, CONTEXT);
    expect(String(screen.read()).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('waits for a slow screen', async () => {
    let take = () => {};
    const screen = new Writable({
      write: (_chunk, _encoding, done) => {
        take = done;
      },
    });
    const { log } = recordingLog();
    const channel = consoleChannel({ input: new PassThrough(), output: screen, log });
    let isWritten = false;
    const address = new ChatAddress('console', 'terminal');
    const sending = channel.send(address, { kind: 'text', reply: noticeReply('x') }, CONTEXT).then(() => {
      isWritten = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(isWritten).toBe(false);
    take();
    await sending;
  });

  it('refuses addresses of other networks, and says "gone" when its screen was closed', async () => {
    const { channel, screen, messages } = await typed('halo\n');
    const outgoing = { kind: 'text', reply: noticeReply('x') } as const;
    const foreign = channel.send(new ChatAddress('telegram', '1'), outgoing, CONTEXT);
    await expect(foreign).rejects.toMatchObject({ kind: 'refused' });
    screen.on('error', () => {});
    screen.destroy();
    await expect(channel.send(messages[0]!.address, outgoing, CONTEXT)).rejects.toMatchObject({
      kind: 'gone',
    });
  });

  it('says how it stands, before, while and after', async () => {
    const { log } = recordingLog();
    const channel = consoleChannel({ input: new PassThrough(), output: new PassThrough(), log });
    expect(channel.status().state).toBe('off');
    await channel.start(async () => 'accepted');
    expect(channel.status()).toEqual({ state: 'on', hint: 'reading lines' });
    await channel.stop();
    await channel.ended;
    expect(channel.status()).toEqual({ state: 'off', hint: 'the input has ended' });
  });

  it('stops also when it was never started', async () => {
    const { log } = recordingLog();
    const channel = consoleChannel({ input: new PassThrough(), output: new PassThrough(), log });
    await channel.stop();
    await channel.ended;
  });
});
