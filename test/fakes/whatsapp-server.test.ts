/**
 * The WhatsApp test server against the client that the bot uses, unmodified: what the server promises to tests is
 * tried here once, so that a red test elsewhere means the bot. libsignal prints keys, so the console is shut.
 */
import { DisconnectReason, downloadMediaMessage } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '../process/spawn-bot.js';
import { TestClient, textOf } from './whatsapp-client.js';
import {
  contact,
  documentWithCaption,
  edit,
  ephemeral,
  extendedText,
  forwarded,
  location,
  type MessageContent,
  quoting,
  reaction,
  revoke,
  text,
  viewOnce,
} from './whatsapp-content.js';
import { startWhatsAppServer, type WhatsAppServer } from './whatsapp-server.js';

let server: WhatsAppServer;
let client: TestClient;

async function pair(): Promise<void> {
  client.connect();
  await eventually('the client shows a code', () => client.qr !== undefined);
  await server.scan(client.qr!);
  await client.closing(DisconnectReason.restartRequired);
  await client.open();
}

beforeEach(async () => {
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation(() => undefined);
  }
  server = await startWhatsAppServer();
  client = new TestClient(server.url);
});

afterEach(async () => {
  client.socket?.end(undefined);
  await server.close();
  vi.restoreAllMocks();
});

test('a client pairs by QR, is sent away with 515 and logs in', async () => {
  await pair();
  expect(client.creds.me?.id).toBe('6281200000001:1@s.whatsapp.net');
  expect(server.logins).toHaveLength(1);
  expect(server.faults).toEqual([]);
});

test('a text arrives and the quoted reply is read by the person, by LID and by phone number', async () => {
  await pair();
  for (const via of ['lid', 'phone'] as const) {
    const siti = server.person(`628129999000${via.length}`, { lid: `19999000${via.length}`, name: 'Siti' });
    const id = await siti.write(`lewat ${via}`, { via });
    const { message } = await client.got(`lewat ${via}`);
    expect(message.key.remoteJid).toBe(via === 'lid' ? siti.lidJid : siti.jid);
    expect(message.key.remoteJidAlt).toBe(via === 'lid' ? siti.jid : siti.lidJid);
    await client.socket.sendMessage(message.key.remoteJid!, { text: 'hati-hati' }, { quoted: message });
    await eventually('the reply is read', () => siti.received.length === 1);
    expect(siti.received[0]).toMatchObject({ text: 'hati-hati', quotedId: id, to: message.key.remoteJid });
    await siti.write(forwarded('terusan'), { via });
    await client.got('terusan');
  }
  await eventually('all is acknowledged', () => server.waiting === 0);
  expect(server.acknowledged.map(({ how }) => how)).toEqual(['receipt', 'receipt', 'receipt', 'receipt']);
  expect(server.faults).toEqual([]);
});

test('a picture comes through byte for byte', async () => {
  await pair();
  const bytes = Buffer.alloc(70_000, 7);
  const siti = server.person('6281299990001');
  await siti.write(await server.media.image(bytes, { caption: 'poster' }));
  const { message } = await client.got('poster');
  const loaded = await downloadMediaMessage(message, 'buffer', {});
  expect(bytes.equals(loaded)).toBe(true);
});

test('every kind of content arrives as the client knows it', async () => {
  await pair();
  const siti = server.person('6281299990001');
  const bytes = Buffer.from('isi berkas');
  const { media } = server;
  const id = await siti.write(text('satu'));
  const kinds: [string, MessageContent][] = [
    ['extendedTextMessage', extendedText('kata')],
    ['extendedTextMessage', quoting('kata', id, siti.lidJid, 'satu')],
    ['ephemeralMessage', ephemeral(text('kata'))],
    ['viewOnceMessageV2', viewOnce(await media.image(bytes))],
    ['documentWithCaptionMessage', documentWithCaption(await media.document(bytes), 'kata')],
    ['documentMessage', await media.document(bytes, { name: 'kontrak.pdf' })],
    ['contactMessage', contact('Agen', '6281377770001')],
    ['locationMessage', location(-6.2, 106.8, 'Jakarta')],
    ['stickerMessage', await media.sticker(bytes)],
    ['audioMessage', await media.audio(bytes)],
    ['videoMessage', await media.video(bytes, { caption: 'kata' })],
    ['reactionMessage', reaction(id, '👍')],
    ['protocolMessage', edit(id, 'dua')],
    ['protocolMessage', revoke(id)],
  ];
  for (const [kind, message] of kinds) {
    const sentId = await siti.write(message);
    const find = () => client.upserts.find(upsert => upsert.message.key.id === sentId)?.message.message;
    await eventually(`${kind} arrives`, () => Boolean(find()));
    expect(Object.keys(find() ?? {})).toContain(kind);
  }
  expect(server.faults).toEqual([]);
});

test('typing is recorded', async () => {
  await pair();
  const siti = server.person('6281299990001');
  await client.socket.sendPresenceUpdate('composing', siti.lidJid);
  await client.socket.sendPresenceUpdate('paused', siti.jid);
  await eventually('typing has arrived', () => siti.chatStates.length === 2);
  expect(siti.chatStates.map(({ state, to }) => [state, to])).toEqual([
    ['composing', siti.lidJid],
    ['paused', siti.jid],
  ]);
});

test('what was written while nobody was there arrives at the next login, in order, as append', async () => {
  await pair();
  const [siti, budi] = [server.person('6281299990001'), server.person('6281299990002')];
  await siti.write('tersambung');
  await client.got('tersambung');
  await eventually('that is acknowledged', () => server.waiting === 0);
  server.drop();
  await client.closing(DisconnectReason.connectionClosed);
  await siti.write('satu');
  await budi.write('dua', { via: 'phone' });
  await siti.write('tiga');
  expect(server.waiting).toBe(3);
  await client.open();
  await eventually('all is acknowledged', () => server.waiting === 0);
  await client.got('tiga');
  const late = client.upserts.filter(({ type }) => type === 'append');
  expect(late.map(({ message }) => textOf(message))).toEqual(['satu', 'dua', 'tiga']);
  await siti.write('empat');
  expect((await client.got('empat')).type).toBe('notify');
  expect(server.faults).toEqual([]);
});

test('a message without a receipt is delivered again as it was, and one with a receipt is not', async () => {
  await pair();
  const siti = server.person('6281299990001');
  await siti.write('satu');
  await client.got('satu');
  await eventually('the first is acknowledged', () => server.waiting === 0);
  client.silence();
  const id = await siti.write('dua');
  await client.got('dua');
  server.drop();
  await client.closing(DisconnectReason.connectionClosed);
  await client.open();
  await eventually('the second is answered', () => server.waiting === 0);
  // The client has read these very bytes before, so their key is used up: 487 is how it says so.
  expect(server.acknowledged.at(-1)).toMatchObject({ id, how: 'nack', error: '487' });
});

test('a person can deliver a message twice', async () => {
  await pair();
  const siti = server.person('6281299990001');
  const id = await siti.write('satu');
  await client.got('satu');
  siti.repeat();
  await eventually('both are answered', () => server.acknowledged.length === 2);
  expect(server.acknowledged.map(entry => entry.id)).toEqual([id, id]);
});

test('a message that the client lost the session for is asked for, sealed anew and read', async () => {
  await pair();
  const siti = server.person('6281299990001');
  await siti.write('satu');
  const { message } = await client.got('satu');
  await client.socket.sendMessage(message.key.remoteJid!, { text: 'balasan' });
  await eventually('the reply is read', () => siti.received.length === 1);
  await client.socket.signalRepository.deleteSession([siti.lidJid]);
  await siti.write('dua');
  await client.got('dua');
  expect(server.retryRequests.length).toBeGreaterThan(0);
  await eventually('all is answered', () => server.waiting === 0);
  expect(server.faults).toEqual([]);
});

test('a reply that the phone cannot read is a fault, is asked for again and then read', async () => {
  await pair();
  const siti = server.person('6281299990001');
  await siti.write('satu');
  const { message } = await client.got('satu');
  const sessions = client.copy('session');
  await client.socket.sendMessage(message.key.remoteJid!, { text: 'balasan 1' });
  await eventually('the first reply is read', () => siti.received.length === 1);
  // As if the client had been killed before it saved: it seals with the same key once more.
  client.restore('session', sessions);
  await client.socket.sendMessage(message.key.remoteJid!, { text: 'balasan 2' });
  await eventually('the second reply is read', () => siti.received.length === 2);
  expect(siti.texts).toEqual(['balasan 1', 'balasan 2']);
  expect(server.faults).toHaveLength(1);
});

test('a message can be refused, and an acknowledgement left out', async () => {
  await pair();
  const siti = server.person('6281299990001');
  await siti.write('satu');
  await client.got('satu');
  server.ackNext({ error: '463' });
  const refused = await client.socket.sendMessage(siti.lidJid, { text: 'ditolak' });
  await eventually('the client hears of it', () => client.refusalOf(refused?.key.id) !== undefined);
  expect(client.refusalOf(refused?.key.id)).toContain('463');
  server.withholdNextAck();
  await client.socket.sendMessage(siti.lidJid, { text: 'diam-diam' });
  await client.socket.sendMessage(siti.lidJid, { text: 'biasa' });
  await eventually('the others are read', () => siti.received.length === 2);
  expect(siti.texts).toEqual(['diam-diam', 'biasa']);
  expect(server.sent.map(({ answer }) => answer)).toEqual(['nack', 'none', 'ack']);
});

test('what is not for the bot does not upset the client', async () => {
  await pair();
  const siti = server.person('6281299990001');
  await server.fromOwnPhone('dari pemilik', siti);
  server.status(siti, 'status');
  server.group(siti, 'grup');
  server.newsletter('buletin');
  server.unavailable(siti);
  server.call(siti);
  await siti.write('terakhir');
  expect((await client.got('dari pemilik')).message.key).toMatchObject({ fromMe: true, remoteJid: siti.jid });
  await client.got('buletin');
  await client.got('terakhir');
  expect(client.isOpen).toBe(true);
});

test('failures and stream errors are seen under their codes', async () => {
  await pair();
  server.streamError(440);
  await client.closing(440);
  server.failLogins(405);
  client.connect();
  await client.closing(405);
  server.failLogins(null);
  await client.open();
  server.streamError(401);
  await client.closing(401);
  client.connect();
  await eventually('the login is refused', () => client.closings.filter(code => code === 401).length === 2);
  server.refuse(true);
  client.connect();
  await eventually('the connection is refused', () => server.refusals > 0);
});

test('a client can be linked by a code that is typed', async () => {
  client.connect();
  await eventually('the client shows a code', () => client.qr !== undefined);
  const code = await client.socket.requestPairingCode('6281200000001');
  await eventually('the server knows', () => server.pairingRequests.length === 1);
  expect(server.pairingRequests[0]?.number).toBe('6281200000001');
  await server.enterCode(code);
  await client.closing(DisconnectReason.restartRequired);
  await client.open();
  expect(server.faults).toEqual([]);
});

test('references run out', async () => {
  await server.close();
  server = await startWhatsAppServer({ refsMax: 0 });
  client = new TestClient(server.url);
  client.connect();
  await client.closing(DisconnectReason.timedOut);
});
