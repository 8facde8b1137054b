/**
 * Reads the locales and checks them against what the code asks for. Comes in: locales/<language>.yaml; goes out:
 * the texts, or everything wrong with them at once, by file and line. A missing text is found here, never in
 * front of a person. It judges wording by `replies/wording.ts` and changes no text.
 */
import { join } from 'node:path';
import { createInstance, type Resource } from 'i18next';
import { isProblems, type Problem } from '../errors.js';
import { EXAMPLES_KEY, LIST_KEYS, LOCALES, type Locale, REASONS_SECTION } from '../replies/text-keys.js';
import type { ExampleAdvert, Texts } from '../replies/texts.js';
import { textProblems } from './text-checks.js';
import { type TextEntries, type TextEntry, textEntries } from './text-entries.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

/** Reads and checks one file for each language in `directory`; `name` is how messages call that folder. */
export function loadTexts(directory: string, name: string): Texts | readonly Problem[] {
  const problems: Problem[] = [];
  const files = new Map<Locale, YamlFile>();
  for (const locale of LOCALES) {
    const file = readYamlFile(join(directory, `${locale}.yaml`), `${name}/${locale}.yaml`);
    if (isProblems(file)) problems.push(...file);
    else files.set(locale, file);
  }
  return problems.length > 0 ? problems : checkTexts(files);
}

/** Checks files that are already read. @returns the texts, or every problem in all of them */
export function checkTexts(files: ReadonlyMap<Locale, YamlFile>): Texts | readonly Problem[] {
  const entries = new Map<Locale, TextEntries>();
  for (const [locale, file] of files) entries.set(locale, textEntries(file));
  const problems = [...files].flatMap(([locale, file]) => [
    ...(entries.get(locale)?.problems ?? []),
    ...textProblems(locale, file, entries),
  ]);
  return problems.length > 0 ? problems : textsOf(entries);
}

function textsOf(entries: ReadonlyMap<Locale, TextEntries>): Texts {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    resources: resourcesOf(entries),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // Every renderer escapes for its own markup; escaping here would show twice.
    interpolation: { escapeValue: false },
  });
  const byKey = (locale: Locale): ReadonlyMap<string, TextEntry> => entries.get(locale)?.byKey ?? new Map();
  const listsOf = new Map(
    [...entries.keys()].map(locale => [
      locale,
      new Map(LIST_KEYS.map(key => [key, Object.freeze(itemsOf(byKey(locale), key))])),
    ]),
  );
  const clauses = (locale: Locale, key: string) =>
    byKey(locale).get(`${REASONS_SECTION}.${key}`)?.text ?? null;
  return Object.freeze({
    text: (locale, key, ...values) => i18n.getFixedT(locale)(key, values[0] ?? {}),
    plural: (locale, key, count) => i18n.getFixedT(locale)(key, { count }),
    list: (locale, key) => listsOf.get(locale)?.get(key) ?? [],
    reason: clauses,
    reasonKeys: new Set(
      [...byKey(LOCALES[0]).keys()].flatMap(key =>
        key.startsWith(`${REASONS_SECTION}.`) ? [key.slice(REASONS_SECTION.length + 1)] : [],
      ),
    ),
    examples: locale => examplesOf(byKey(locale)),
    unfilled: (locale, key) => byKey(locale).get(key)?.text ?? '',
    unread: unreadKeys(entries),
  } satisfies Texts);
}

function resourcesOf(entries: ReadonlyMap<Locale, TextEntries>): Resource {
  const resources: Resource = {};
  for (const [locale, { byKey }] of entries) {
    resources[locale] = { translation: Object.fromEntries([...byKey].map(([key, { text }]) => [key, text])) };
  }
  return resources;
}

function itemsOf(byKey: ReadonlyMap<string, TextEntry>, key: string): string[] {
  const items: string[] = [];
  for (let entry = byKey.get(`${key}.0`); entry; entry = byKey.get(`${key}.${items.length}`))
    items.push(entry.text);
  return items;
}

function examplesOf(byKey: ReadonlyMap<string, TextEntry>): readonly ExampleAdvert[] {
  const examples: ExampleAdvert[] = [];
  for (;;) {
    const title = byKey.get(`${EXAMPLES_KEY}.${examples.length}.title`);
    const text = byKey.get(`${EXAMPLES_KEY}.${examples.length}.text`);
    if (!title || !text) return examples;
    examples.push({ title: title.text, text: text.text });
  }
}

function unreadKeys(entries: ReadonlyMap<Locale, TextEntries>): readonly string[] {
  const keys = [...entries.values()].flatMap(({ byKey }) =>
    [...byKey].flatMap(([key, { readBy }]) => (readBy?.length === 0 ? [key] : [])),
  );
  return [...new Set(keys)].sort();
}
