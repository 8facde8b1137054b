/**
 * Judges the history of a run: nothing that was acknowledged may be without its answer, nothing may have been done
 * twice, nothing that was promised may be missing. Pure; a history comes in, findings and figures go out.
 */
import { type History, type SeenReply, WAYS_IN, type WayIn, type WrittenMessage } from './history.js';
import type { ReplyKind } from './words.js';

/**
 * `lost`: acknowledged and never answered · `refused`: the program said no, and the person got no answer ·
 * `unheard`: not acknowledged though the program was up · `thought_twice`: two different answers to one message ·
 * `repeated`: one answer twice though nobody killed the program in between · `repeated_often`: more than one for one
 * chat and kill, or in the whole run more than kills · `misfit`: an answer to something nobody said · `report_lost`,
 * `report_doubled`, `report_unasked`, `report_not_withdrawn` · `fault`: a phone could not read, or a server
 * complained · `ended`: the program ended by itself, or badly · `damaged`: the database.
 */
export type FindingKind =
  | 'lost'
  | 'refused'
  | 'unheard'
  | 'thought_twice'
  | 'repeated'
  | 'repeated_often'
  | 'misfit'
  | 'report_lost'
  | 'report_doubled'
  | 'report_unasked'
  | 'report_not_withdrawn'
  | 'fault'
  | 'ended'
  | 'damaged';

export interface Finding {
  readonly kind: FindingKind;
  readonly where: string;
}

export interface WayFigures {
  readonly persons: number;
  readonly messages: number;
  readonly deliveries: number;
  readonly acknowledged: number;
  readonly answers: number;
  /** Answers that the person saw more than once, each followed from a kill. */
  readonly repeated: number;
  /** Sent twice under one id, which a phone shows once. */
  readonly sentAgain: number;
  /** The most answers that were sent again after one kill, whether shown again or not. */
  readonly againAfterOneKill: number;
  /** Texts that the page asked to paste again. */
  readonly pastedAgain: number;
}

export interface Judgement {
  readonly kills: number;
  readonly findings: readonly Finding[];
  readonly ways: Readonly<Record<WayIn, WayFigures>>;
  readonly reportsMade: number;
  readonly reportsWithdrawn: number;
  readonly reportsKept: number;
}

/** All that one person wrote and got of one kind. */
interface Exchange {
  readonly person: string;
  readonly way: WayIn;
  readonly kind: ReplyKind;
  readonly messages: WrittenMessage[];
  readonly replies: SeenReply[];
}

export function judge(history: History): Judgement {
  const exchanges = exchangesOf(history);
  const repeats = exchanges.flatMap(repeatsOf);
  const shown = repeats.filter(({ isShownOnce }) => !isShownOnce);
  const findings = [
    ...exchanges.flatMap(unanswered),
    ...exchanges.flatMap(thoughtTwice),
    ...shown
      .filter(({ hasKillBetween }) => !hasKillBetween)
      .map(({ where }): Finding => ({ kind: 'repeated', where })),
    ...repeatedOften(shown),
    ...reportFindings(history),
    ...history.faults.map((where): Finding => ({ kind: 'fault', where })),
    ...history.ends.map((where): Finding => ({ kind: 'ended', where })),
    ...(history.integrity === 'ok' || history.integrity === null
      ? []
      : [{ kind: 'damaged' as const, where: history.integrity }]),
  ];
  return {
    kills: history.kills,
    findings,
    ways: {
      telegram: figuresOf('telegram', exchanges, repeats),
      whatsapp: figuresOf('whatsapp', exchanges, repeats),
      web: figuresOf('web', exchanges, repeats),
    },
    reportsMade: history.reports.filter(({ wasKept }) => wasKept).length,
    reportsWithdrawn: history.reports.filter(({ wasWithdrawn }) => wasWithdrawn).length,
    reportsKept: [...history.kept.values()].reduce((sum, count) => sum + count, 0),
  };
}

function exchangesOf({ messages, replies }: History): readonly Exchange[] {
  const exchanges = new Map<string, Exchange>();
  const of = (person: string, way: WayIn, kind: ReplyKind): Exchange => {
    const key = `${person} ${kind}`;
    const known = exchanges.get(key);
    if (known) return known;
    const begun = { person, way, kind, messages: [], replies: [] };
    exchanges.set(key, begun);
    return begun;
  };
  for (const message of messages) of(message.person, message.way, message.expects).messages.push(message);
  for (const reply of replies) of(reply.person, reply.way, reply.kind).replies.push(reply);
  return [...exchanges.values()];
}

function unanswered({ person, kind, messages, replies }: Exchange): readonly Finding[] {
  const where = `${person}, ${kind}`;
  if (messages.length === 0) return [{ kind: 'misfit', where }];
  if (replies.length > 0) return [];
  return messages
    .filter(({ state }) => state !== 'replaced')
    .map(({ state }): Finding => ({ kind: UNANSWERED[state], where }));
}

const UNANSWERED = {
  acknowledged: 'lost',
  refused: 'refused',
  waiting: 'unheard',
  replaced: 'unheard',
} as const;

/** Each message is worth one answer; the outbox may send that one again, but it may not make another. */
function thoughtTwice({ person, kind, messages, replies }: Exchange): readonly Finding[] {
  const different = new Set(replies.map(({ mark }) => mark)).size;
  if (messages.length === 0 || different <= messages.length) return [];
  return [{ kind: 'thought_twice', where: `${person}, ${kind}` }];
}

interface Repeat {
  readonly person: string;
  readonly where: string;
  readonly way: WayIn;
  /** The run that had sent it before. */
  readonly run: number;
  readonly hasKillBetween: boolean;
  /** WhatsApp: the same id. */
  readonly isShownOnce: boolean;
}

function repeatsOf({ person, way, kind, messages, replies }: Exchange): readonly Repeat[] {
  // A text pasted again may rightly be answered in the same words.
  let spare = messages.length - new Set(replies.map(({ mark }) => mark)).size;
  const last = new Map<string, SeenReply>();
  const repeats: Repeat[] = [];
  for (const reply of replies) {
    const before = last.get(reply.mark);
    last.set(reply.mark, reply);
    if (before === undefined) continue;
    if (spare > 0) {
      spare -= 1;
      continue;
    }
    const where = `${person}, ${kind}`;
    const hasKillBetween = reply.run > before.run;
    repeats.push({ person, where, way, run: before.run, hasKillBetween, isShownOnce: way === 'whatsapp' });
  }
  return repeats;
}

/** One chat has one answer under way at a time, so one kill can repeat no more than that. */
function repeatedOften(repeats: readonly Repeat[]): readonly Finding[] {
  return [...counted(repeats, ({ person, run }) => `${person}, after kill ${run + 1}`)]
    .filter(([, count]) => count > 1)
    .map(([where, count]) => ({ kind: 'repeated_often', where: `${where}: ${count}` }));
}

function counted<K>(repeats: readonly Repeat[], key: (repeat: Repeat) => K): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const repeat of repeats) counts.set(key(repeat), (counts.get(key(repeat)) ?? 0) + 1);
  return counts;
}

function reportFindings({ reports, kept }: History): readonly Finding[] {
  const findings: Finding[] = [];
  const left = new Map(kept);
  for (const { person, recruiter, wasKept, receipt, wasWithdrawn } of reports) {
    const count = left.get(recruiter) ?? 0;
    left.delete(recruiter);
    const where = `${person}, report`;
    if (wasWithdrawn) {
      if (count > 0) findings.push({ kind: 'report_not_withdrawn', where });
    } else if ((wasKept || receipt !== null) && count === 0) findings.push({ kind: 'report_lost', where });
    if (count > 1) findings.push({ kind: 'report_doubled', where: `${where}, ${count} times` });
  }
  for (const count of left.values())
    findings.push({ kind: 'report_unasked', where: `${count} about a number that nobody reported` });
  return findings;
}

function figuresOf(way: WayIn, exchanges: readonly Exchange[], repeats: readonly Repeat[]): WayFigures {
  const own = exchanges.filter(exchange => exchange.way === way);
  const messages = own.flatMap(exchange => exchange.messages);
  const ownRepeats = repeats.filter(repeat => repeat.way === way);
  return {
    persons: new Set(own.map(({ person }) => person)).size,
    messages: messages.length,
    deliveries: messages.reduce((sum, { deliveries }) => sum + deliveries, 0),
    acknowledged: messages.filter(({ state }) => state === 'acknowledged').length,
    answers: own.reduce((sum, { replies }) => sum + new Set(replies.map(({ mark }) => mark)).size, 0),
    repeated: ownRepeats.filter(({ isShownOnce }) => !isShownOnce).length,
    sentAgain: ownRepeats.filter(({ isShownOnce }) => isShownOnce).length,
    againAfterOneKill: Math.max(0, ...counted(ownRepeats, ({ run }) => run).values()),
    pastedAgain: messages.filter(({ state }) => state === 'replaced').length,
  };
}

/** Several lanes as one: their figures added up, but for the most after one kill. */
export function together(judgements: readonly Judgement[]): Judgement {
  const sum = (of: (judgement: Judgement) => number): number =>
    judgements.reduce((total, judgement) => total + of(judgement), 0);
  const ways = Object.fromEntries(
    WAYS_IN.map(name => [name, wayTogether(judgements.map(({ ways }) => ways[name]))]),
  ) as Record<WayIn, WayFigures>;
  const repeated = WAYS_IN.reduce((total, name) => total + ways[name].repeated, 0);
  const kills = sum(judgement => judgement.kills);
  const often = { kind: 'repeated_often' as const, where: `${repeated} in all for ${kills} kills` };
  return {
    kills,
    findings: [...judgements.flatMap(({ findings }) => findings), ...(repeated > kills ? [often] : [])],
    ways,
    reportsMade: sum(judgement => judgement.reportsMade),
    reportsWithdrawn: sum(judgement => judgement.reportsWithdrawn),
    reportsKept: sum(judgement => judgement.reportsKept),
  };
}

function wayTogether(lanes: readonly WayFigures[]): WayFigures {
  const keys = Object.keys(lanes[0] ?? {}) as (keyof WayFigures)[];
  const sums = keys.map(key => [key, lanes.reduce((total, lane) => total + lane[key], 0)]);
  return {
    ...(Object.fromEntries(sums) as Record<keyof WayFigures, number>),
    againAfterOneKill: Math.max(0, ...lanes.map(({ againAfterOneKill }) => againAfterOneKill)),
  };
}
