import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ChannelError, type SendContext } from '../../../src/channels/channel.js';
import { ChatAddress } from '../../../src/message.js';
import type { Reply } from '../../../src/replies/reply.js';
import { ALLOWED_LINKS, dangerReply, noticeReply, verdictReply } from '../../contracts/sample-replies.js';
import type { Fault } from '../../fakes/bot-api-server.js';
import { BUDI, closeRigs, type Rig, SITI, startRig } from './channel-rig.js';

const folders: string[] = [];
afterEach(async () => {
  await closeRigs();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

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

describe('a reply on Telegram', () => {
  it('is HTML that Telegram takes, without preview, with two numbered buttons a row', async () => {
    const rig = await rigWithSiti();
    await send(rig, verdictReply('bcdfgh'));
    const [reply] = rig.server.sentTo(SITI);
    expect(reply?.linkPreviewOff).toBe(true);
    expect(reply?.quotes).toHaveLength(1);
    expect(reply?.keyboard).toEqual([
      [
        { text: '1 Sudah berangkat', callback_data: 'v1:bcdfgh:1' },
        { text: '2 Sudah bayar', callback_data: 'v1:bcdfgh:2' },
      ],
      [
        { text: '3 Laporkan tanpa', callback_data: 'v1:bcdfgh:3' },
        { text: '4 Jawaban ini', callback_data: 'v1:bcdfgh:4' },
      ],
    ]);
  });

  it('quotes the message it answers, and is sent also when that one is gone', async () => {
    const rig = await rigWithSiti();
    await send(rig, noticeReply('satu'), rig.accepted[0]!.messageId);
    await send(rig, noticeReply('dua'), '99999');
    expect(rig.server.sentTo(SITI).map(({ replyTo }) => replyTo)).toEqual([1, null]);
  });

  it.each(['1e1760000099', 'press-4382', '', 'x'])('quotes nothing for the id %j', async inReplyTo => {
    const rig = await rigWithSiti();
    await send(rig, noticeReply('satu'), inReplyTo);
    expect(rig.server.callsOf('sendMessage')[0]?.fields).not.toHaveProperty('reply_parameters');
  });

  it('to somebody in danger has no buttons and quotes nothing of theirs', async () => {
    const rig = await rigWithSiti();
    await send(rig, dangerReply(), rig.accepted[0]!.messageId);
    const [reply] = rig.server.sentTo(SITI);
    expect(reply?.keyboard).toEqual([]);
    expect(reply?.replyTo).toBeNull();
    expect(reply?.text).toContain('1 Saya tidak boleh keluar');
  });

  it('still arrives, as plain words, when Telegram refuses its markup', async () => {
    const rig = await rigWithSiti();
    const description = "Bad Request: can't parse entities: Unsupported start tag";
    rig.server.faultNext('sendMessage', { kind: 'error', code: 400, description });
    await send(rig, verdictReply());
    const [reply] = rig.server.sentTo(SITI);
    expect(reply?.text).toContain('BAHAYA TINGGI');
    expect(rig.server.callsOf('sendMessage')[1]?.fields).not.toHaveProperty('parse_mode');
    expect(rig.lines).toContainEqual({ level: 'error', code: 'telegram_markup_refused', status: 400 });
  });
});

describe('a picture or document', () => {
  const long: Reply = noticeReply('kata '.repeat(250));

  async function withAsset(options = {}): Promise<Rig> {
    const assetRoot = await mkdtemp(join(tmpdir(), 'assets-'));
    folders.push(assetRoot);
    await writeFile(join(assetRoot, 'kartu.png'), 'gambar');
    return rigWithSiti({ assetRoot, ...options });
  }

  it('is uploaded with the whole reply as caption, buttons and quotation', async () => {
    const rig = await withAsset();
    const outgoing = { kind: 'picture', asset: 'kartu.png', reply: verdictReply() } as const;
    await rig.channel.send(rig.address, outgoing, { ...CONTEXT, inReplyTo: '1' });
    const [photo] = rig.server.sentTo(SITI);
    expect(photo).toMatchObject({ method: 'sendPhoto', replyTo: 1 });
    expect(photo?.file).toEqual({ name: 'kartu.png', bytes: Buffer.from('gambar') });
    expect(photo?.keyboard.flat()).toHaveLength(4);
    expect(photo?.text).toContain('BAHAYA TINGGI');
  });

  it('goes out under its own file name', async () => {
    const rig = await withAsset();
    const outgoing = {
      kind: 'document',
      asset: 'kartu.png',
      fileName: 'kartu saku.png',
      reply: noticeReply('x'),
    };
    await rig.channel.send(rig.address, { ...outgoing, kind: 'document' }, CONTEXT);
    expect(rig.server.sentTo(SITI)[0]).toMatchObject({
      method: 'sendDocument',
      file: { name: 'kartu saku.png' },
    });
  });

  it('with more words than a caption holds: the words first and whole, then the picture', async () => {
    const rig = await withAsset();
    await rig.channel.send(rig.address, { kind: 'picture', asset: 'kartu.png', reply: long }, CONTEXT);
    expect(rig.server.sentTo(SITI).map(({ method }) => method)).toEqual(['sendMessage', 'sendPhoto']);
  });

  it('that fails after its words have arrived is left out, so that the words do not come twice', async () => {
    const rig = await withAsset();
    rig.server.faultNext('sendPhoto', { kind: 'error', code: 502 });
    await rig.channel.send(rig.address, { kind: 'picture', asset: 'kartu.png', reply: long }, CONTEXT);
    expect(rig.server.sentTo(SITI).map(({ method }) => method)).toEqual(['sendMessage']);
    expect(rig.lines.map(({ code }) => code)).toContain('telegram_media_left_out');
  });

  it.each([
    ['is not there', {}, 'tidak-ada.png'],
    [
      'is refused',
      { fault: { kind: 'error', code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' } as const },
      'kartu.png',
    ],
  ])('that %s: the words go alone', async (_name, { fault }: { fault?: Fault }, asset) => {
    const rig = await withAsset();
    if (fault) rig.server.faultNext('sendPhoto', fault);
    await rig.channel.send(rig.address, { kind: 'picture', asset, reply: verdictReply() }, CONTEXT);
    expect(rig.server.sentTo(SITI)).toMatchObject([{ method: 'sendMessage' }]);
    expect(rig.server.sentTo(SITI)[0]?.text).toContain(ALLOWED_LINKS[0]);
  });

  it('that meets a busy Telegram is tried again as a whole', async () => {
    const rig = await withAsset();
    rig.server.faultNext('sendPhoto', { kind: 'error', code: 429, retryAfter: 4 });
    const sending = rig.channel.send(
      rig.address,
      { kind: 'picture', asset: 'kartu.png', reply: verdictReply() },
      CONTEXT,
    );
    await expect(sending).rejects.toMatchObject({ kind: 'retry', afterMs: 4_000 });
    expect(rig.server.sentTo(SITI)).toEqual([]);
  });
});

describe('a send that fails', () => {
  const cases: readonly (readonly [string, Fault, ChannelError['kind'], number])[] = [
    ['429', { kind: 'error', code: 429, retryAfter: 3 }, 'retry', 3_000],
    ['500', { kind: 'error', code: 500 }, 'retry', 0],
    ['502 HTML', { kind: 'html', status: 502 }, 'retry', 0],
    ['200 HTML', { kind: 'html', status: 200 }, 'retry', 0],
    ['a cut answer', { kind: 'cut' }, 'retry', 0],
    ['a reset before', { kind: 'reset' }, 'retry', 0],
    ['a reset after', { kind: 'reset_after' }, 'retry', 0],
    ['401', { kind: 'error', code: 401 }, 'retry', 300_000],
    ['403', { kind: 'error', code: 403, description: 'Forbidden: user is deactivated' }, 'gone', 0],
    [
      '400 of this text',
      { kind: 'error', code: 400, description: 'Bad Request: message is too long' },
      'refused',
      0,
    ],
  ];

  it.each(cases)('with %s says what to do', async (_name, fault, kind, afterMs) => {
    const rig = await rigWithSiti();
    rig.server.faultNext('sendMessage', fault);
    await expect(send(rig, noticeReply('Kenari'))).rejects.toMatchObject({
      name: 'ChannelError',
      kind,
      afterMs,
    });
    expect(JSON.stringify(rig.lines)).not.toMatch(/Kenari|777000042|uji-coba-emulator/);
    await send(rig, noticeReply('sesudahnya'));
    expect(rig.server.sentTo(SITI).at(-1)?.text).toBe('sesudahnya');
  });

  it('to somebody who blocked the bot, or never wrote, is gone', async () => {
    const rig = await rigWithSiti();
    rig.server.block(SITI);
    await expect(send(rig, noticeReply('x'))).rejects.toMatchObject({ kind: 'gone' });
    const stranger = new ChatAddress('telegram', String(BUDI));
    const sending = rig.channel.send(stranger, { kind: 'text', reply: noticeReply('x') }, CONTEXT);
    await expect(sending).rejects.toMatchObject({ kind: 'gone', code: 'telegram_gone_400' });
  });

  it('for another network is refused before anything leaves', async () => {
    const rig = await rigWithSiti();
    const foreign = new ChatAddress('whatsapp', '0');
    const sending = rig.channel.send(foreign, { kind: 'text', reply: noticeReply('x') }, CONTEXT);
    await expect(sending).rejects.toMatchObject({ kind: 'refused', code: 'telegram_foreign_address' });
    expect(rig.server.callsOf('sendMessage')).toEqual([]);
  });

  it('because the channel was stopped asks for another try', async () => {
    const rig = await rigWithSiti();
    await rig.channel.stop();
    await expect(send(rig, noticeReply('x'))).rejects.toMatchObject({
      kind: 'retry',
      code: 'telegram_stopped',
    });
  });

  it('does not take the channel down', async () => {
    const rig = await rigWithSiti();
    rig.server.faultNext('sendMessage', { kind: 'error', code: 401 });
    await expect(send(rig, noticeReply('x'))).rejects.toBeInstanceOf(ChannelError);
    expect(rig.channel.status().state).toBe('on');
  });
});

describe('stopping with a reply under way', () => {
  it('lets the reply arrive', async () => {
    const rig = await rigWithSiti();
    rig.server.faultNext('sendMessage', { kind: 'delay', ms: 80 });
    const sending = send(rig, noticeReply('terakhir'));
    await rig.server.until(() => rig.server.callsOf('sendMessage').length === 1);
    await rig.channel.stop();
    await sending;
    expect(rig.server.sentTo(SITI)).toHaveLength(1);
  });
});
