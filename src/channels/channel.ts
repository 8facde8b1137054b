/**
 * What every chat network must offer. A channel translates and delivers; it does not think, keeps nothing on
 * disk and never judges a text. It hands each inbound message to `accept` and only then tells its network
 * "received". Every folder in `channels/` is run through `test/contracts/channel-contract.ts`.
 */
import type { ChannelName, ChatAddress, InboundMessage } from '../message.js';
import type { Outgoing } from '../replies/reply.js';

/**
 * Puts a message into the inbox. Resolves once it is on disk (or known from before); rejects when it is not:
 * the channel then must not acknowledge it, so that the network delivers it again.
 */
export type Accept = (message: InboundMessage) => Promise<'accepted' | 'duplicate'>;

/** What a channel says of itself to the operator; `hint` is one line of what to do, no address in it. */
export interface ChannelStatus {
  readonly state: 'off' | 'starting' | 'on' | 'down';
  readonly hint: string;
}

export interface SendContext {
  /** The inbound message this answers; a channel may quote it, but never under a reply of kind `danger`. */
  readonly inReplyTo: string | null;
  /** The same for every try of one reply: channels that can, make a resend recognisable by it. */
  readonly key: string;
  /** True for the last reply of one step: a web request is answered with everything up to it. */
  readonly isLast: boolean;
}

export interface Channel {
  readonly name: ChannelName;
  /** True when people send in pieces here, so that messages are gathered into a case; false answers at once. */
  readonly gathers: boolean;
  /** True where a reply that is sent twice is seen twice; false where the network knows it again by its key. */
  readonly showsRepeats: boolean;
  /** Starts receiving. Resolves when it tries to; never throws because a network is down. */
  start(accept: Accept): Promise<void>;
  stop(): Promise<void>;
  status(): ChannelStatus;
  /** Resolves once the network has taken the reply. @throws ChannelError */
  send(address: ChatAddress, outgoing: Outgoing, context: SendContext): Promise<void>;
  /** Shows "typing" where there is such a thing; never throws, never waits for the network. */
  showTyping(address: ChatAddress): void;
  /** Deletes a message where the network lets the bot do so; false where it does not. @throws ChannelError */
  deleteMessage(address: ChatAddress, messageId: string): Promise<boolean>;
}

/**
 * Why a reply was not delivered: `retry` – try again, not before `afterMs`; `gone` – this chat cannot be
 * reached any more (blocked, deleted); `refused` – the network will never take this reply.
 */
export class ChannelError extends Error {
  constructor(
    readonly kind: 'retry' | 'gone' | 'refused',
    /** A code for the log; never text, names, numbers or chat ids. */
    readonly code: string,
    readonly afterMs = 0,
  ) {
    super(`${kind}: ${code}`);
    this.name = 'ChannelError';
  }
}
