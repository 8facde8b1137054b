import { describe, expect, it } from 'vitest';
import { type Proto, proto } from '../../../src/channels/whatsapp/baileys.js';
import { TEXT_LENGTH_MAX, translateMessage } from '../../../src/channels/whatsapp/translate-message.js';

type Message = Proto.IMessage;
const FORWARDED = { isForwarded: true, forwardingScore: 7 };
const WORDS = 'Dicari admin, gaji 12 jt';
const image = (over: Proto.Message.IImageMessage = {}) => ({
  imageMessage: { mediaKey: Buffer.alloc(32, 1), url: 'https://mmg.example/x', directPath: '/x', ...over },
});
const text = (forwarded = false) => ({ kind: 'text', text: WORDS, forwarded });

describe('a WhatsApp message', () => {
  it.each<[string, Message, object]>([
    ['plain', { conversation: WORDS }, text()],
    ['with a link', { extendedTextMessage: { text: WORDS } }, text()],
    ['forwarded', { extendedTextMessage: { text: WORDS, contextInfo: FORWARDED } }, text(true)],
    ['that vanishes', { ephemeralMessage: { message: { conversation: WORDS } } }, text()],
    ['to be seen once', { viewOnceMessageV2: { message: { conversation: WORDS } } }, text()],
    [
      'in two wrappers',
      { ephemeralMessage: { message: { viewOnceMessage: { message: { conversation: WORDS } } } } },
      text(),
    ],
    ['under a video, forwarded', { videoMessage: { caption: WORDS, contextInfo: FORWARDED } }, text(true)],
    [
      'of a business with buttons',
      { templateMessage: { hydratedTemplate: { hydratedContentText: WORDS } } },
      text(),
    ],
    [
      'of a business with a list',
      { listMessage: { title: 'Loker', description: WORDS } },
      { kind: 'text', text: `Loker\n${WORDS}`, forwarded: false },
    ],
    ['of a business that is interactive', { interactiveMessage: { body: { text: WORDS } } }, text()],
    [
      'that invites to a group',
      { groupInviteMessage: { groupName: 'LOKER LN', caption: WORDS } },
      { kind: 'text', text: `LOKER LN\n${WORDS}`, forwarded: false },
    ],
  ])('%s arrives as its words', (_, message, content) => {
    expect(translateMessage(message)?.content).toEqual(content);
  });

  it.each<[string, Message, string]>([
    ['a picture', image({ caption: WORDS }), 'picture'],
    ['a picture to be seen once', { viewOnceMessageV2: { message: image({ caption: WORDS }) } }, 'picture'],
    [
      'a document with its caption',
      {
        documentWithCaptionMessage: {
          message: {
            documentMessage: { caption: WORDS, mimetype: 'application/pdf', mediaKey: Buffer.alloc(32, 1) },
          },
        },
      },
      'document',
    ],
  ])('%s keeps its caption and what is needed to fetch it', (_, message, kind) => {
    const content = translateMessage(message)?.content as { kind: string; caption: string; fileRef: string };
    expect([content.kind, content.caption]).toEqual([kind, WORDS]);
    expect(JSON.parse(content.fileRef).mediaKey).toBe(Buffer.alloc(32, 1).toString('base64'));
  });

  it('a contact card arrives as name and numbers', () => {
    const vcard =
      'BEGIN:VCARD\nVERSION:3.0\nN:;Budi;;;\nFN:Budi\nitem1.TEL;waid=855120000000:+855 12 000 000\nTEL;TYPE=CELL:+62 811\nEND:VCARD';
    const card = { displayName: 'Budi', vcard };
    const content = { kind: 'contact', text: 'Budi\n+855 12 000 000\n+62 811' };
    expect(translateMessage({ contactMessage: card })?.content).toEqual(content);
    expect(translateMessage({ contactsArrayMessage: { contacts: [card] } })?.content).toEqual(content);
  });

  it.each<[string, Message]>([
    ['voice', { audioMessage: { ptt: true } }],
    ['video', { videoMessage: {} }],
    ['video', { ptvMessage: {} }],
    ['sticker', { stickerMessage: {} }],
    ['location', { liveLocationMessage: {} }],
    ['poll', { pollCreationMessageV3: { name: 'x' } }],
    ['other', { eventMessage: { name: 'x' } }],
    ['other', { contactMessage: { displayName: '', vcard: '' } }],
  ])('that cannot be read is %s', (what, message) => {
    expect(translateMessage(message)?.content).toEqual({ kind: 'unsupported', what });
  });

  it.each<[string, Message]>([
    ['a reaction', { reactionMessage: { text: '👍' } }],
    ['a withdrawal', { protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE } }],
    ['keys', { senderKeyDistributionMessage: {}, messageContextInfo: {} }],
    ['the head of an album', { albumMessage: { expectedImageCount: 3 } }],
    ['a vote', { pollUpdateMessage: {} }],
    ['nothing', {}],
    ['an empty wrapper', { ephemeralMessage: {} }],
  ])('that says nothing is none: %s', (_, message) => {
    expect(translateMessage(message)).toBeNull();
  });

  it.each([
    ['as a protocol message', (inner: Message) => inner],
    ['in its wrapper', (inner: Message) => ({ editedMessage: { message: inner } })],
  ])('that was changed names the one that it replaces: %s', (_, wrap) => {
    const protocolMessage = {
      type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT,
      key: { id: 'ASLI' },
      editedMessage: { conversation: WORDS },
    };
    const carried = translateMessage(wrap({ protocolMessage }));
    expect([carried?.edits, carried?.content]).toEqual(['ASLI', text()]);
  });

  it('tells after how long messages vanish in its chat', () => {
    const message = { extendedTextMessage: { text: WORDS, contextInfo: { expiration: 604_800 } } };
    expect(translateMessage({ ephemeralMessage: { message } })?.vanishAfterS).toBe(604_800);
    expect(translateMessage({ conversation: WORDS })?.vanishAfterS).toBe(0);
  });

  it('of any length is cut to what WhatsApp itself would let through', () => {
    const { content } = translateMessage({ conversation: 'x'.repeat(TEXT_LENGTH_MAX + 1) }) ?? {};
    expect(content).toMatchObject({ kind: 'text' });
    expect((content as { text: string }).text).toHaveLength(TEXT_LENGTH_MAX);
  });

  it('survives its own encoding, so that no field above is invented', () => {
    const sent = {
      ephemeralMessage: { message: { extendedTextMessage: { text: WORDS, contextInfo: FORWARDED } } },
    };
    const decoded = proto.Message.decode(proto.Message.encode(proto.Message.fromObject(sent)).finish());
    expect(translateMessage(decoded)?.content).toEqual(text(true));
  });
});
