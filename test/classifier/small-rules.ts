/**
 * A ruleset of a test's own: rules as the test writes them, read from files in a temporary folder the way the
 * shipped ones are. Words, speech, topics and weights are few and fixed here, so that a change of the shipped
 * rules changes no test of the machinery; only the places and employers are the shipped ones.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { ruleHolds } from '../../src/classifier/examples.js';
import { onlyRule, openRuleset, type Ruleset } from '../../src/classifier/ruleset.js';
import { isProblems, StartupError } from '../../src/errors.js';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import { readRules } from '../../src/files/rule-files.js';

/** The fields of a rule file that a test cares about; the others are filled in. */
export type RuleFields = Readonly<Record<string, unknown>>;

const WORDS = {
  lists: { warna: ['merah', 'biru tua'] },
  spelling: { lowongan: ['loker'] },
  negations: ['tidak', 'tanpa'],
};
const SPEECH = {
  patterns: [
    { act: 'offer', points: 3, when: ['lowongan'] },
    { act: 'warning', points: 5, when: ['waspada'] },
    { act: 'news', points: 5, when: ['dilaporkan'] },
    { act: 'question', points: 2, when: ['apakah'] },
  ],
};
const NAMES = { names: ['siti', 'putri'] };
const TOPICS = { patterns: [{ topic: 'greeting', when: ['halo'] }] };
const TRIAGE = {
  who: {
    writer: ['saya'],
    here: ['di sini'],
    relative: ['(anak|adik) saya'],
    they: ['dia'],
    done: ['disekap'],
    noticed: ['hilang kontak'],
    bare_kin: ['adik'],
    speaks_for: ['saya ibunya'],
    felt: ['takut'],
  },
  own_plea: ['tolong saya'],
  not_meant: ['di film'],
  stages: [],
  urgency: [],
};
export const SMALL_WEIGHTS = {
  strengths: { alone: 6, strong: 3.5, combo: 1.3, hint: 0.3 },
  levels: { unsure: 1.2, unsure_in_talk: 3, caution: 3.4, high: 6 },
  lowers_at_most: 3,
  speech_at_least: 2,
  told_from: 2,
  asked: 0,
  beside_words: 1,
  plea: { from: 0, alone: [] as string[] },
  rules: {} as Record<string, number>,
  learnt: {
    advert: {
      base: 0,
      // A chat line must show a little more than an offer; nothing else is judged.
      acts: { offer: 0, chat: -1, warning: -100, news: -100, question: -100, plea: -100 },
      counts: { offer: {}, other: {} },
      rules: {} as Record<string, number>,
    },
    // A pattern is enough, except where somebody warns or reports or it is not meant.
    plea: {
      base: -1,
      acts: { offer: 0, chat: 0, warning: -100, news: -100, question: 0, plea: 0 },
      patterns: [2],
      own_plea: 200,
      not_meant: -100,
    },
  },
};

const SHARED: RuleFields = {
  title: 'Aturan uji',
  status: 'test',
  references: [{ source: 'a test', date: '2026-01' }],
  false_positives: ['none'],
  match: ['tidak dijalankan'],
  no_match: ['tidak dijalankan'],
};
const RULE: RuleFields = { ...SHARED, sign: 'raises', strength: 'strong', reason: 'duties_vague' };
const DISTRESS: RuleFields = { ...SHARED, who: 'self', urgency: 'soon', stage: null };

/** Writes a rules folder. Keys are ids such as `fees/x`; those under `distress/` are patterns of a plea. */
export function writeRules(
  folder: string,
  rules: Readonly<Record<string, RuleFields>>,
  weights: Partial<typeof SMALL_WEIGHTS> = {},
): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown): void => {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), stringify(value));
  };
  write('words.yaml', WORDS);
  write('speech.yaml', SPEECH);
  write('topics.yaml', TOPICS);
  write('names.yaml', NAMES);
  write('triage.yaml', TRIAGE);
  write('weights.yaml', { ...SMALL_WEIGHTS, ...weights });
  for (const name of ['places.yaml', 'employers.yaml'])
    copyFileSync(path.join(PACKAGE_ROOT, 'rules', name), path.join(folder, name));
  for (const [id, fields] of Object.entries(rules))
    write(`${id}.yaml`, { ...(id.startsWith('distress/') ? DISTRESS : RULE), ...fields });
}

/** @throws StartupError with what is wrong in the test's rules */
export function smallRuleset(
  rules: Readonly<Record<string, RuleFields>>,
  weights: Partial<typeof SMALL_WEIGHTS> = {},
): Ruleset {
  const folder = mkdtempSync(path.join(tmpdir(), 'cekloker-rules-'));
  try {
    writeRules(folder, rules, weights);
    const read = readRules(folder);
    if (isProblems(read)) throw new StartupError(read);
    return openRuleset(read);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether one condition, as a caseworker writes it, holds for a text. */
export function conditionHolds(when: unknown, text: string, fields: RuleFields = {}): boolean {
  const ruleset = smallRuleset({ 'uji/aturan': { when, ...fields } });
  const [rule] = ruleset.rules;
  return ruleHolds(rule!, text, onlyRule(ruleset, rule!.id));
}
