/**
 * What a channel's own tests must provide so that the contract can be run over it: a person at the other end
 * of the network, and levers for the faults that network knows. One `<folder>-harness.ts` beside this file for
 * every folder in `src/channels/`, exporting `harness` and named in `channel-harnesses.ts`.
 */
import type { Accept, Channel, ChannelError } from '../../src/channels/channel.js';
import type { Log } from '../../src/logger.js';
import type { ChannelName } from '../../src/message.js';

export interface Abilities {
  /** The network delivers a message again when accept rejected it. */
  readonly redelivers: boolean;
  /** The network may deliver one message twice, and the harness can make it do so. */
  readonly repeats: boolean;
  /** The bot's own messages can come back to it. */
  readonly ownMessages: boolean;
  /** How a choice travels: as a press on a button, or as the digit that the person types. */
  readonly choices: 'press' | 'digit';
  /** The kinds of send failure that the harness can provoke. */
  readonly sendFailures: readonly ChannelError['kind'][];
}

export interface ChannelHarness {
  readonly name: ChannelName;
  readonly abilities: Abilities;
  /** How long a check waits for something to happen; 10 s where nothing is said. */
  readonly waitMaxMs?: number;
  /** Starts a channel over a network of its own. The channel is started when this resolves. */
  open(accept: Accept, log: Log): Promise<OpenChannel>;
}

export interface OpenChannel {
  readonly channel: Channel;
  /** Whatever names the person on this network (chat id, cookie …): must never be printed. */
  readonly secrets: readonly string[];
  /** The person writes a message; resolves when the network has it, not when it was accepted. */
  write(text: string): Promise<void>;
  /** The network delivers the person's last message once more. Only called where `repeats`. */
  repeat(): Promise<void>;
  /** The bot's own words arrive as an update. Only called where `ownMessages`. */
  writeAsBot(text: string): Promise<void>;
  /** The person takes choice `number` of the last reply: presses its button, or types the digit. */
  choose(number: number): Promise<void>;
  /** Each reply as the person sees it, oldest first: words only, markup already turned into looks. */
  seen(): Promise<readonly string[]>;
  /** The next send fails in this way. Only called for the kinds in `sendFailures`. */
  failNextSend(kind: ChannelError['kind']): Promise<void>;
  /** Stops channel and network, whatever state they are in. */
  close(): Promise<void>;
}
