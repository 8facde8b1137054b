/**
 * The shape of the files under rules/, as a caseworker writes them. Every message says what to do; lines come
 * from `yaml-file.ts`.
 */
import { z } from 'zod';
import {
  CATEGORIES,
  CURRENCIES,
  EMPLOYER_CHANNELS,
  IDENTIFIER_KINDS,
  SIGNS,
  SPEECH_ACTS,
  type SpeechAct,
  TOPICS,
  TRIAGE_STAGES,
  VISA_KINDS,
} from '../assessment.js';
import { STATUSES, STRENGTHS } from '../classifier/rule.js';

/** Soft signs need company; more conditions than this is two rules. */
const CONDITIONS_PER_LIST_MAX = 80;
const EXAMPLES_PER_LIST_MAX = 60;
const TITLE_LENGTH_MAX = 100;

const country = z.string().regex(/^[A-Z]{2}$/, 'write the country as two capital letters, for example KH');

const factTest = z.discriminatedUnion('fact', [
  z.strictObject({
    fact: z.literal('destination'),
    in: z.array(country).optional(),
    is: z.enum(['abroad', 'unknown', 'home']).optional(),
  }),
  z.strictObject({
    fact: z.literal('mentions'),
    in: z.array(country).optional(),
    is: z.enum(['abroad', 'scam_place']).optional(),
  }),
  z.strictObject({
    fact: z.literal('salary'),
    at_least: z.number().positive().optional(),
    below: z.number().positive().optional(),
    currency: z.enum(CURRENCIES).optional(),
  }),
  z.strictObject({ fact: z.literal('visa'), in: z.array(z.enum(VISA_KINDS)) }),
  z.strictObject({ fact: z.literal('payment'), payer: z.enum(['seeker', 'employer', 'nobody']) }),
  z.strictObject({ fact: z.literal('departure'), at_most_days: z.number().int().nonnegative() }),
  z.strictObject({ fact: z.literal('employer'), is: z.enum(['named', 'unnamed', 'absent']) }),
  z.strictObject({ fact: z.literal('known_employer'), is: z.enum(EMPLOYER_CHANNELS) }),
  z.strictObject({ fact: z.literal('licence'), is: z.boolean() }),
  z.strictObject({ fact: z.literal('phone'), country: z.enum(['home', 'abroad']) }),
  z.strictObject({
    fact: z.literal('identifier'),
    in: z.array(z.enum(IDENTIFIER_KINDS)),
    domain: z.array(z.string()).optional(),
  }),
  z.strictObject({ fact: z.literal('disguised'), at_least: z.number().int().positive() }),
  z.strictObject({ fact: z.literal('speech'), in: z.array(z.enum(SPEECH_ACTS)) }),
  z.strictObject({
    fact: z.literal('words'),
    at_least: z.number().int().optional(),
    at_most: z.number().int().optional(),
  }),
]);
export type FactTestFile = z.infer<typeof factTest>;

/** A condition as written: a phrase, or one of the forms below. */
export type ConditionFile =
  | string
  | { any: ConditionFile[] }
  | { all: ConditionFile[] }
  | { near: ConditionFile[]; words: number }
  | { some: ConditionFile[]; at_least: number }
  | { not: ConditionFile }
  | { rule: string }
  | FactTestFile;

const conditions = (): z.ZodType<ConditionFile[]> =>
  z
    .array(z.lazy(() => condition))
    .min(1, 'write at least one')
    .max(CONDITIONS_PER_LIST_MAX);
const condition: z.ZodType<ConditionFile> = z.lazy(() =>
  z.union(
    [
      z.string().min(1),
      z.strictObject({ any: conditions() }),
      z.strictObject({ all: conditions() }),
      z.strictObject({ near: conditions(), words: z.number().int().min(1).max(60) }),
      z.strictObject({ some: conditions(), at_least: z.number().int().min(1) }),
      z.strictObject({ not: condition }),
      z.strictObject({ rule: z.string() }),
      factTest,
    ],
    {
      error:
        'not a condition: write a phrase, or any, all, near, some, not, rule or fact (see rules/README.md)',
    },
  ),
);

const examples = z.array(z.string().min(1)).max(EXAMPLES_PER_LIST_MAX);

const shared = {
  title: z.string().min(1).max(TITLE_LENGTH_MAX),
  status: z.enum(STATUSES),
  references: z
    .array(
      z.strictObject({
        source: z.string().min(1),
        date: z.union([z.string(), z.number()]).transform(String),
      }),
    )
    .min(1, 'name at least one source with its date'),
  false_positives: z.array(z.string().min(1)).min(1, 'name at least one honest thing that looks the same'),
  when: z.union([condition, conditions()]),
  unless: z
    .array(z.strictObject({ because: z.string().min(1), when: z.union([condition, conditions()]) }))
    .default([]),
  /** `counts`: the phrase counts even after "tidak", "jangan" … */
  negation: z.enum(['undoes', 'counts']).default('undoes'),
  match: examples.min(1, 'write at least one text that must match'),
  no_match: examples.min(1, 'write at least one text that must not match'),
  known_miss: examples.default([]),
};

export const ruleFileSchema = z.strictObject({
  ...shared,
  sign: z.enum(SIGNS),
  strength: z.enum(STRENGTHS),
  category: z.enum(CATEGORIES).optional(),
  reason: z.string().regex(/^[a-z_]+$/),
  /** `missing`: the rule is about something that is not in the text, so it quotes nothing. */
  about: z.enum(['present', 'missing']).default('present'),
});

export const distressFileSchema = z.strictObject({
  ...shared,
  who: z.enum(['self', 'relative']),
  urgency: z.enum(['now', 'soon']),
  stage: z.enum(TRIAGE_STAGES).nullable(),
});

export const speechFileSchema = z.strictObject({
  patterns: z.array(
    z.strictObject({
      act: z.enum(SPEECH_ACTS),
      points: z.number(),
      when: z.union([condition, conditions()]),
    }),
  ),
});

const whenCondition = z.union([condition, conditions()]);

export const triageFileSchema = z.strictObject({
  who: z.strictObject({
    writer: whenCondition,
    here: whenCondition,
    relative: whenCondition,
    bare_kin: whenCondition,
    they: whenCondition,
    speaks_for: whenCondition,
    done: whenCondition,
    noticed: whenCondition,
    felt: whenCondition,
  }),
  own_plea: whenCondition,
  not_meant: whenCondition,
  stages: z.array(z.strictObject({ stage: z.enum(TRIAGE_STAGES).nullable(), when: whenCondition })),
  urgency: z.array(z.strictObject({ points: z.number(), when: whenCondition })),
});

export const topicsFileSchema = z.strictObject({
  patterns: z.array(z.strictObject({ topic: z.enum(TOPICS), when: z.union([condition, conditions()]) })),
});

export const wordsFileSchema = z.strictObject({
  lists: z.record(z.string().regex(/^[a-z_]+$/), z.array(z.string().min(1)).min(1)),
  /** standard word → the ways people type it */
  spelling: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  negations: z.array(z.string().min(1)).min(1),
  /** "disekap": found as "di sekap" and "d sekap", too */
  passives: z.array(z.string().regex(/^di[a-z]{3,}$/, 'write one word that begins with di')).default([]),
  /** Ordinary words that only look like a misspelt word of the rules. */
  ordinary: z.array(z.string().regex(/^[a-z]{3,}$/, 'write one word in small letters')).default([]),
});

/** Given names that no report keeps. */
export const namesFileSchema = z.strictObject({
  names: z.array(z.string().regex(/^[a-z]{2,}$/, 'write one name in small letters, without spaces')).min(1),
});

const actPointsSchema = z.strictObject(
  Object.fromEntries(SPEECH_ACTS.map(act => [act, z.number()])) as Record<SpeechAct, z.ZodNumber>,
);
const raisingSteps = z.array(z.number().min(0)).default([]);
const countPointsSchema = z.strictObject({
  signs: raisingSteps,
  firm: raisingSteps,
  honest: z.array(z.number().max(0)).default([]),
});

export const weightsFileSchema = z.strictObject({
  strengths: z.strictObject({
    alone: z.number().positive(),
    strong: z.number().positive(),
    combo: z.number().positive(),
    hint: z.number().positive(),
  }),
  levels: z
    .strictObject({ unsure: z.number(), unsure_in_talk: z.number(), caution: z.number(), high: z.number() })
    .refine(
      ({ unsure, unsure_in_talk: talk, caution, high }) =>
        unsure <= talk && talk < caution && unsure < caution && caution < high,
      'write unsure ≤ unsure_in_talk < caution < high',
    ),
  lowers_at_most: z.number().min(0),
  speech_at_least: z.number().positive(),
  told_from: z.number(),
  asked: z.number().min(0),
  beside_words: z.number().positive(),
  plea: z.strictObject({
    from: z.number(),
    more_where_told: z.number().min(0).default(0),
    alone: z.array(z.string()).default([]),
  }),
  rules: z.record(z.string(), z.number().positive()).default({}),
  learnt: z.strictObject({
    /** What `npm run fit` measured; for readers only. */
    figures: z.record(z.string(), z.string()).default({}),
    advert: z.strictObject({
      base: z.number(),
      acts: actPointsSchema,
      counts: z.strictObject({ offer: countPointsSchema, other: countPointsSchema }),
      rules: z.record(z.string(), z.number()).default({}),
    }),
    plea: z.strictObject({
      base: z.number(),
      acts: actPointsSchema,
      patterns: raisingSteps,
      own_plea: z.number().min(0),
      not_meant: z.number().max(0),
      length: z.array(z.number()).default([]),
    }),
  }),
});
