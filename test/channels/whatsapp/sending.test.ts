import { afterEach, describe, expect, it } from 'vitest';
import { ChannelError, type SendContext } from '../../../src/channels/channel.js';
import { messageIdOf } from '../../../src/channels/whatsapp/send-reply.js';
import { ChatAddress } from '../../../src/message.js';
import type { Reply } from '../../../src/replies/reply.js';
import { dangerReply, noticeReply } from '../../contracts/sample-replies.js';
import { ephemeral } from '../../fakes/whatsapp-content.js';
import { closeRigs, type Rig, SITI_ID, startRig } from './rig.js';

afterEach(closeRigs);

const TO_SITI = new ChatAddress('whatsapp', SITI_ID);
const sendWith = (rig: Rig, reply: Reply, over: Partial<SendContext> = {}, to = TO_SITI) =>
  rig.channel.send(to, { kind: 'text', reply }, { inReplyTo: null, key: 'kunci', isLast: true, ...over });
const failureOf = async (sending: Promise<void>): Promise<ChannelError> => {
  const error = await sending.then(
    () => 'sent',
    thrown => thrown as unknown,
  );
  expect(error).toBeInstanceOf(ChannelError);
  return error as ChannelError;
};

/** A channel to which Siti has written. */
async function greeted(options: Parameters<typeof startRig>[0] = {}): Promise<Rig & { id: string }> {
  const rig = await startRig(options);
  const id = await rig.siti.write('Lowongan admin, gaji 12jt. Benar?');
  await rig.accepts(1);
  return { ...rig, id };
}

describe('a reply on WhatsApp', () => {
  it('quotes the message that it answers', async () => {
    const rig = await greeted();
    await sendWith(rig, noticeReply('Baik.'), { inReplyTo: rig.id });
    await rig.server.until(() => rig.siti.received.length === 1);
    const [received] = rig.siti.received;
    expect([received?.text, received?.quotedId]).toEqual(['Baik.', rig.id]);
    expect(JSON.stringify(received?.message)).toContain('Lowongan admin');
  });

  it('quotes nothing to somebody in danger, and nothing that is not remembered', async () => {
    const rig = await greeted();
    await sendWith(rig, dangerReply(), { inReplyTo: rig.id, key: 'a' });
    await sendWith(rig, noticeReply('Baik.'), { inReplyTo: 'LAIN', key: 'b' });
    await rig.server.until(() => rig.siti.received.length === 2);
    expect(rig.siti.received.map(({ quotedId }) => quotedId)).toEqual([undefined, undefined]);
  });

  it('goes to the address that the last message came from', async () => {
    const rig = await greeted();
    await sendWith(rig, noticeReply('Satu.'), { key: 'a' });
    await rig.siti.write('lagi', { via: 'phone' });
    await rig.accepts(2);
    await sendWith(rig, noticeReply('Dua.'), { key: 'b' });
    await rig.server.until(() => rig.siti.received.length === 2);
    expect(rig.siti.received.map(({ to }) => to.split('@')[1])).toEqual(['lid', 's.whatsapp.net']);
  });

  it('is sent again under the same id, so that a phone shows it once', async () => {
    const rig = await greeted();
    await sendWith(rig, noticeReply('Baik.'));
    await sendWith(rig, noticeReply('Baik.'));
    await rig.server.until(() => rig.siti.received.length === 2);
    expect(rig.siti.received.map(({ id }) => id)).toEqual(Array(2).fill(messageIdOf('kunci')));
    expect(messageIdOf('kunci')).toMatch(/^3EB0[0-9A-F]{18}$/);
    expect(messageIdOf('lain')).not.toBe(messageIdOf('kunci'));
  });

  it('that follows from its message, as every answer does, is read by the phone each time', async () => {
    let answered = 0;
    const rig: Rig = await startRig({
      inbox: async ({ address, messageId }) => {
        const outgoing = { kind: 'text', reply: noticeReply('Baik.') } as const;
        const context = { inReplyTo: messageId, key: messageId, isLast: true };
        setTimeout(() => void rig.channel.send(address, outgoing, context).then(() => (answered += 1)), 1);
      },
    });
    for (const [before, words] of ['satu', 'dua', 'tiga', 'empat'].entries()) {
      await rig.siti.write(words);
      await rig.server.until(() => answered > before && rig.siti.received.length > before);
    }
    expect(rig.server.faults).toEqual([]);
    expect(rig.siti.received).toHaveLength(4);
  });

  it('vanishes where messages vanish', async () => {
    const rig = await startRig();
    const words = { extendedTextMessage: { text: 'halo', contextInfo: { expiration: 86_400 } } };
    await rig.siti.write(ephemeral(words));
    await rig.accepts(1);
    await sendWith(rig, noticeReply('Baik.'));
    await rig.server.until(() => rig.siti.received.length === 1);
    expect(rig.siti.received[0]?.message.extendedTextMessage?.contextInfo?.expiration).toBe(86_400);
  });

  it('shows that somebody is typing', async () => {
    const rig = await greeted();
    rig.channel.showTyping(TO_SITI);
    await rig.server.until(() => rig.siti.chatStates.length > 0);
    expect(rig.siti.chatStates[0]?.state).toBe('composing');
  });

  it('is never sent to somebody who did not write first', async () => {
    const rig = await greeted();
    const budi = rig.server.person('6281299990043', { lid: '199990043' });
    const before = rig.server.sent.length;
    const failure = await failureOf(
      sendWith(rig, noticeReply('Halo.'), {}, new ChatAddress('whatsapp', '199990043@lid')),
    );
    expect([failure.kind, failure.code]).toEqual(['refused', 'whatsapp_never_wrote']);
    expect([rig.server.sent.length, budi.received.length]).toEqual([before, 0]);
  });

  it.each([
    ['463', 'retry', 'whatsapp_463'],
    ['479', 'retry', 'whatsapp_479'],
    ['405', 'refused', 'whatsapp_405'],
    ['500', 'retry', 'whatsapp_500'],
  ])('that WhatsApp refuses with %s is %s, and counted', async (error, kind, code) => {
    const rig = await greeted();
    rig.server.ackNext({ error });
    const failure = await failureOf(sendWith(rig, noticeReply('Baik.')));
    expect([failure.kind, failure.code]).toEqual([kind, code]);
    expect(rig.lines).toContainEqual({ level: 'warn', code: 'whatsapp_refused', status: error });
    await sendWith(rig, noticeReply('Baik.'));
  });

  it('that may not go to this person is tried once more, after a while, and then never', async () => {
    const rig = await greeted();
    rig.server.ackNext({ error: '463', times: 2 });
    expect(await failureOf(sendWith(rig, noticeReply('Baik.')))).toMatchObject({
      kind: 'retry',
      afterMs: 60_000,
    });
    expect(await failureOf(sendWith(rig, noticeReply('Baik.')))).toMatchObject({ kind: 'refused' });
  });

  it('that WhatsApp says nothing about counts as not sent', async () => {
    const rig = await greeted({ ackTimeoutMs: 100 });
    rig.server.withholdNextAck();
    expect(await failureOf(sendWith(rig, noticeReply('Baik.')))).toMatchObject({ code: 'whatsapp_no_ack' });
  });

  it('goes out over the next connection when the line is cut under it', async () => {
    const rig = await greeted();
    rig.server.withholdNextAck();
    const sent = sendWith(rig, noticeReply('Baik.'));
    await rig.server.until(() => rig.siti.received.length === 1);
    rig.server.drop();
    await sent;
    expect(rig.siti.texts).toEqual(['Baik.']);
  });

  it.each([401, 403])(
    'is dropped once the account is gone (%d), and the status says what to do',
    async code => {
      const rig = await greeted();
      rig.server.streamError(code);
      await rig.server.until(() => rig.channel.status().state === 'down');
      expect(await failureOf(sendWith(rig, noticeReply('Baik.')))).toMatchObject({ kind: 'gone' });
      expect(rig.channel.status().hint).toMatch(/start again/);
    },
  );

  it.each([440, 405])(
    'waits while another program or an update is in the way (%d)',
    async code => {
      const rig = await greeted();
      if (code === 405) rig.server.failLogins(405);
      rig.server.streamError(code === 405 ? 503 : code);
      await rig.server.until(
        () => rig.channel.status().state === 'down' && /start/.test(rig.channel.status().hint),
      );
      expect(await failureOf(sendWith(rig, noticeReply('Baik.')))).toMatchObject({
        kind: 'retry',
        code: 'whatsapp_not_connected',
      });
    },
    15_000,
  );

  it('with a picture that cannot be sent arrives as its words', async () => {
    const rig = await greeted();
    const outgoing = { kind: 'picture', asset: 'tidak-ada.png', reply: noticeReply('Baik.') } as const;
    await rig.channel.send(TO_SITI, outgoing, { inReplyTo: null, key: 'kunci', isLast: true });
    expect(rig.siti.texts).toEqual(['Baik.']);
    expect(rig.lines.map(({ code }) => code)).toContain('whatsapp_media_left_out');
  });

  it('to another network is refused', async () => {
    const rig = await startRig();
    const failure = await failureOf(sendWith(rig, noticeReply('x'), {}, new ChatAddress('telegram', '1')));
    expect(failure.code).toBe('whatsapp_foreign_address');
  });
});
