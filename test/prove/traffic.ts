/**
 * The people of a lane: new ones all the time, on all three ways in. Most write one message in their whole life and
 * wait; some report a recruiter of their own and take the report back. A part of the messages is delivered twice, a
 * part is held back so that others overtake them.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { MadeReport, WayIn } from './history.js';
import type { Lane } from './lane.js';
import { advert, plea, type ReplyKind, receiptIn } from './words.js';

const EVERY_MS = 80;
const TWICE = 0.2;
const HELD_BACK = 0.1;
const HELD_BACK_MS_MAX = 1_500;
const SECOND_DELIVERY_MS_MAX = 4_000;
const WITHDRAWS = 0.3;
const LOOK_MS = 20;
/** Persons who wait at once on one way in, by what they came for: the program is to be tried, not drowned. */
const OPEN_MAX = { advert: 4, plea: 5, report: 4 } as const;
const WAYS: Readonly<Record<WayIn, number>> = { telegram: 4, whatsapp: 3, web: 3 };
/** So that a name tells the way in: "bw12" is the twelfth of lane b and writes on WhatsApp, "bp12" on the page. */
const WAY_LETTERS: Readonly<Record<WayIn, string>> = { telegram: 't', whatsapp: 'w', web: 'p' };
const PARTS = { advert: 3, plea: 5, report: 2 } as const;
type Part = keyof typeof PARTS;

const RECRUITER_FIRST = 81_240_010_000;

/** What a person can do, whatever the way in. */
interface Writer {
  readonly name: string;
  write(words: string, expects: ReplyKind): Promise<void>;
  again(): Promise<void>;
}

export class Traffic {
  /** Those who have not got what they came for, and by which way they came. */
  readonly #flows = new Map<Promise<void>, WayIn>();
  readonly #open = new Map<string, number>();
  #count = 0;
  #isOver = false;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly lane: Lane,
    private readonly chance: Chance,
    /** Told apart from the persons of other lanes by it. */
    private readonly initial: string,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  /** No new persons; those who wait go on waiting. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }

  waiting(way: WayIn): number {
    return [...this.#flows.values()].filter(each => each === way).length;
  }

  /** Resolves when everybody has what they came for, or nobody waits any longer. */
  async settled(): Promise<void> {
    while (this.#flows.size > 0) await Promise.all(this.#flows.keys());
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const part = this.chance.weighted(PARTS);
      const way = this.chance.weighted(WAYS);
      if ((this.#open.get(`${way} ${part}`) ?? 0) < OPEN_MAX[part]) this.#begin(part, way);
      await delay(this.chance.between(0, 2 * EVERY_MS));
    }
  }

  #begin(part: Part, way: WayIn): void {
    this.#count += 1;
    const which = this.#count;
    const person = this.lane[way].person(`${this.initial}${WAY_LETTERS[way]}${which}`);
    const place = `${way} ${part}`;
    this.#open.set(place, (this.#open.get(place) ?? 0) + 1);
    const flow = (part === 'report' ? this.#report(person, way, which) : this.#ask(person, part, which))
      .catch((error: unknown) => void this.lane.keeper.ends.push(`the driver failed: ${String(error)}`))
      .finally(() => {
        this.#open.set(place, (this.#open.get(place) ?? 0) - 1);
        this.#flows.delete(flow);
      });
    this.#flows.set(flow, way);
  }

  async #ask(person: Writer, part: 'advert' | 'plea', which: number): Promise<void> {
    if (part === 'advert') await this.#say(person, advert(which), 'verdict');
    else await this.#say(person, plea(which), 'danger');
  }

  async #report(person: Writer, way: WayIn, which: number): Promise<void> {
    const { lane } = this;
    const recruiter = String(RECRUITER_FIRST + which);
    const press = (number: number, typed: string, expects: ReplyKind): Promise<void> =>
      'press' in person && way === 'web'
        ? this.#waitedFor(person, expects, () => (person as PagePerson).press(number, expects))
        : this.#say(person, typed, expects);
    await this.#say(person, advert(which, `0${recruiter}`), 'verdict');
    await press(3, '3', 'consent');
    if (lane.givenUp.aborted) return;
    const report: MadeReport = {
      person: person.name,
      recruiter: `+62${recruiter}`,
      wasKept: false,
      receipt: null,
      wasWithdrawn: false,
    };
    lane.keeper.reports.push(report);
    await press(1, 'ya', 'kept');
    report.wasKept = this.#has(person, 'kept');
    if (!report.wasKept) return;
    await press(1, '1', 'receipt');
    const receipt = lane.keeper.repliesTo(person.name).find(({ kind }) => kind === 'receipt');
    report.receipt = receiptIn(receipt?.words ?? '');
    if (report.receipt === null || !this.chance.happens(WITHDRAWS)) return;
    await this.#say(person, report.receipt, 'withdrawn');
    report.wasWithdrawn = this.#has(person, 'withdrawn');
  }

  /** Writes, perhaps held back, perhaps delivered twice, and waits for the answer. */
  async #say(person: Writer, words: string, expects: ReplyKind): Promise<void> {
    if (this.chance.happens(HELD_BACK)) await delay(this.chance.between(50, HELD_BACK_MS_MAX));
    await this.#waitedFor(person, expects, () => person.write(words, expects));
  }

  async #waitedFor(person: Writer, expects: ReplyKind, write: () => Promise<void>): Promise<void> {
    const isTwice = this.chance.happens(TWICE);
    const later = this.chance.happens(0.5) ? this.chance.between(0, SECOND_DELIVERY_MS_MAX) : 0;
    await write();
    const again = isTwice ? delay(later).then(() => person.again()) : Promise.resolve();
    await this.#until(() => this.#has(person, expects));
    await again;
  }

  #has({ name }: Writer, expects: ReplyKind): boolean {
    return this.lane.keeper.repliesTo(name).some(({ kind }) => kind === expects);
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.lane.givenUp.aborted) await delay(LOOK_MS);
  }
}

interface PagePerson extends Writer {
  press(number: number, expects: ReplyKind): Promise<void>;
}
