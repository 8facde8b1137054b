/**
 * What every channel must do, as checks over a harness: each opens a channel with a network of its own, lets a
 * person and the bot act, and throws when the channel breaks its promise. `channels.test.ts` runs them over every
 * folder of `src/channels/`, and over channels that were broken on purpose.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { expect } from 'vitest';
import { ChannelError } from '../../src/channels/channel.js';
import type { Reply } from '../../src/replies/reply.js';
import { type Conversation, converse, type Decide } from './channel-conversation.js';
import type { ChannelHarness } from './channel-harness.js';
import { liveLinks } from './live-links.js';
import {
  ALLOWED_LINKS,
  HIDDEN_LETTERS,
  HOSTILE_WORDS,
  LEVEL_LINE,
  noticeReply,
  VERDICT_LABELS,
  verdictReply,
} from './sample-replies.js';

export type ChannelCheck = (harness: ChannelHarness) => Promise<void>;

/** Long enough for a message that should not come to come, on loopback. */
const SILENCE_MS = 150;
const GREETING = 'Lowongan admin, gaji 12jt, tanpa pengalaman. Benar?';

/** The inbox fails once, with the person's words in its error. */
const REJECT_FIRST: Decide = async (_message, nth) => {
  if (nth === 1) throw new Error(GREETING);
  return 'accepted';
};

export const CHANNEL_CHECKS = {
  'a text arrives once, with its words, its chat and an id': harness =>
    converse(harness, async ({ open, accepted, heard }) => {
      const message = await heard(GREETING);
      await delay(SILENCE_MS);
      expect(accepted).toHaveLength(1);
      expect(message.content).toEqual({ kind: 'text', text: GREETING, forwarded: false });
      expect(message.edited).toBe(false);
      expect(message.messageId).not.toBe('');
      expect(message.address.channel).toBe(open.channel.name);
      expect(Math.abs(message.sentAtMs - Date.now())).toBeLessThan(60_000);
      const second = await heard(`${GREETING} 2`);
      expect(second.messageId).not.toBe(message.messageId);
      expect(second.address.reveal()).toEqual(message.address.reveal());
    }),

  'a message that the network repeats is offered again under the same id': async harness => {
    if (!harness.abilities.repeats) return;
    await converse(harness, async ({ open, accepted, heard, until }) => {
      const first = await heard(GREETING);
      await open.repeat();
      await until(() => accepted.length === 2, 'the repeated message came in');
      expect(accepted[1]!.messageId).toBe(first.messageId);
      expect(accepted[1]!.content).toEqual(first.content);
    });
  },

  'a message that accept rejects comes again': async harness => {
    if (!harness.abilities.redelivers) return;
    await converse(
      harness,
      async ({ accepted, heard, until }) => {
        const first = await heard(GREETING);
        await until(() => accepted.length === 2, 'the rejected message came again');
        expect(accepted[1]!.messageId).toBe(first.messageId);
        await delay(SILENCE_MS);
        expect(accepted).toHaveLength(2);
      },
      REJECT_FIRST,
    );
  },

  'a rejecting accept does not end the channel': harness => {
    return converse(
      harness,
      async ({ open, accepted, heard, until }) => {
        await heard(GREETING);
        await open.write('Masih di sana?');
        const texts = () => accepted.map(({ content }) => (content.kind === 'text' ? content.text : ''));
        await until(() => texts().includes('Masih di sana?'), 'the next message came in');
      },
      REJECT_FIRST,
    );
  },

  "the bot's own words are no message": async harness => {
    if (!harness.abilities.ownMessages) return;
    await converse(harness, async ({ open, accepted, heard }) => {
      await open.writeAsBot('Bot ini bisa salah.');
      await heard(GREETING);
      expect(accepted).toHaveLength(1);
    });
  },

  'a choice comes back with its case and number, or as the digit': harness =>
    converse(harness, async ({ open, accepted, heard, send, until }) => {
      const { address } = await heard(GREETING);
      await send(address, verdictReply('fghjkm'));
      await until(async () => (await open.seen()).length === 1, 'the reply was shown');
      await open.choose(3);
      await until(() => accepted.length === 2, 'the choice came in');
      const choice = accepted[1]!;
      expect(choice.content).toEqual(
        harness.abilities.choices === 'press'
          ? { kind: 'choice', press: { caseId: 'fghjkm', number: 3 } }
          : { kind: 'text', text: '3', forwarded: false },
      );
      expect(choice.messageId).not.toBe(accepted[0]!.messageId);
      expect(choice.address.reveal()).toEqual(address.reveal());
    }),

  'a reply shows the level first, each reason with its quotation, each contact, each choice': harness =>
    converse(harness, async conversation => {
      const text = await shown(conversation, verdictReply());
      expect(text.split('\n')[0]).toContain(LEVEL_LINE);
      const inOrder = [
        LEVEL_LINE,
        'Berangkat pakai visa wisata',
        'tebal',
        'Nama perusahaan tidak ada',
        'Jangan serahkan paspor & KTP.',
        'Kantor Contoh',
        'per Desember 2025',
        '+00 000 0001',
        'https://laman.example/lapor',
        'Bot ini bisa salah',
      ];
      expect(placesOf(inOrder, text)).toEqual(inOrder);
      for (const label of VERDICT_LABELS) expect(text).toContain(label);
      expect(text.split('\n').map(line => line.trim())).toContain('+00 000 0001');
    }),

  'a reply holds no live link but those of contacts': harness =>
    converse(harness, async conversation => {
      const text = await shown(conversation, verdictReply());
      expect(liveLinks(text, ALLOWED_LINKS)).toEqual([]);
      for (const link of ALLOWED_LINKS) expect(text).toContain(link);
    }),

  'a hostile quotation is shown as the words that it is, on one line': harness =>
    converse(harness, async conversation => {
      const text = await shown(conversation, verdictReply());
      expect(text).not.toMatch(HIDDEN_LETTERS);
      const line = text.split('\n').find(each => each.includes('tebal')) ?? '';
      expect(placesOf(HOSTILE_WORDS, line)).toEqual(HOSTILE_WORDS);
    }),

  'a failed send says whether to try again': async harness => {
    for (const kind of harness.abilities.sendFailures) {
      await converse(harness, async ({ open, heard, send }) => {
        const { address } = await heard(GREETING);
        await open.failNextSend(kind);
        const outcome = await send(address, noticeReply('Baik.')).catch((error: unknown) => error);
        expect(outcome).toBeInstanceOf(ChannelError);
        expect((outcome as ChannelError).kind).toBe(kind);
      });
    }
  },

  'showTyping never throws, whatever the network does': harness =>
    converse(harness, async ({ open, heard }) => {
      const { address } = await heard(GREETING);
      open.channel.showTyping(address);
      await open.close();
      open.channel.showTyping(address);
    }),

  'after stop nothing comes in, and stopping twice is no fault': harness =>
    converse(harness, async ({ open, accepted, heard }) => {
      await heard(GREETING);
      await open.channel.stop();
      await open.channel.stop();
      await open.write('Masih di sana?').catch(() => undefined);
      await delay(SILENCE_MS);
      expect(accepted).toHaveLength(1);
      expect(open.channel.status().state).toBe('off');
    }),

  'neither chat nor words are printed, also when things fail': harness => {
    return converse(
      harness,
      async ({ open, printed, heard, send }) => {
        const { address } = await heard(GREETING);
        await send(address, verdictReply());
        for (const kind of harness.abilities.sendFailures) {
          await open.failNextSend(kind);
          await send(address, noticeReply('Jangan berangkat dulu.')).catch(() => undefined);
        }
        await delay(SILENCE_MS);
        const all = [printed(), inspect(open.channel), inspect(open.channel.status()), inspect(address)].join(
          '\n',
        );
        for (const secret of [...open.secrets, GREETING, 'Jangan berangkat', 'tebal']) {
          expect(all.includes(secret), 'a chat or words were printed').toBe(false);
        }
      },
      REJECT_FIRST,
    );
  },
} satisfies Readonly<Record<string, ChannelCheck>>;

export type CheckName = keyof typeof CHANNEL_CHECKS;

/** Sends the reply to a person who wrote, and waits for what is seen of it. */
async function shown({ open, heard, send, until }: Conversation, reply: Reply): Promise<string> {
  const { address } = await heard(GREETING);
  await send(address, reply);
  await until(async () => (await open.seen()).length > 0, 'the reply was shown');
  return (await open.seen())[0]!;
}

/** Those of `words` that stand in `text` one after the other, until the first that does not. */
function placesOf(words: readonly string[], text: string): readonly string[] {
  let at = 0;
  const found: string[] = [];
  for (const word of words) {
    const place = text.indexOf(word, at);
    if (place < 0) break;
    found.push(word);
    at = place + word.length;
  }
  return found;
}
