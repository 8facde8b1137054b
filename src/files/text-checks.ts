/**
 * What a locale file must hold and how its texts must be worded. Comes in: one language's entries and those of
 * the others; goes out: every problem, with its line. Pure.
 */
import type { Problem } from '../errors.js';
import {
  EXAMPLES_KEY,
  LIST_KEYS,
  type Locale,
  PLACEHOLDERS,
  PLURAL_KEYS,
  REASONS_SECTION,
  TEXT_KEYS,
} from '../replies/text-keys.js';
import {
  alarmWord,
  BUTTON_LENGTH_MAX,
  longSentences,
  REASON_LENGTH_MAX,
  SENTENCE_WORDS_MAX,
  unsaidWords,
} from '../replies/wording.js';
import type { TextEntries, TextEntry } from './text-entries.js';
import type { YamlFile } from './yaml-file.js';

/** Texts that touch somebody in danger, or the law: a caseworker or a lawyer reads them. */
const READ_SECTIONS = ['danger.', 'family.', 'law.'];
/** Texts that state what the law or the government says. */
const SOURCED_SECTION = 'law.';
/** Stand in a row of reasons, so they are as short as one. */
const CLAUSE_SECTIONS = [`${REASONS_SECTION}.`, 'law.destination.'];
/** Line 1 of an answer to somebody in danger, a family, somebody who has left or paid. */
const FIRST_LINES: ReadonlySet<string> = new Set([
  'danger.received',
  'danger.situation_ask',
  'danger.answer_line',
  'danger.quiet',
  'danger.late',
  'danger.departed_line',
  'family.worry',
  'family.call_now',
  'family.prepare_title',
  'choice.paid_line',
  'choice.sent_data_line',
]);
const REASON_KEY = /^reasons\.[a-z]+(?:_[a-z]+)*$/;
const EXAMPLE_KEY = new RegExp(`^${EXAMPLES_KEY}\\.\\d+\\.(?:title|text)$`);
/** "{{- name, format}}" without its brackets. */
const PLACE_NAME = /^-?\s*([^,\s]*)/;

type Add = (key: string, message: string) => void;

/** Everything wrong with the texts of `locale`. */
export function textProblems(
  locale: Locale,
  file: YamlFile,
  all: ReadonlyMap<Locale, TextEntries>,
): readonly Problem[] {
  const byKey = all.get(locale)?.byKey ?? new Map<string, TextEntry>();
  const problems: Problem[] = [];
  const add: Add = (key, message) =>
    problems.push({ file: file.name, line: file.lineOf(key.split('.')), message: `${key} ${message}` });

  const wanted = wantedKeys(locale);
  for (const key of wanted) if (!byKey.has(key)) add(key, 'is missing');
  for (const list of LIST_KEYS) if (!byKey.has(`${list}.0`)) add(list, 'is missing, or is not a list');
  if (!byKey.has(`${EXAMPLES_KEY}.0.text`))
    add(EXAMPLES_KEY, 'is missing, or is not a list of title and text');
  for (const [key, entry] of byKey) {
    if (!isKnown(key, wanted)) add(key, 'is no key of the program; remove it or correct its name');
    // Examples imitate adverts, with all that the texts must not say.
    else if (!key.startsWith(`${EXAMPLES_KEY}.`)) {
      checkEntry(key, entry, add);
      checkWording(key, entry.text, locale, add);
    }
  }
  checkAgainstOthers(locale, byKey, all, add);
  return problems;
}

function wantedKeys(locale: Locale): ReadonlySet<string> {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  return new Set([...TEXT_KEYS, ...PLURAL_KEYS.flatMap(key => forms.map(form => `${key}_${form}`))]);
}

function isKnown(key: string, wanted: ReadonlySet<string>): boolean {
  const list = key.replace(/\.\d+$/, '');
  return (
    wanted.has(key) ||
    REASON_KEY.test(key) ||
    (list !== key && LIST_KEYS.some(known => known === list)) ||
    EXAMPLE_KEY.test(key)
  );
}

function checkEntry(key: string, { text, readBy, source, date }: TextEntry, add: Add): void {
  const isRead = READ_SECTIONS.some(section => key.startsWith(section));
  if (isRead && readBy === null) {
    add(key, 'needs read_by: who has read it, [] for nobody yet (write { text: …, read_by: [] })');
  }
  if (key.startsWith(SOURCED_SECTION) && (source === null || date === null)) {
    add(key, 'states law or policy, so it needs source and date');
  }
  if ((source === null) !== (date === null)) add(key, 'source and date go together');
  const offered: readonly string[] = offeredPlaces(key);
  for (const place of placesOf(text)) {
    if (!offered.includes(place)) {
      add(
        key,
        `has {{${place}}}, which the program does not fill in${offered.length > 0 ? `; it fills in ${offered.join(', ')}` : ''}`,
      );
    }
  }
}

function offeredPlaces(key: string): readonly string[] {
  const found = Object.entries(PLACEHOLDERS).find(([known]) => key === known || key.startsWith(`${known}_`));
  return found?.[1] ?? [];
}

function placesOf(text: string): readonly string[] {
  const names = new Set<string>();
  for (let open = text.indexOf('{{'); open >= 0; ) {
    const close = text.indexOf('}', open + 2);
    if (close < 0) break;
    if (text.charAt(close + 1) === '}') names.add(PLACE_NAME.exec(text.slice(open + 2, close))?.[1] ?? '');
    open = text.indexOf('{{', close + 1);
  }
  return [...names].sort();
}

function checkWording(key: string, text: string, locale: Locale, add: Add): void {
  for (const unsaid of unsaidWords(text, locale)) add(key, unsaid);
  for (const sentence of longSentences(text)) {
    add(key, `has a sentence of more than ${SENTENCE_WORDS_MAX} words: "${sentence.slice(0, 40)}…"`);
  }
  if (CLAUSE_SECTIONS.some(section => key.startsWith(section)) && text.length > REASON_LENGTH_MAX) {
    add(key, `has ${text.length} characters; a reason has at most ${REASON_LENGTH_MAX}`);
  }
  if (key.startsWith('verdict.button.') && text.length > BUTTON_LENGTH_MAX) {
    add(key, `has ${text.length} characters; a button has at most ${BUTTON_LENGTH_MAX}`);
  }
  const alarm = FIRST_LINES.has(key) ? alarmWord(text, locale) : null;
  if (alarm !== null) add(key, `is a first line that anybody may see, so it must not say "${alarm}"`);
}

function checkAgainstOthers(
  locale: Locale,
  byKey: ReadonlyMap<string, TextEntry>,
  all: ReadonlyMap<Locale, TextEntries>,
  add: Add,
): void {
  for (const [other, { byKey: theirs }] of all) {
    if (other === locale) continue;
    for (const [key, { text }] of theirs) {
      const mine = byKey.get(key);
      if (!mine) {
        if (REASON_KEY.test(key)) add(key, `is missing: ${other}.yaml has it`);
      } else if (placesOf(mine.text).join() !== placesOf(text).join()) {
        add(
          key,
          `fills in ${placesOf(mine.text).join(', ') || 'nothing'}, but in ${other}.yaml ${placesOf(text).join(', ') || 'nothing'}`,
        );
      }
    }
  }
}
