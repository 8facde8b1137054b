import { afterEach, describe, expect, it } from 'vitest';
import type { SendContext } from '../../../src/channels/channel.js';
import type { Reply } from '../../../src/replies/reply.js';
import { verdictReply } from '../../contracts/sample-replies.js';
import { closeRigs, type Rig, SITI, startRig } from './channel-rig.js';

afterEach(closeRigs);

const CONTEXT: SendContext = { inReplyTo: null, key: 'kunci', isLast: true };

/** A rig in which Siti has written already, so that the bot may answer. */
async function rigWithSiti(options = {}): Promise<Rig> {
  const rig = await startRig(options);
  rig.server.inject.text(SITI, 'Lowongan admin');
  await rig.server.until(() => rig.accepted.length === 1);
  return rig;
}

const send = (rig: Rig, reply: Reply, inReplyTo: string | null = null) =>
  rig.channel.send(rig.address, { kind: 'text', reply }, { ...CONTEXT, inReplyTo });

describe('a press on a button', () => {
  it('is answered and its buttons are taken away, after it was accepted', async () => {
    const rig = await rigWithSiti();
    await send(rig, verdictReply());
    const [reply] = rig.server.sentTo(SITI);
    rig.server.inject.press(SITI, reply!.messageId, 'v1:bcdfgh:3');
    await rig.server.until(() => reply!.keyboard.length === 0);
    await rig.server.until(() => rig.server.callsOf('answerCallbackQuery')[0]?.status === 200);
    expect(rig.accepted[1]?.content).toEqual({ kind: 'choice', press: { caseId: 'bcdfgh', number: 3 } });
  });

  it('with data that is not ours is answered, and nothing else happens', async () => {
    const rig = await rigWithSiti();
    await send(rig, verdictReply());
    const [reply] = rig.server.sentTo(SITI);
    rig.server.inject.press(SITI, reply!.messageId, 'hapus semua');
    await rig.server.until(() => rig.server.callsOf('answerCallbackQuery')[0]?.status === 200);
    expect(rig.accepted).toHaveLength(1);
    expect(reply?.keyboard).not.toEqual([]);
  });

  it('that accept rejects is not answered as if it had been taken', async () => {
    let isFull = true;
    const rig = await startRig({
      inbox: async ({ content }) => {
        if (content.kind === 'choice' && isFull) throw new Error('disk full');
      },
      pause: async () => {
        await new Promise(resolve => setTimeout(resolve, 5));
      },
    });
    rig.server.inject.press(SITI, 1, 'v1:bcdfgh:3');
    await rig.server.until(
      () => rig.lines.filter(({ code }) => code === 'telegram_accept_failed').length >= 3,
    );
    expect(rig.server.callsOf('answerCallbackQuery')).toEqual([]);
    isFull = false;
    await rig.server.until(() => rig.server.callsOf('answerCallbackQuery').length === 1);
  });

  it('counts what fails for looks only, and goes on', async () => {
    const rig = await rigWithSiti();
    rig.server.faultNext('answerCallbackQuery', { kind: 'reset' });
    rig.server.faultNext('editMessageReplyMarkup', { kind: 'error', code: 429, retryAfter: 9 });
    rig.server.inject.press(SITI, 1, 'v1:bcdfgh:3');
    await rig.server.until(() => rig.channel.cosmeticFailures() === 2);
    expect(rig.accepted).toHaveLength(2);
    expect(rig.channel.status().state).toBe('on');
  });
});

describe('typing and deleting', () => {
  it('shows typing, and at most 16 calls at once when Telegram hangs', async () => {
    const rig = await rigWithSiti();
    rig.server.faultNext('sendChatAction', { kind: 'delay', ms: 60 }, 100);
    for (let nth = 0; nth < 100; nth += 1) rig.channel.showTyping(rig.address);
    expect(rig.channel.cosmeticFailures()).toBe(84);
    await rig.server.until(() => rig.server.callsOf('sendChatAction').length === 16);
    expect(rig.server.callsOf('sendChatAction')[0]?.fields).toEqual({ chat_id: SITI, action: 'typing' });
  });

  it.each([
    ['a message of the person', '1', true],
    ['the message behind an edit', '1e1760000099', true],
    ['a message that is gone', '404', false],
    ['a press', 'press-12', false],
    ['nonsense', '1; DROP', false],
  ])('deletes %s', async (_name, messageId, isDeleted) => {
    const rig = await rigWithSiti();
    expect(await rig.channel.deleteMessage(rig.address, messageId)).toBe(isDeleted);
  });

  it('says to try again when Telegram is down', async () => {
    const rig = await rigWithSiti();
    rig.server.faultNext('deleteMessage', { kind: 'html', status: 502 });
    await expect(rig.channel.deleteMessage(rig.address, '1')).rejects.toMatchObject({ kind: 'retry' });
  });
});
