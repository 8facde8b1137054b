/**
 * The texts of one locale file, flat: key to text, with who has read it and where its fact comes from. Comes in:
 * a parsed file; goes out: its entries and whatever is wrong with their shape. It knows no key.
 */
import { z } from 'zod';
import type { Problem } from '../errors.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

/** Longer than this is no reply text. */
const TEXT_LENGTH_MAX = 400;
/** Deeper than this is no key. */
const DEPTH_MAX = 6;
const ITEMS_MAX = 12;

const words = z
  .string({ error: 'must be a text; put it in quotes if it holds ": " or starts with a sign' })
  .min(1, 'is empty')
  .max(TEXT_LENGTH_MAX, `is longer than ${TEXT_LENGTH_MAX} characters`)
  .refine(text => text.trim() === text, 'begins or ends with a blank')
  .refine(text => !/[\n\t]/.test(text), 'holds a line break; write a list, one item a line')
  .refine(text => !text.includes('$t('), 'holds "$t("; a text cannot call another');

const entrySchema = z.union([
  words.transform(text => ({ text, readBy: null, source: null, date: null })),
  z
    .strictObject(
      {
        text: words,
        read_by: z.array(z.string().min(1), { error: 'read_by must be a list of names, [] for nobody yet' }),
        source: z.string().min(1).optional(),
        date: z
          .string()
          .regex(
            /^20\d{2}(-\d{2}){0,2}$/,
            'write the date as 2025, 2025-10 or 2025-10-28, in quotes if it is a year',
          )
          .optional(),
      },
      { error: 'write text and read_by, and where it states a fact source and date; nothing else' },
    )
    .transform(entry => ({
      text: entry.text,
      readBy: entry.read_by,
      source: entry.source ?? null,
      date: entry.date ?? null,
    })),
]);

export interface TextEntry {
  readonly text: string;
  /** Who has read it; null where nobody needs to. */
  readonly readBy: readonly string[] | null;
  readonly source: string | null;
  readonly date: string | null;
}

export interface TextEntries {
  /** By dotted key; an item of a list is `key.0`, `key.1` … */
  readonly byKey: ReadonlyMap<string, TextEntry>;
  readonly problems: readonly Problem[];
}

/** Flattens a locale file. */
export function textEntries(file: YamlFile): TextEntries {
  const byKey = new Map<string, TextEntry>();
  const problems: Problem[] = [];
  const report = (path: YamlPath, message: string) =>
    problems.push({
      file: file.name,
      line: file.lineOf(path),
      message: `${path.join('.')} ${message}`.trim(),
    });

  const visit = (value: unknown, path: YamlPath): void => {
    if (isSection(value) && path.length < DEPTH_MAX) {
      const keys = Object.keys(value);
      if (keys.length === 0) report(path, 'is empty');
      for (const key of keys) visit(value[key], [...path, key]);
    } else if (Array.isArray(value)) {
      if (value.length === 0 || value.length > ITEMS_MAX) report(path, `must have 1 to ${ITEMS_MAX} items`);
      for (const [index, item] of value.entries()) visit(item, [...path, index]);
    } else {
      const parsed = (typeof value === 'string' ? entrySchema.options[0] : entrySchema.options[1]).safeParse(
        value,
      );
      if (parsed.success) byKey.set(path.join('.'), parsed.data);
      else
        for (const issue of parsed.error.issues) report([...path, ...issue.path.map(String)], issue.message);
    }
  };

  if (isSection(file.value)) visit(file.value, []);
  else report([], 'must hold texts by key');
  return { byKey, problems };
}

/** A map of further keys; `{ text, read_by }` is one text, `{ title, text }` an example advert. */
function isSection(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('text' in value) || 'title' in value;
}
