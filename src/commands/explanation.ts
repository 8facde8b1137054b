/**
 * Why a text was judged as it was: a text and a ruleset come in, what each step found and added goes out as data, each
 * finding with its place in the text. It judges nothing itself; every number comes from the classifier.
 */
import type { Advert } from '../advert/advert.js';
import type { Assessment, Span, SpeechAct } from '../assessment.js';
import { assess, heldRules } from '../classifier/assess.js';
import { type Evidence, holds } from '../classifier/conditions.js';
import { heldIn } from '../classifier/held-in.js';
import type { Hit } from '../classifier/hits.js';
import { type HeldRule, pointsOfRules, type RulePoints, type Sum, sumOf } from '../classifier/level.js';
import { pleaPoints, pleaSigns, sumOfPlea } from '../classifier/plea.js';
import { readAdvert } from '../classifier/read-advert.js';
import type { Condition, Rule, TriageCues, Weights } from '../classifier/rule.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { actOf, heldSpeech } from '../classifier/speech-act.js';

/** Words of the text and where they stand: UTF-16 offsets, and line and column as an editor counts them, from 1. */
export interface Quoted extends Span {
  readonly quote: string;
  readonly line: number;
  readonly column: number;
}

/** A rule or pattern that holds. */
export interface Found {
  readonly id: string;
  readonly title: string;
  readonly status: Rule['status'];
  readonly reason: string | null;
  /** `pattern`: of a plea, without strength or points. */
  readonly strength: Rule['strength'] | 'pattern';
  readonly points: number;
  readonly at: Quoted | null;
  /** False for a pattern that was not believed, or is a draft. */
  readonly counts: boolean;
}

/** A pattern of speech.yaml that holds, by its place in that file from 0. */
export interface SpeechFound {
  readonly index: number;
  readonly act: SpeechAct;
  readonly points: number;
  readonly at: Quoted | null;
}

/** What speaks for a plea, in log odds. */
export interface PleaExplained {
  /** What signs say: kind of speech, number of patterns, cues, length. */
  readonly signs: number;
  /** How many patterns hold. */
  readonly patterns: number;
  readonly words: number;
  readonly besideWords: number;
  readonly total: number;
  /** From here on it is a plea. */
  readonly from: number;
  readonly cues: readonly { readonly cue: string; readonly at: Quoted | null }[];
}

/** What the level is the sum of; all in log odds. */
export interface LevelExplained extends RulePoints {
  readonly words: number;
  readonly besideWords: number;
  readonly sum: Sum;
  readonly cuts: Weights['levels'];
  readonly because: readonly string[];
}

export interface Explanation {
  readonly assessment: Assessment;
  readonly found: readonly Found[];
  readonly speech: readonly SpeechFound[];
  /** Log odds by its words that it warns or reports, and from where on that goes before the patterns. */
  readonly told: { readonly words: number; readonly from: number };
  readonly plea: PleaExplained;
  /** Null for a plea: it has no level. */
  readonly level: LevelExplained | null;
}

/** Explains one text. */
export function explain(text: string, ruleset: Ruleset): Explanation {
  const assessment = assess(text, ruleset);
  const holding = new Set(heldIn(text, ruleset));
  const advert = readAdvert(text, ruleset);
  const seen = { advert, hits: ruleset.index.find(advert), negations: ruleset.negations };
  const wording = ruleset.wording.read(advert, seen.hits);
  const evidence: Evidence = { ...seen, wording, speechAct: actOf(ruleset, seen, wording), held: new Map() };
  const held = heldRules(ruleset, evidence);
  const isDanger = assessment.kind === 'danger';
  return {
    assessment,
    found: [
      ...(isDanger ? [] : [...held].sort(strongestFirst).map(one => ruleFound(one, advert))),
      ...patternsFound(holding, ruleset, assessment, evidence),
    ],
    speech: heldSpeech(ruleset, seen).map(({ pattern, place }) => ({
      index: ruleset.speech.indexOf(pattern),
      act: pattern.act,
      points: pattern.points,
      at: place && quotedHit(place, advert),
    })),
    told: { words: wording.told, from: ruleset.weights.toldFrom },
    plea: pleaOf(ruleset, evidence),
    level: isDanger ? null : levelOf(held, ruleset, evidence, assessment),
  };
}

function strongestFirst(left: HeldRule, right: HeldRule): number {
  return right.finding.weight - left.finding.weight || right.points - left.points;
}

function ruleFound({ rule, finding, points }: HeldRule, advert: Advert): Found {
  const { id, title, status, reason, strength } = rule;
  const { start, end } = finding;
  const at = start === null || end === null ? null : quoted({ start, end }, advert.text);
  return { id, title, status, reason, strength, points, at, counts: true };
}

/** Those that were believed, then those that hold and were not. */
function patternsFound(
  holding: ReadonlySet<string>,
  ruleset: Ruleset,
  { findings, triage }: Assessment,
  evidence: Evidence,
): readonly Found[] {
  const believed = new Set(triage ? findings.map(({ rule }) => rule) : []);
  const patterns = ruleset.distress.filter(({ id }) => holding.has(id));
  const wording = triage ? findings.filter(({ rule }) => !holding.has(rule)) : [];
  return [
    ...wording.map(({ rule, start, end }) => ({
      id: rule,
      title: 'the choice of words alone',
      status: 'stable' as const,
      reason: null,
      strength: 'pattern' as const,
      points: 0,
      at: start === null || end === null ? null : quoted({ start, end }, evidence.advert.text),
      counts: true,
    })),
    ...patterns
      .map(({ id, title, status, when, negatable }) => ({
        id,
        title,
        status,
        reason: null,
        strength: 'pattern' as const,
        points: 0,
        at: placeOf(when, evidence, negatable),
        counts: believed.has(id),
      }))
      .sort((left, right) => Number(right.counts) - Number(left.counts)),
  ];
}

function placeOf(when: Condition, evidence: Evidence, negatable: boolean): Quoted | null {
  const place = holds(when, evidence, negatable);
  return place ? quotedHit(place, evidence.advert) : null;
}

function pleaOf(ruleset: Ruleset, evidence: Evidence): PleaExplained {
  const { weights, triage } = ruleset;
  const signs = pleaSigns(ruleset, evidence);
  const words = evidence.advert.tokens.length;
  return {
    signs: pleaPoints(weights.learnt.plea, signs, evidence.speechAct, words),
    patterns: signs.patterns.length,
    words: evidence.wording.plea,
    besideWords: weights.besideWords,
    total: sumOfPlea(weights, signs, evidence),
    from: weights.plea.from + (signs.isTold ? weights.plea.moreWhereTold : 0),
    cues: holdingCues(triage, evidence).map(({ cue, when }) => ({ cue, at: placeOf(when, evidence, false) })),
  };
}

interface NamedCue {
  readonly cue: string;
  readonly when: Condition;
}

/** The cues that hold, by the names that they have in triage.yaml; of stages the first, which decides. */
function holdingCues(cues: TriageCues, evidence: Evidence): readonly NamedCue[] {
  const holding = (named: readonly NamedCue[]): readonly NamedCue[] =>
    named.filter(({ when }) => holds(when, evidence, false) !== false);
  return [
    ...holding([
      { cue: 'own_plea', when: cues.ownPlea },
      { cue: 'not_meant', when: cues.notMeant },
      { cue: 'who: writer', when: cues.writer },
      { cue: 'who: here', when: cues.here },
      { cue: 'who: relative', when: cues.relative },
      { cue: 'who: they', when: cues.they },
      { cue: 'who: done', when: cues.done },
      { cue: 'who: noticed', when: cues.noticed },
      { cue: 'who: felt', when: cues.felt },
    ]),
    ...holding(cues.stages.map(({ stage, when }) => ({ cue: `stage: ${stage ?? 'null'}`, when }))).slice(
      0,
      1,
    ),
    ...holding(cues.urgency.map(({ points, when }) => ({ cue: `urgency: ${points} points`, when }))),
  ];
}

function levelOf(
  held: readonly HeldRule[],
  { weights }: Ruleset,
  { wording, speechAct }: Evidence,
  assessment: Assessment,
): LevelExplained {
  const sum = sumOf(held, weights, wording.advert, speechAct);
  return {
    ...pointsOfRules(held, weights, speechAct),
    words: wording.advert,
    besideWords: weights.besideWords,
    sum,
    cuts: weights.levels,
    because: because(sum, weights.levels, assessment),
  };
}

/** What beside the sum decided, in words. */
function because(
  { total, rules, settled, isFirm, signs, floor, isTelling }: Sum,
  cuts: Weights['levels'],
  { kind, riskLevel }: Assessment,
): readonly string[] {
  const reasons: readonly (readonly [boolean, string])[] = [
    [isTelling, 'it warns or reports: no level for what it quotes'],
    [signs === 0 && total >= cuts.caution, 'no sign that can be quoted: the words say nothing'],
    [total >= cuts.high && settled.total < cuts.high, 'it reaches "high" only with what drafts add'],
    [
      total >= cuts.high && signs > 0 && !isFirm,
      'all signs are soft or drafts, and such alone never make "high"',
    ],
    [total >= cuts.high && rules < cuts.caution, 'the words lift a level by one at most'],
    [rules >= cuts.high && total < cuts.caution, 'the words lower a level by one at most'],
    [
      floor === 'caution' && riskLevel === 'caution',
      'a sign that is enough alone among four or more: at least caution',
    ],
    [
      floor !== 'none' && (riskLevel === 'unsure' || riskLevel === null),
      'a sign that is enough alone: at least unsure',
    ],
    [kind === 'other' && riskLevel === null, 'not an offer by its form: it has a level only from caution on'],
  ];
  return reasons.flatMap(([holds, reason]) => (holds ? [reason] : []));
}

function quotedHit({ from, to }: Hit, { tokens, text }: Advert): Quoted | null {
  const start = tokens[from]?.start;
  const end = tokens[to - 1]?.end;
  return start === undefined || end === undefined ? null : quoted({ start, end }, text);
}

/** Words of a text with their place; a column counts characters, not UTF-16 units. */
export function quoted({ start, end }: Span, text: string): Quoted {
  const before = text.slice(0, start).split('\n');
  const column = [...(before.at(-1) ?? '')].length + 1;
  return { start, end, line: before.length, column, quote: text.slice(start, end) };
}
