/**
 * The conversations of the canary proof: what somebody writes, step by step, and by which words they know that they were
 * answered. One that does not come to its end is told by its kind, never by who held it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { OwnWords, Talker } from './canary-talker.js';
import { WAYS_IN, type WayIn } from './history.js';
import { advert, kindOf, plea, type ReplyKind, receiptIn } from './words.js';

const LOOK_MS = 15;
const ANSWER_LONGEST_MS = 90_000;
const RECRUITER_FIRST = 81_240_010_000;

const SIGNS = {
  family: /hubungi nomor ini\.[\s\S]*nama lengkapnya/,
  notKept: /tidak ada yang disimpan/,
  picture: /Gambar diterima/,
  document: /Berkas diterima/,
  unsupported: /belum bisa saya baca/,
  reasons: /./,
  deleted: /sudah dihapus/,
} as const;
type Sign = keyof typeof SIGNS | Exclude<ReplyKind, 'other'>;

/** One conversation: who holds it, and how far they have read. */
class Talk {
  #read = 0;

  constructor(
    readonly talker: Talker,
    readonly which: number,
    private readonly signal: AbortSignal,
  ) {}

  get own(): OwnWords {
    return this.talker.own;
  }

  /** An advert with a recruiter of its own, and the person's own name and number beside it. */
  advert(): string {
    return this.own.text(advert(this.which, `0${RECRUITER_FIRST + this.which}`));
  }

  caption(): string {
    return this.own.caption(advert(this.which));
  }

  /** @returns the answer of that kind that was not read yet @throws when it does not come */
  async answer(sign: Sign): Promise<string> {
    const endsAt = performance.now() + ANSWER_LONGEST_MS;
    while (!this.signal.aborted && performance.now() < endsAt) {
      const replies = this.talker.replies();
      const place = replies.findIndex((reply, index) => index >= this.#read && isOf(reply, sign));
      if (place >= 0) {
        this.#read = place + 1;
        return replies[place] as string;
      }
      await delay(LOOK_MS);
    }
    throw new Error(`no answer: ${sign}`);
  }

  async writes(words: string, sign: Sign): Promise<string> {
    await this.talker.write(words);
    return this.answer(sign);
  }

  async chooses(number: number, sign: Sign): Promise<string> {
    await this.talker.choose(number);
    return this.answer(sign);
  }
}

function isOf(reply: string, sign: Sign): boolean {
  return sign in SIGNS ? SIGNS[sign as keyof typeof SIGNS].test(reply) : kindOf(reply) === sign;
}

async function reported(talk: Talk): Promise<string> {
  await talk.writes(talk.advert(), 'verdict');
  await talk.chooses(3, 'consent');
  await talk.chooses(1, 'kept');
  return talk.chooses(1, 'receipt');
}

/** What a way does not know is not asked of it. */
const CHATS = ['telegram', 'whatsapp'] as const;
type Do = (talk: Talk) => Promise<unknown>;

const TALKS: Readonly<Record<string, { ways: readonly WayIn[]; weight: number; hold: Do }>> = {
  advert: { ways: WAYS_IN, weight: 2, hold: talk => talk.writes(talk.advert(), 'verdict') },
  plea: { ways: WAYS_IN, weight: 3, hold: talk => talk.writes(talk.own.text(plea(talk.which)), 'danger') },
  family: {
    ways: WAYS_IN,
    weight: 2,
    hold: async talk => {
      const question = 'anak saya berangkat kerja ke Kamboja tiga bulan lalu, sekarang hpnya tidak aktif';
      await talk.writes(talk.own.text(question, 'nya'), 'danger');
      await talk.writes('Y', 'family');
    },
  },
  'report kept': { ways: WAYS_IN, weight: 3, hold: reported },
  'report withdrawn': {
    ways: WAYS_IN,
    weight: 3,
    hold: async talk => talk.writes(receiptIn(await reported(talk)) ?? 'no receipt', 'withdrawn'),
  },
  'report not kept': {
    ways: WAYS_IN,
    weight: 1,
    hold: async talk => {
      await talk.writes(talk.advert(), 'verdict');
      await talk.chooses(3, 'consent');
      await talk.chooses(2, 'notKept');
    },
  },
  choices: {
    ways: WAYS_IN,
    weight: 2,
    hold: async talk => {
      await talk.writes(talk.advert(), 'verdict');
      await talk.chooses(5, 'reasons');
    },
  },
  HAPUS: {
    ways: WAYS_IN,
    weight: 2,
    hold: async talk => {
      await talk.writes(talk.own.text(plea(talk.which)), 'danger');
      await talk.writes('HAPUS', 'deleted');
    },
  },
  picture: {
    ways: CHATS,
    weight: 2,
    hold: async talk => {
      await talk.talker.picture?.(talk.caption());
      await talk.answer('verdict');
      await talk.talker.picture?.();
      await talk.answer('picture');
    },
  },
  document: {
    ways: CHATS,
    weight: 2,
    hold: async talk => {
      await talk.talker.document?.(talk.caption());
      await talk.answer('verdict');
      await talk.talker.document?.();
      await talk.answer('document');
    },
  },
  'contact card': {
    ways: CHATS,
    weight: 2,
    hold: async talk => {
      await talk.talker.card?.();
      await talk.writes(talk.advert(), 'verdict');
    },
  },
  edit: {
    ways: CHATS,
    weight: 2,
    hold: async talk => {
      await talk.writes(talk.advert(), 'verdict');
      await talk.talker.edit?.(talk.advert());
      await talk.answer('verdict');
    },
  },
  forward: {
    ways: CHATS,
    weight: 2,
    hold: async talk => {
      await talk.talker.forward?.(talk.advert());
      await talk.answer('verdict');
    },
  },
  'view once': {
    ways: ['whatsapp'],
    weight: 2,
    hold: async talk => {
      await talk.talker.viewOnce?.(talk.caption());
      await talk.answer('verdict');
      await talk.talker.hidden?.();
      await talk.answer('unsupported');
    },
  },
  disappearing: {
    ways: ['whatsapp'],
    weight: 2,
    hold: async talk => {
      await talk.talker.vanishing?.(talk.advert());
      await talk.answer('verdict');
    },
  },
};

export interface PlannedTalk {
  readonly kind: string;
  readonly way: WayIn;
}

/** What can be held on each way, as often as its weight says. */
export const PLAN: Readonly<Record<WayIn, readonly PlannedTalk[]>> = {
  telegram: planOf('telegram'),
  whatsapp: planOf('whatsapp'),
  web: planOf('web'),
};

function planOf(way: WayIn): readonly PlannedTalk[] {
  return Object.entries(TALKS)
    .filter(([, { ways }]) => ways.includes(way))
    .flatMap(([kind, { weight }]) => Array.from({ length: weight }, () => ({ kind, way })));
}

/** @param which another number for each conversation @throws when it is not answered */
export async function hold(kind: string, talker: Talker, which: number, signal: AbortSignal): Promise<void> {
  await TALKS[kind]?.hold(new Talk(talker, which, signal));
}
