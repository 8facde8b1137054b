/** A web channel with one visitor, no server: what it takes in is remembered, replies are sent by hand. */
import type { Accept } from '../../../src/channels/channel.js';
import { WebChannel, type WebChannelOptions } from '../../../src/channels/web/web-channel.js';
import { newWebId } from '../../../src/channels/web/web-id.js';
import type { InboundContent, InboundMessage } from '../../../src/message.js';
import type { Outgoing } from '../../../src/replies/reply.js';

export const text = (words: string): InboundContent => ({ kind: 'text', text: words, forwarded: false });

export function outgoing(words: string): Outgoing {
  return {
    kind: 'text',
    reply: {
      kind: 'notice',
      level: null,
      blocks: [{ type: 'lines', lines: [[{ text: words, bold: false }]] }],
      choices: [],
      caseId: null,
    },
  };
}

export const wordsOf = (all: readonly Outgoing[]) =>
  all.map(({ reply: { blocks } }) => (blocks[0]?.type === 'lines' ? blocks[0].lines[0]?.[0]?.text : null));

/** A channel whose accept remembers what came and answers as told. */
export async function open(options: WebChannelOptions = {}) {
  const taken: InboundMessage[] = [];
  const known = new Set<string>();
  let onTaken: (message: InboundMessage) => void = () => undefined;
  const accept: Accept = async message => {
    if (known.has(message.messageId)) return 'duplicate';
    known.add(message.messageId);
    taken.push(message);
    onTaken(message);
    return 'accepted';
  };
  const clock = { nowMs: 1_000_000, now: () => clock.nowMs };
  const channel = new WebChannel({
    clock,
    replyWaitMs: 2_000,
    repeatWaitMs: 20,
    collectWaitMs: 2_000,
    ...options,
  });
  await channel.start(accept);
  const send = (message: InboundMessage, words: string, isLast = true, key = words) =>
    channel.send(message.address, outgoing(words), { inReplyTo: message.messageId, key, isLast });
  return {
    channel,
    clock,
    taken,
    send,
    whenTaken: (react: (message: InboundMessage) => void) => {
      onTaken = react;
    },
  };
}

/** Sends nobody looks at: a refusal is part of what the test is about. */
export const quietly = (sent: Promise<void>) => void sent.catch(() => undefined);

export const SESSION = newWebId();
