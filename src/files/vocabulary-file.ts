/**
 * Reads `rules/vocabulary.yaml`: words and signs by their points. The file is written by `rules fit`; without it the
 * choice of words says nothing. Every mistake is named by file and line.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { NO_VOCABULARY, type Scale, type Vocabulary } from '../classifier/vocabulary.js';
import type { Problem } from '../errors.js';
import { isProblems, readYamlFile, validateYaml, type YamlFile } from './yaml-file.js';

const byPoints = z.record(z.string().regex(/^-?\d+(\.\d+)?$/), z.array(z.string()));
const scale = { base: z.number(), words: byPoints, signs: byPoints };
const vocabularySchema = z.strictObject({
  plea: z.strictObject({
    ...scale,
    alone: z.number(),
    more_where_told: z.number(),
    beside_pattern: z.number(),
  }),
  relative: z.strictObject(scale),
  advert: z.strictObject({
    ...scale,
    raises_at_most: z.number().min(0),
    lowers_at_most: z.number().min(0),
  }),
});
type ScaleFile = { base: number; words: Record<string, string[]>; signs: Record<string, string[]> };

/** @param signs numbers of the phrases that a sign may be, by name (`@plea_locked`, `<abroad>`) */
export function readVocabulary(
  absolutePath: string,
  name: string,
  signs: ReadonlyMap<string, number>,
): Vocabulary | readonly Problem[] {
  if (!existsSync(absolutePath)) return NO_VOCABULARY;
  const file = readYamlFile(absolutePath, name);
  if (isProblems(file)) return file;
  const checked = validateYaml(file, vocabularySchema);
  if (isProblems(checked)) return checked;
  const { plea, relative, advert } = checked.value;
  const problems = Object.entries(checked.value).flatMap(([key, written]) =>
    unknownSigns(key, written, signs, file),
  );
  if (problems.length > 0) return problems;
  return {
    plea: {
      ...scaleOf(plea, signs),
      alone: plea.alone,
      moreWhereTold: plea.more_where_told,
      besidePattern: plea.beside_pattern,
    },
    relative: scaleOf(relative, signs),
    advert: {
      ...scaleOf(advert, signs),
      raisesAtMost: advert.raises_at_most,
      lowersAtMost: advert.lowers_at_most,
    },
  };
}

function scaleOf(file: ScaleFile, signs: ReadonlyMap<string, number>): Scale {
  const pairs = (written: Record<string, string[]>): [string, number][] =>
    Object.entries(written).flatMap(([points, names]) =>
      names.map(one => [one, Number(points)] as [string, number]),
    );
  return {
    base: file.base,
    words: new Map(pairs(file.words)),
    signs: new Map(pairs(file.signs).map(([sign, points]) => [signs.get(sign) as number, points])),
  };
}

/** A word list that was renamed or deleted since. */
function unknownSigns(
  key: string,
  { signs: written }: ScaleFile,
  known: ReadonlyMap<string, number>,
  file: YamlFile,
): readonly Problem[] {
  return Object.entries(written).flatMap(([points, names]) =>
    names
      .filter(sign => !known.has(sign))
      .map(sign => ({
        file: file.name,
        line: file.lineOf([key, 'signs', points]),
        message: `there is no word list or fact "${sign}"; take it out, "rules fit" learns it anew`,
      })),
  );
}
