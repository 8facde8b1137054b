/**
 * The truth of a run, kept by the driver and by nobody else: what was written, what the program acknowledged, what
 * it answered, and when it was killed. Persons go by names of ours ("t12"), never by an address.
 */
import type { ReplyKind } from './words.js';

export const WAYS_IN = ['telegram', 'whatsapp', 'web'] as const;
export type WayIn = (typeof WAYS_IN)[number];

/**
 * `waiting`: no acknowledgement was seen · `acknowledged` · `refused`: the program said that it cannot take it ·
 * `replaced`: the page asked to paste the text again, and the person did.
 */
export type MessageState = 'waiting' | 'acknowledged' | 'refused' | 'replaced';

export interface WrittenMessage {
  readonly person: string;
  readonly way: WayIn;
  /** What must answer it, once. */
  readonly expects: ReplyKind;
  state: MessageState;
  /** How often it was handed to the network. */
  deliveries: number;
}

export interface SeenReply {
  readonly person: string;
  readonly way: WayIn;
  readonly kind: ReplyKind;
  /** Equal for one reply sent twice: its words with its buttons, or its id where the network knows one. */
  readonly mark: string;
  /** What it says; never printed. */
  readonly words: string;
  /** The process that sent it: the number of kills before it was started. */
  readonly run: number;
}

/** A report that somebody made, told by the recruiter's number that only they gave. */
export interface MadeReport {
  readonly person: string;
  readonly recruiter: string;
  /** The person was told so. */
  wasKept: boolean;
  receipt: string | null;
  wasWithdrawn: boolean;
}

export interface History {
  readonly messages: readonly WrittenMessage[];
  readonly replies: readonly SeenReply[];
  readonly reports: readonly MadeReport[];
  /** How many reports are kept about each recruiter, after the end. */
  readonly kept: ReadonlyMap<string, number>;
  readonly kills: number;
  /** What a phone could not read, and whatever else the servers complain of. */
  readonly faults: readonly string[];
  /** Runs that ended though nobody killed them, and stops that did not go well. */
  readonly ends: readonly string[];
  /** What SQLite says to `pragma integrity_check`; null where it was not asked. */
  readonly integrity: string | null;
}

/** Where the history is written down while it happens. */
export class Keeper {
  readonly messages: WrittenMessage[] = [];
  readonly replies: SeenReply[] = [];
  readonly reports: MadeReport[] = [];
  readonly ends: string[] = [];
  /** The number of kills so far: the process that runs now. */
  run = 0;
  /** Told of everything that a kill could follow at once. */
  onSign: (sign: Sign, way: WayIn) => void = () => {};
  readonly #byPerson = new Map<string, SeenReply[]>();

  wrote(person: string, way: WayIn, expects: ReplyKind): WrittenMessage {
    const message: WrittenMessage = { person, way, expects, state: 'waiting', deliveries: 1 };
    this.messages.push(message);
    return message;
  }

  acknowledged(message: WrittenMessage): void {
    message.state = 'acknowledged';
    this.onSign('acknowledgement', message.way);
  }

  saw(reply: Omit<SeenReply, 'run'>, run = this.run): void {
    const seen = { ...reply, run };
    this.replies.push(seen);
    const own = this.#byPerson.get(reply.person);
    if (own) own.push(seen);
    else this.#byPerson.set(reply.person, [seen]);
    this.onSign('answer', reply.way);
  }

  repliesTo(person: string): readonly SeenReply[] {
    return this.#byPerson.get(person) ?? [];
  }
}

export type Sign = 'acknowledgement' | 'answer';
