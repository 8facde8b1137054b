/**
 * What a rule is, once read: its condition over phrases and facts, and what it means when it holds. Plain data;
 * `rules/README.md` is the writers' view of it, `files/rule-files.ts` reads it from disk.
 */
import type { Category, EmployerChannel, Sign, SpeechAct, Topic, TriageStage } from '../assessment.js';

/**
 * How far a rule has come. What a `draft` adds never lifts a text above caution, and a draft of a plea is only shown by
 * `rules try`; `test` and `stable` count alike, and `rules check` asks of a stable one that its record bears it out.
 */
export const STATUSES = ['draft', 'test', 'stable'] as const;
export type Status = (typeof STATUSES)[number];

/** The caseworker's word for how much a rule says: enough alone, enough with one more sign, only with two more. */
export const STRENGTHS = ['alone', 'strong', 'combo', 'hint'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** A test on the typed facts of the advert. */
export type FactTest =
  | {
      readonly fact: 'destination';
      readonly in?: readonly string[];
      readonly is?: 'abroad' | 'unknown' | 'home';
    }
  | { readonly fact: 'mentions'; readonly in?: readonly string[]; readonly is?: 'abroad' | 'scam_place' }
  | {
      readonly fact: 'salary';
      readonly atLeast?: number;
      readonly below?: number;
      readonly currency?: string;
    }
  | { readonly fact: 'visa'; readonly in: readonly string[] }
  | { readonly fact: 'payment'; readonly payer: 'seeker' | 'employer' | 'nobody' }
  | { readonly fact: 'departure'; readonly atMostDays: number }
  | { readonly fact: 'employer'; readonly is: 'named' | 'unnamed' | 'absent' }
  | { readonly fact: 'known_employer'; readonly is: EmployerChannel }
  | { readonly fact: 'licence'; readonly is: boolean }
  | { readonly fact: 'phone'; readonly country: 'home' | 'abroad' }
  | { readonly fact: 'identifier'; readonly in: readonly string[]; readonly domain?: readonly string[] }
  | { readonly fact: 'speech'; readonly in: readonly SpeechAct[] }
  | { readonly fact: 'disguised'; readonly atLeast: number }
  | { readonly fact: 'words'; readonly atLeast?: number; readonly atMost?: number };

export type Condition =
  /** Any of a set of phrases: the set's number in the ruleset's index, and the phrases as they were written. */
  | { readonly kind: 'phrases'; readonly set: number; readonly sources: readonly string[] }
  | (Needy & { readonly kind: 'any'; readonly of: readonly Condition[] })
  | (Needy & { readonly kind: 'all'; readonly of: readonly Condition[] })
  /** All of these within so many words of each other. */
  | (Needy & { readonly kind: 'near'; readonly of: readonly Condition[]; readonly words: number })
  | { readonly kind: 'not'; readonly of: Condition }
  /** At least so many of these. */
  | (Needy & { readonly kind: 'some'; readonly of: readonly Condition[]; readonly atLeast: number })
  | { readonly kind: 'fact'; readonly test: FactTest }
  /** Another rule held; only in combinations. */
  | { readonly kind: 'rule'; readonly rule: string };

/** Of each of these groups one set of phrases must be found, or the condition cannot hold. */
interface Needy {
  readonly needs: readonly (readonly number[])[];
}

/** Why a rule does not count although its condition holds. */
export interface Exception {
  readonly because: string;
  readonly when: Condition;
}

/** Words a rule must or must not catch, written by us; each runs against a ruleset that holds only this rule. */
export interface Examples {
  readonly match: readonly string[];
  readonly noMatch: readonly string[];
  readonly knownMiss: readonly string[];
}

interface RuleBase {
  /** `family/name`, the path of its file under rules/ without the ending. */
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  readonly when: Condition;
  readonly unless: readonly Exception[];
  /** False when a word such as "tidak" right before a phrase does not undo it. */
  readonly negatable: boolean;
  readonly examples: Examples;
}

/** A rule that argues for or against danger in an advert. */
export interface Rule extends RuleBase {
  readonly sign: Sign;
  readonly strength: Strength;
  /** Key under `reasons` in the locales. */
  readonly reason: string;
  readonly category: Category | null;
  /** True when the finding is about something that is not there: it quotes nothing. */
  readonly isMissing: boolean;
  /** True when the condition names other rules. */
  readonly isCombination: boolean;
}

/** A pattern of a plea; runs before everything else and carries no weight. */
export interface DistressPattern extends RuleBase {
  readonly who: 'self' | 'relative';
  readonly urgency: 'now' | 'soon';
  readonly stage: TriageStage | null;
}

/** What a plea says beside the danger, from rules/triage.yaml. */
export interface TriageCues {
  /** How the writer names himself, and the place where he is. */
  readonly writer: Condition;
  readonly here: Condition;
  /** One of the family or a friend, as the writer's own; the same without "my"; the words that stand for such a one. */
  readonly relative: Condition;
  readonly bareKin: Condition;
  readonly they: Condition;
  /** The writer says that he writes for others: as their teacher, their village head, their father. */
  readonly speaksFor: Condition;
  /** What is done to the person in danger. */
  readonly done: Condition;
  /** What a family notices of somebody away. */
  readonly noticed: Condition;
  /** What somebody feels, fears or is asked for. */
  readonly felt: Condition;
  /** A warning or a report that is a plea all the same. */
  readonly ownPlea: Condition;
  /** No plea, whatever the patterns found. */
  readonly notMeant: Condition;
  /** The first that holds decides, before the patterns do. */
  readonly stages: readonly { readonly stage: TriageStage | null; readonly when: Condition }[];
  /** Points of all that hold are added up: above zero a plea is for now. */
  readonly urgency: readonly { readonly points: number; readonly when: Condition }[];
}

/** Points for one kind of speech act. */
export interface SpeechPattern {
  readonly act: SpeechAct;
  readonly points: number;
  readonly when: Condition;
}

/** What a short text is about, from rules/topics.yaml; the first that holds counts. */
export interface TopicPattern {
  readonly topic: Topic;
  readonly when: Condition;
}

/** Weights and cuts in log odds, from rules/weights.yaml. */
export interface Weights {
  readonly strengths: Readonly<Record<Strength, number>>;
  /** Weight of single rules where it differs from their strength's. */
  readonly rules: Readonly<Record<string, number>>;
  /** Sum from which a level holds. */
  readonly levels: {
    readonly unsure: number;
    /** The same for what is no offer. */
    readonly unsureInTalk: number;
    readonly caution: number;
    readonly high: number;
  };
  /** Most that the rules which lower may take off. */
  readonly lowersAtMost: number;
  /** Points of speech from which a text counts as that act. */
  readonly speechAtLeast: number;
  /** Log odds by its words from which a text warns or reports. */
  readonly toldFrom: number;
  /** So much more a question must add up to. */
  readonly asked: number;
  /** What the rules say counts this share beside the choice of words. */
  readonly besideWords: number;
  readonly plea: {
    /** Sum from which a text is a plea. */
    readonly from: number;
    /** So much more where the text tells of others. */
    readonly moreWhereTold: number;
    /** Ids of distress patterns that are enough whatever else is said. */
    readonly alone: ReadonlySet<string>;
  };
  /** Written by `npm run fit`. */
  readonly learnt: LearntPoints;
}

/** Log odds of one, two, three …; the last holds for all above, and 0 for none. */
export type StepPoints = readonly number[];

/** Log odds that signs were found to have. */
export interface LearntPoints {
  readonly advert: AdvertPoints;
  readonly plea: PleaPoints;
}

/** Of an advert to be warned of. */
export interface AdvertPoints {
  /** Before any sign. */
  readonly base: number;
  readonly acts: Readonly<Record<SpeechAct, number>>;
  /** By how many signs there are, in an offer and in any other text. */
  readonly counts: Readonly<Record<'offer' | 'other', Readonly<Record<SignCount, StepPoints>>>>;
  /** By id; a rule that was not there when they were learnt weighs by its strength. */
  readonly rules: ReadonlyMap<string, number>;
}

/** What is counted: rules that raise, those of them that are more than soft, and rules that lower. */
export const SIGN_COUNTS = ['signs', 'firm', 'honest'] as const;
export type SignCount = (typeof SIGN_COUNTS)[number];

/** Of a plea. */
export interface PleaPoints {
  /** Before any sign. */
  readonly base: number;
  readonly acts: Readonly<Record<SpeechAct, number>>;
  /** By how many distress patterns hold. */
  readonly patterns: StepPoints;
  /** Where `own_plea` and `not_meant` of triage.yaml hold. */
  readonly ownPlea: number;
  readonly notMeant: number;
  /** By how many of `LENGTH_STEPS` (plea.ts) the text reaches. */
  readonly length: StepPoints;
}
