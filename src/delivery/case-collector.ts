/**
 * Gathers the messages of one person into a case: people send an advert in pieces, and "ini aman?" after it.
 * Inbox items come in, cases go out, one at a time for each chat and in order. It holds nothing on disk: what is
 * open when the process ends lies in the inbox and is gathered again at the next start.
 */
import type { InboxItem } from '../store/store.js';

/** A case closes when nothing has come for this long … */
export const CASE_QUIET_MS = 1_500;
/** … and at the latest this long after its first message. */
export const CASE_LONGEST_MS = 6_000;
/** A case with so many messages closes at once. */
export const CASE_MESSAGES_MAX = 20;
/** With so many cases open at once, a new message closes its case at once: memory has a limit, answers do not. */
export const CASES_OPEN_MAX = 20_000;

export interface CollectorOptions {
  /** Handles one case; must not throw: whatever breaks is its own to answer for. */
  readonly handle: (items: readonly InboxItem[]) => Promise<void>;
  /** True when this message must be answered now: a plea, a choice, a keyword. */
  readonly closesAtOnce: (item: InboxItem) => boolean;
  /** True where people send in pieces; false closes each message as its own case. */
  readonly gathers: (item: InboxItem) => boolean;
  /** `CASE_QUIET_MS` unless somebody must not wait, e.g. a played conversation. */
  readonly quietMs?: number | undefined;
}

interface OpenCase {
  readonly items: InboxItem[];
  readonly openedAtMs: number;
  timer: NodeJS.Timeout;
}

export class CaseCollector {
  readonly #open = new Map<string, OpenCase>();
  /** The last handling of each chat that is still going on; the next case of that chat waits for it. */
  readonly #running = new Map<string, Promise<void>>();
  /** Items in an open case or being handled: one that is found in the inbox again is not added twice. */
  readonly #held = new Set<string>();
  #stopped = false;

  constructor(
    readonly options: CollectorOptions,
    readonly now: () => number,
  ) {}

  /** An item that is held already changes nothing. */
  add(item: InboxItem): void {
    if (this.#stopped || this.#held.has(item.id)) return;
    this.#held.add(item.id);
    const open = this.#open.get(item.chatKey);
    if (open) {
      clearTimeout(open.timer);
      open.items.push(item);
    }
    const items = open?.items ?? [item];
    const openedAtMs = open?.openedAtMs ?? this.now();
    const atOnce =
      !this.options.gathers(item) ||
      items.length >= CASE_MESSAGES_MAX ||
      (!open && this.#open.size >= CASES_OPEN_MAX) ||
      this.options.closesAtOnce(item);
    if (atOnce) {
      this.#close(item.chatKey, items);
      return;
    }
    const waitMs = Math.max(
      0,
      Math.min(this.options.quietMs ?? CASE_QUIET_MS, openedAtMs + CASE_LONGEST_MS - this.now()),
    );
    const timer = setTimeout(() => this.#close(item.chatKey, items), waitMs);
    this.#open.set(item.chatKey, { items, openedAtMs, timer });
  }

  #close(chatKey: string, items: readonly InboxItem[]): void {
    const open = this.#open.get(chatKey);
    if (open) clearTimeout(open.timer);
    this.#open.delete(chatKey);
    const before = this.#running.get(chatKey) ?? Promise.resolve();
    const running = before.then(() => this.options.handle(items));
    this.#running.set(chatKey, running);
    void running.finally(() => {
      for (const { id } of items) this.#held.delete(id);
      if (this.#running.get(chatKey) === running) this.#running.delete(chatKey);
    });
  }

  /** Cases open or being handled now. */
  get busy(): number {
    return this.#open.size + this.#running.size;
  }

  /** Drops what is still open (it lies in the inbox) and waits for what is being handled. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const open of this.#open.values()) clearTimeout(open.timer);
    this.#open.clear();
    await Promise.allSettled(this.#running.values());
  }
}
