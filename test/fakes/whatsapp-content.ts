/**
 * What people send on WhatsApp, as the proto messages that their phones make of it, and the few questions the test
 * server asks of a message: its words, what it quotes, what kind of stanza carries it. Pictures and other files
 * come from the media store. Everything here is pure.
 */
import { normalizeMessageContent, proto } from '@whiskeysockets/baileys';

export type MessageContent = proto.IMessage;

export function text(words: string): MessageContent {
  return { conversation: words };
}

/** A text that carries context, as one with a link or a forwarded one does. */
export function extendedText(words: string, contextInfo: proto.IContextInfo = {}): MessageContent {
  return { extendedTextMessage: { text: words, contextInfo } };
}

/** `score` is how often it was forwarded; from 5 on WhatsApp says "many times". */
export function forwarded(words: string, score = 1): MessageContent {
  return extendedText(words, { isForwarded: true, forwardingScore: score });
}

export function quoting(
  words: string,
  stanzaId: string,
  participant: string,
  quoted: string,
): MessageContent {
  return extendedText(words, { stanzaId, participant, quotedMessage: { conversation: quoted } });
}

/** In a chat whose messages disappear. */
export function ephemeral(message: MessageContent): MessageContent {
  return { ephemeralMessage: { message } };
}

export function viewOnce(message: MessageContent): MessageContent {
  return { viewOnceMessageV2: { message } };
}

/** A document with words under it, wrapped as phones wrap it. */
export function documentWithCaption(document: MessageContent, caption: string): MessageContent {
  const documentMessage = { ...document.documentMessage, caption };
  return { documentWithCaptionMessage: { message: { documentMessage } } };
}

export function contact(name: string, number: string): MessageContent {
  const vcard = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${name};;;`,
    `FN:${name}`,
    `item1.TEL;waid=${number}:+${number}`,
    'item1.X-ABLabel:Ponsel',
    'END:VCARD',
  ].join('\n');
  return { contactMessage: { displayName: name, vcard } };
}

export function location(latitude: number, longitude: number, name?: string): MessageContent {
  return {
    locationMessage: {
      degreesLatitude: latitude,
      degreesLongitude: longitude,
      ...(name !== undefined && { name }),
    },
  };
}

/** New words for a message of before; `jid` is the chat as the writer's phone calls it. */
export function edit(id: string, words: string, jid = ''): MessageContent {
  return {
    protocolMessage: {
      key: { remoteJid: jid, fromMe: true, id },
      type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT,
      editedMessage: { conversation: words },
      timestampMs: Date.now(),
    },
  };
}

export function revoke(id: string, jid = ''): MessageContent {
  return {
    protocolMessage: {
      key: { remoteJid: jid, fromMe: true, id },
      type: proto.Message.ProtocolMessage.Type.REVOKE,
    },
  };
}

/** An emoji on a message; `fromMe` when it is the writer's own. */
export function reaction(id: string, emoji: string, fromMe = false): MessageContent {
  return {
    reactionMessage: { key: { remoteJid: '', fromMe, id }, text: emoji, senderTimestampMs: Date.now() },
  };
}

/** Body or caption of what the bot sent; the new words of an edit. */
export function textOf(message: proto.IMessage): string {
  const inner = normalizeMessageContent(message);
  const edited = inner?.protocolMessage?.editedMessage;
  if (edited) return textOf(edited);
  return (
    inner?.conversation ||
    inner?.extendedTextMessage?.text ||
    inner?.imageMessage?.caption ||
    inner?.videoMessage?.caption ||
    inner?.documentMessage?.caption ||
    ''
  );
}

export function quotedIdOf(message: proto.IMessage): string | undefined {
  const inner = normalizeMessageContent(message);
  const carrier = inner?.extendedTextMessage ?? inner?.imageMessage ?? inner?.documentMessage;
  return carrier?.contextInfo?.stanzaId ?? undefined;
}

const MEDIA: readonly (readonly [keyof proto.IMessage, string])[] = [
  ['imageMessage', 'image'],
  ['videoMessage', 'video'],
  ['audioMessage', 'audio'],
  ['documentMessage', 'document'],
  ['stickerMessage', 'sticker'],
  ['contactMessage', 'vcard'],
  ['locationMessage', 'location'],
];

/** The stanza's type, and the media type of its sealed part. */
export function stanzaKindOf(message: proto.IMessage): { type: string; mediatype?: string } {
  const inner = normalizeMessageContent(message) ?? {};
  if (inner.reactionMessage) return { type: 'reaction' };
  const media = MEDIA.find(([field]) => inner[field]);
  return media ? { type: 'media', mediatype: media[1] } : { type: 'text' };
}
