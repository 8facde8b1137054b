/**
 * `rules try`: prints what a text triggers and how its level came about, for whoever writes rules. The explanation comes
 * in from `explanation.ts`; words for a terminal go out, or one JSON object. It reads no file but the rules.
 */

import path from 'node:path';
import type { Assessment, Facts, Money, SpeechAct } from '../assessment.js';
import { isProblems } from '../errors.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { readYamlFile } from '../files/yaml-file.js';
import {
  type Explanation,
  explain,
  type Found,
  type LevelExplained,
  type PleaExplained,
  type Quoted,
  quoted,
  type SpeechFound,
} from './explanation.js';

/** Prints what a text triggers and why. */
export async function rulesTry(
  text: string,
  options: { readonly json?: true } = {},
  root: string = PACKAGE_ROOT,
): Promise<void> {
  const ruleset = await loadRuleset(root);
  const explanation = explain(text, ruleset);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(explanation)}\n`
      : `${tryLines(explanation, text, speechLineFinder(root)).join('\n')}\n`,
  );
}

/** In which line of speech.yaml the pattern with a number stands; null where the file cannot say. */
type LineOfSpeech = (index: number) => number | null;

function speechLineFinder(root: string): LineOfSpeech {
  const file = readYamlFile(path.join(root, 'rules', 'speech.yaml'), 'rules/speech.yaml');
  return index => (isProblems(file) ? null : file.lineOf(['patterns', index]));
}

function tryLines(explanation: Explanation, text: string, lineOf: LineOfSpeech): readonly string[] {
  const { assessment, found, speech, told, plea, level } = explanation;
  return [
    headLine(assessment),
    '',
    ...part('found, strongest first: points · rule · how much it says · reason', found.map(foundLine)),
    ...(level ? ['', 'how the level came about', ...levelLines(level, assessment)] : []),
    '',
    assessment.kind === 'danger' ? 'how the plea was found' : 'why it is no plea',
    ...pleaLines(plea),
    '',
    ...part(`speech act: ${assessment.speechAct}`, [
      ...speechLines(speech, lineOf),
      `  ${signed(told.words)}  a warning or a report by its words; from ${told.from} on it is one`,
    ]),
    '',
    ...part('facts read', factLines(assessment.facts, text)),
    '',
    ...part(
      'what points at somebody',
      assessment.identifiers.map(
        ({ kind, value, country, span }) =>
          `  ${kind} ${value}${country ? ` (${country})` : ''}${place(quoted(span, text))}`,
      ),
    ),
  ];
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return [title, ...(lines.length === 0 ? ['  none'] : lines)];
}

function headLine({ kind, riskLevel, score, category, topic, triage }: Assessment): string {
  if (triage) {
    const { who, urgency, country, stage, province } = triage;
    return `danger · who ${who} · urgency ${urgency} · country ${country ?? 'not said'}${province ? ` (${province})` : ''} · stage ${stage ?? 'not said'}`;
  }
  return [
    kind,
    `level ${riskLevel ?? 'none given'}`,
    `score ${score}`,
    ...(category ? [`category ${category}`] : []),
    ...(topic ? [`topic ${topic}`] : []),
  ].join(' · ');
}

function foundLine({ id, status, reason, strength, points, at, counts }: Found): string {
  const weight = strength === 'pattern' ? '' : `${signed(points).padStart(POINTS_WIDTH)}  `;
  const remarks = [
    strength,
    ...(reason ? [reason] : []),
    ...(status === 'draft' ? ['draft'] : []),
    ...(counts || status === 'draft' ? [] : ['not believed']),
  ];
  return `  ${weight}${id} · ${remarks.join(' · ')}${at ? place(at) : '  (something missing)'}`;
}
const POINTS_WIDTH = 6;

/** `  44–67 (1:45) "paspor kami"`: offsets, line and column, words. */
function place({ start, end, line, column, quote }: Quoted): string {
  return `  ${start}–${end} (${line}:${column}) "${quote.replace(/\s+/g, ' ')}"`;
}

function levelLines(level: LevelExplained, { speechAct, riskLevel }: Assessment): readonly string[] {
  const { base, raises, lowers, taken, words, besideWords, act, sum, cuts, because } = level;
  return [
    line(base, 'before any sign'),
    line(act, `being "${speechAct}"`),
    line(raises, `signs, ${sum.signs} of them with words that can be quoted`),
    line(
      -taken,
      lowers > taken
        ? `signs of honesty (they say ${round(lowers)}; no more may be taken off)`
        : 'signs of honesty',
    ),
    line(sum.rules, 'what the rules say'),
    line(words, 'what the choice of words says'),
    line(
      sum.total,
      `${besideWords} × rules + words${sum.settled.total === sum.total ? '' : `; without drafts ${round(sum.settled.total)}`}`,
    ),
    `  cuts: unsure ${cuts.unsure}, caution ${cuts.caution}, high ${cuts.high} → ${riskLevel ?? 'no level'}`,
    ...because.map(why => `  ${why}`),
  ];
}
function line(value: number, what: string): string {
  return `  ${signed(value).padStart(SUM_WIDTH)}  ${what}`;
}
const SUM_WIDTH = 7;

function pleaLines({
  signs,
  patterns,
  words,
  besideWords,
  total,
  from,
  cues,
}: PleaExplained): readonly string[] {
  return [
    line(signs, `what the signs say, ${patterns} of them patterns`),
    line(words, 'what the choice of words says'),
    line(total, `${besideWords} × signs + words; a plea from ${from} on`),
    ...cues.map(({ cue, at }) => `  cue ${cue}${at ? place(at) : ''}`),
  ];
}

function speechLines(speech: readonly SpeechFound[], lineOf: LineOfSpeech): readonly string[] {
  const sums = new Map<SpeechAct, number>();
  for (const { act, points } of speech) sums.set(act, (sums.get(act) ?? 0) + points);
  return [
    ...[...sums]
      .sort(([, left], [, right]) => right - left)
      .map(([act, points]) => `  ${signed(points)}  ${act} in all`),
    ...speech.map(({ act, points, index, at }) => {
      const line = lineOf(index);
      return `    ${signed(points)}  ${act}${line === null ? '' : ` · rules/speech.yaml:${line}`}${at ? place(at) : ''}`;
    }),
  ];
}

function factLines(facts: Facts, text: string): readonly string[] {
  const { money, places, visas, payments, departure, employer } = facts;
  const at = (span: { readonly start: number; readonly end: number }): string => place(quoted(span, text));
  return [
    ...money.map(one => `  money: ${sayMoney(one)}${at(one.span)}`),
    ...places.map(
      ({ id, country, kind, role, span }) => `  place: ${id} (${country}, ${kind}), ${role}${at(span)}`,
    ),
    ...visas.map(({ kind, span }) => `  visa: ${kind}${at(span)}`),
    ...payments.map(({ payer, what, span }) => `  payment: ${what}, paid by ${payer}${at(span)}`),
    ...(departure ? [`  departure: in ${departure.days} days${at(departure.span)}`] : []),
    `  employer: ${employer.kind}${employer.name ? `, ${employer.name}` : ''}${employer.span ? at(employer.span) : ''}`,
    `  destination: ${facts.destination ?? 'not said'}`,
    ...(facts.province === undefined ? [] : [`  province: ${facts.province}`]),
    ...(facts.licence ? ['  licence number: named'] : []),
    ...(facts.writerIsMinor ? ['  the writer says that they are under 18'] : []),
  ];
}

function sayMoney({ min, max, currency, period, role }: Money): string {
  const amount = min === max ? String(min) : `${min}–${max}`;
  return `${amount} ${currency}, ${role}${period === 'unknown' ? '' : `, ${period === 'once' ? period : `a ${period}`}`}`;
}

const round = (value: number): number => Number(value.toFixed(2));
/** Two decimals and always a sign; a sum of nothing is "+0". */
function signed(value: number): string {
  const rounded = round(value);
  return rounded < 0 ? `−${-rounded}` : `+${Math.abs(rounded)}`;
}
