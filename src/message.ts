/**
 * What comes in from a chat and where an answer goes. A person's address exists only in this module
 * and in the rooms that carry messages (channels, delivery, store); nothing that judges, reports or
 * reviews may import it.
 */
import { inspect } from 'node:util';

/** Every chat network the program can speak on. */
export const CHANNEL_NAMES = ['telegram', 'whatsapp', 'web', 'console'] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/**
 * Where to answer one person (or one group). Its id is readable only through `reveal()`: printed, it shows
 * nothing; serialised, it is `{}`; and it is not assignable to a string.
 */
export class ChatAddress {
  readonly #channel: ChannelName;
  readonly #nativeId: string;

  constructor(channel: ChannelName, nativeId: string) {
    this.#channel = channel;
    this.#nativeId = nativeId;
  }

  get channel(): ChannelName {
    return this.#channel;
  }

  /** The network's own id. Only channels (to send) and the store (to seal and to key) call this. */
  reveal(): { channel: ChannelName; nativeId: string } {
    return { channel: this.#channel, nativeId: this.#nativeId };
  }

  toJSON(): Record<string, never> {
    return {};
  }

  toString(): string {
    return '[ChatAddress]';
  }

  [inspect.custom](): string {
    return '[ChatAddress]';
  }
}

/** A press on a numbered choice: which case it belonged to and which number. */
export interface ChoicePress {
  /** The case the button was drawn for; 6 consonants, see `conversation/case-id.ts`. */
  readonly caseId: string;
  /** 1 to 5. */
  readonly number: number;
}

/** What one message carried. Files stay references: reading one is a bounded job of its own. */
export type InboundContent =
  | { readonly kind: 'text'; readonly text: string; readonly forwarded: boolean }
  | { readonly kind: 'choice'; readonly press: ChoicePress }
  | {
      readonly kind: 'picture';
      readonly fileRef: string;
      readonly caption: string;
      readonly forwarded: boolean;
    }
  | {
      readonly kind: 'document';
      readonly fileRef: string;
      readonly mediaType: string;
      readonly caption: string;
      readonly forwarded: boolean;
    }
  /** A shared contact card, as lines that read like text ("Budi +62…"). */
  | { readonly kind: 'contact'; readonly text: string }
  /** A kind the bot cannot read: voice note, sticker, video, location, poll … */
  | { readonly kind: 'unsupported'; readonly what: UnsupportedKind };

export const UNSUPPORTED_KINDS = ['voice', 'video', 'sticker', 'location', 'poll', 'other'] as const;
export type UnsupportedKind = (typeof UNSUPPORTED_KINDS)[number];

/** One message of one seeker, in no network's dialect. */
export interface InboundMessage {
  readonly address: ChatAddress;
  /** The network's id of this message, unique within the chat; an edit carries its own id. */
  readonly messageId: string;
  readonly content: InboundContent;
  /** True when this replaces an earlier message of the same chat. */
  readonly edited: boolean;
  /** When the person wrote it, by the network's clock; epoch milliseconds. */
  readonly sentAtMs: number;
}
