/**
 * START READING HERE: the whole flow of one case.
 *
 *   channel → accept → inbox → case → intent → assessment → outcome → one commit → outbox → channel
 *
 * A message is "received" once it is in the inbox, and an answer is given once its step is committed; between the
 * two a crash costs nothing but time. What is thought happens in `conversation/` and `classifier/`, which touch
 * neither disk nor network; what is said comes from `replies/`.
 */

import { randomBytes } from 'node:crypto';
import { officialSite } from './advert/known-employers.js';
import type { Accept, Channel } from './channels/channel.js';
import { assess } from './classifier/assess.js';
import type { Clock } from './clock.js';
import { newCaseId } from './conversation/case-id.js';
import { converse } from './conversation/converse.js';
import { FRESH_SESSION, type Session } from './conversation/session.js';
import type { Speech } from './conversation/speech.js';
import type { ConversedOutcome } from './conversation/step.js';
import { isShortAnswer, understand } from './conversation/understand.js';
import { CaseCollector } from './delivery/case-collector.js';
import { FloodLimit } from './delivery/flood-limit.js';
import { gatherCase } from './delivery/gather-case.js';
import { OutboxSender } from './delivery/outbox-sender.js';
import type { House } from './files/house.js';
import { errorCode, type Log } from './logger.js';
import type { ChannelName } from './message.js';
import { composeReply } from './replies/compose-reply.js';
import { contactsFrom } from './replies/contacts-for.js';
import { quoteAround } from './replies/quote.js';
import type { Outgoing } from './replies/reply.js';
import { isOwnReply, localeOf } from './replies/texts.js';
import { draftReport } from './reports/draft-report.js';
import { newReceipt } from './reports/receipt.js';
import { isoWeekOf } from './reports/week.js';
import type { InboxItem, Step, Store } from './store/store.js';

/** A case that could not be committed is tried again after this long … */
const COMMIT_RETRY_MS = 2_000;
/** … so often; after that it lies in the inbox until the next sweep or start. */
const COMMIT_TRIES_MAX = 30;
/** How often rows past their lifetime are deleted, and the bytes of committed messages with them. */
const SWEEP_EVERY_MS = 60_000;
const SETTLE_LONGEST_MS = 15_000;
const SETTLE_LOOK_MS = 20;

export interface AppOptions {
  readonly store: Store;
  readonly house: House;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly log: Log;
  readonly countReply?: (channel: ChannelName, result: 'sent' | 'retry' | 'gone' | 'refused') => void;
  readonly random?: () => number;
  readonly randomBytes?: (size: number) => Uint8Array;
  readonly caseQuietMs?: number;
}

export class App {
  readonly #channels: ReadonlyMap<ChannelName, Channel>;
  readonly #collector: CaseCollector;
  readonly #sender: OutboxSender;
  readonly #floods: FloodLimit;
  /** Said when nothing else can be put into words; made here, so that a house without it stops the start. */
  readonly #trouble: Outgoing;
  #sweeping: NodeJS.Timeout | null = null;
  #isStopping = false;

  constructor(private readonly options: AppOptions) {
    const { clock } = options;
    this.#channels = new Map(options.channels.map(channel => [channel.name, channel]));
    this.#floods = new FloodLimit(() => clock.now());
    this.#trouble = this.#inWords({ say: 'notice', notice: 'trouble' }, null);
    this.#collector = new CaseCollector(
      {
        handle: items => this.#answer(items),
        gathers: item => this.#channels.get(item.message.address.channel)?.gathers ?? false,
        closesAtOnce: item => this.#mustBeAnsweredNow(item),
        quietMs: options.caseQuietMs,
      },
      () => clock.now(),
    );
    this.#sender = new OutboxSender({
      store: options.store,
      channels: this.#channels,
      clock,
      log: options.log,
      lateDangerReply: () => this.#inWords({ say: 'notice', notice: 'danger_late' }, null),
      count: options.countReply ?? (() => {}),
      random: options.random ?? Math.random,
    });
  }

  /** Goes on with what a former run left, and opens the channels: what waits is sent once they can take it. */
  async start(): Promise<void> {
    this.#sweeping = setInterval(() => void this.#sweep(), SWEEP_EVERY_MS);
    await this.#resume();
    for (const channel of this.#channels.values()) await channel.start(this.accept);
    this.#sender.wake();
  }

  /** Closes the channels, finishes what is under way; what is left lies on disk. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#sweeping) clearInterval(this.#sweeping);
    await this.#collector.stop();
    // Together: the sender waits for what a channel is sending, and only the channel can cut it short.
    const channels = [...this.#channels.values()].map(channel => channel.stop());
    await Promise.allSettled([this.#sender.stop(), ...channels]);
  }

  /** Resolves when nothing is open and nothing waits to be sent, or after `SETTLE_LONGEST_MS`. */
  async settle(): Promise<void> {
    for (let waited = 0; waited < SETTLE_LONGEST_MS; waited += SETTLE_LOOK_MS) {
      if (this.#collector.busy === 0 && (await this.options.store.nextDueAtMs()) === null) return;
      await new Promise(resolve => setTimeout(resolve, SETTLE_LOOK_MS));
    }
  }

  /** Lets the outbox be looked at now, e.g. because somebody is back to fetch an answer. */
  wake(): void {
    this.#sender.wake();
  }

  /** The door for every channel: on disk first, then into a case. */
  readonly accept: Accept = async message => {
    const received = await this.options.store.receive(message);
    if (received.state === 'accepted') {
      this.#channels.get(message.address.channel)?.showTyping(message.address);
      this.#collector.add(received.item);
    }
    return received.state;
  };

  /** One case, from what a person sent to what is said, committed whole. */
  async #answer(items: readonly InboxItem[]): Promise<void> {
    const { store, log } = this.options;
    const [first] = items;
    if (!first) return;
    let step: Step | null = null;
    for (let attempt = 1; attempt <= COMMIT_TRIES_MAX; attempt++) {
      try {
        // Thought once, however often the disk refuses: each thought counts against the limit of the chat.
        // Never null from here on: a step without a session is one that forgets, with every reply that still waits.
        step ??= this.#stepFor(first, items, (await store.session(first.chatKey)) ?? FRESH_SESSION);
        await store.commit(step);
        this.#sender.wake();
        return;
      } catch (error) {
        log.error('case.commit_failed', { error: errorCode(error), attempt });
        if (this.#isStopping) return;
        await new Promise(resolve => setTimeout(resolve, COMMIT_RETRY_MS));
      }
    }
  }

  /** Never throws: words that cannot be found give way to those for trouble, and nothing is offered then. */
  #stepFor(first: InboxItem, items: readonly InboxItem[], before: Session): Step {
    const outcome = this.#think(items, before);
    let { session, report = null } = outcome;
    let said: readonly Outgoing[];
    try {
      said = outcome.speeches.map(speech => this.#inWords(speech, outcome.session ?? before));
    } catch (error) {
      this.options.log.error('reply.broken', { error: errorCode(error) });
      session = before;
      report = null;
      said = [this.#trouble];
    }
    return {
      chatKey: first.chatKey,
      address: first.message.address,
      inboxIds: items.map(({ id }) => id),
      session,
      replies: said.map(outgoing => ({
        outgoing,
        inReplyTo: items.at(-1)?.message.messageId ?? null,
        isDanger: outcome.isDanger,
      })),
      report,
      withdraw: outcome.withdraw ?? null,
    };
  }

  /** What the case means and what is said to it. Whatever breaks in here, the person gets a hotline. */
  #think(items: readonly InboxItem[], before: Session): ConversedOutcome {
    const { house, log, clock } = this.options;
    const random = this.options.randomBytes ?? randomBytes;
    const channel = items[0]?.message.address.channel;
    try {
      const given = gatherCase(items);
      const outcome = converse(
        understand(given, before, text => isOwnReply(text, house.texts)),
        before,
        given.messageCount,
        {
          assess: text => assess(text, house.ruleset),
          newCaseId: () => newCaseId(random),
          quote: quoteAround,
          draft: (text, assessment, typed) => draftReport(text, assessment, typed, house.ruleset),
          newReceipt: () => newReceipt(random),
          week: isoWeekOf(clock.now()),
          countsReports: channel !== 'web',
        },
      );
      // Somebody in danger is answered always, and who asks to be forgotten is obeyed always.
      if (outcome.isDanger || outcome.session === null) return outcome;
      return this.#withinBudget(items, outcome, before);
    } catch (error) {
      log.error('case.broken', { error: errorCode(error) });
      return { session: before, speeches: [{ say: 'notice', notice: 'trouble' }], isDanger: false };
    }
  }

  /** One chat cannot take the bot away from the others; somebody in danger is answered always. */
  #withinBudget(items: readonly InboxItem[], outcome: ConversedOutcome, before: Session): ConversedOutcome {
    const [first] = items as readonly [InboxItem];
    const budget = this.#floods.next(first.chatKey);
    if (budget === 'answer') return outcome;
    const waitsForAnswer = this.#channels.get(first.message.address.channel)?.gathers === false;
    const speeches: Speech[] =
      budget === 'say_so' || waitsForAnswer ? [{ say: 'notice', notice: 'slow_down' }] : [];
    return { session: before, speeches, isDanger: false };
  }

  #inWords(speech: Speech, session: Session | null): Outgoing {
    const { texts, contacts, ruleset } = this.options.house;
    const locale = localeOf(session?.locale ?? '');
    return {
      kind: 'text',
      reply: composeReply(speech, {
        texts,
        locale,
        contactsFor: contactsFrom(contacts, texts, this.options.clock),
        siteOf: id => officialSite(ruleset.employers, id),
      }),
    };
  }

  #mustBeAnsweredNow({ message: { content } }: InboxItem): boolean {
    if (content.kind === 'choice') return true;
    const text =
      content.kind === 'text' || content.kind === 'contact'
        ? content.text
        : 'caption' in content
          ? content.caption
          : '';
    try {
      return (
        text !== '' && (isShortAnswer(text) || assess(text, this.options.house.ruleset).kind === 'danger')
      );
    } catch {
      return true; // What breaks here breaks again in #think, and is told and answered there.
    }
  }

  /** What lies in the inbox of no open case: left by a former run, or by a commit that failed to the end. */
  async #resume(): Promise<void> {
    for (const item of await this.options.store.waitingInbox()) this.#collector.add(item);
  }

  async #sweep(): Promise<void> {
    try {
      await this.options.store.sweep();
      await this.#resume();
    } catch (error) {
      this.options.log.error('store.sweep_failed', { error: errorCode(error) });
    }
  }
}
