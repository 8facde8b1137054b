/**
 * Reads `rules/vocabulary.yaml`: words and signs by their points. The file is written by `rules fit`; without it the
 * choice of words says nothing. Every mistake is named by file and line.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { SPEECH_ACTS, type SpeechAct } from '../assessment.js';
import { NO_VOCABULARY, type Scale, type Vocabulary } from '../classifier/vocabulary.js';
import type { Problem } from '../errors.js';
import { isProblems, readYamlFile, validateYaml, type YamlFile } from './yaml-file.js';

const POINTS = /^-?\d+(\.\d+)?$/;
const byPoints = z.record(z.string().regex(POINTS), z.array(z.string()));
const scale = { base: z.number(), words: byPoints, signs: byPoints };
const vocabularySchema = z.strictObject({
  plea: z.strictObject({
    ...scale,
    alone: z.number(),
    more_where_told: z.number(),
    beside_pattern: z.number(),
  }),
  relative: z.strictObject(scale),
  urgency: z.strictObject(scale).optional(),
  advert: z.strictObject({
    ...scale,
    acts: z.strictObject(
      Object.fromEntries(SPEECH_ACTS.map(act => [act, z.number()])) as Record<SpeechAct, z.ZodNumber>,
    ),
    rules: byPoints,
  }),
});
type NamesByPoints = Record<string, string[]>;
type ScaleFile = { base: number; words: NamesByPoints; signs: NamesByPoints };

/**
 * @param signs numbers of the phrases that a sign may be, by name (`@plea_locked`, `<abroad>`)
 * @param ruleIds the rules that there are
 */
export function readVocabulary(
  absolutePath: string,
  name: string,
  signs: ReadonlyMap<string, number>,
  ruleIds: ReadonlySet<string>,
): Vocabulary | readonly Problem[] {
  if (!existsSync(absolutePath)) return NO_VOCABULARY;
  const file = readYamlFile(absolutePath, name);
  if (isProblems(file)) return file;
  const checked = validateYaml(file, vocabularySchema);
  if (isProblems(checked)) return checked;
  const { plea, relative, urgency, advert } = checked.value;
  const knownSigns = new Set(signs.keys());
  const problems = [
    ...Object.entries(checked.value).flatMap(([key, written]) =>
      unknownNames([key, 'signs'], written?.signs ?? {}, knownSigns, 'word list or fact', file),
    ),
    ...unknownNames(['advert', 'rules'], advert.rules, ruleIds, 'rule', file),
  ];
  if (problems.length > 0) return problems;
  return {
    plea: {
      ...scaleOf(plea, signs),
      alone: plea.alone,
      moreWhereTold: plea.more_where_told,
      besidePattern: plea.beside_pattern,
    },
    relative: scaleOf(relative, signs),
    urgency: urgency ? scaleOf(urgency, signs) : NO_VOCABULARY.urgency,
    advert: {
      ...scaleOf(advert, signs),
      rules: new Map(pairsOf(advert.rules)),
      acts: advert.acts,
    },
  };
}

function scaleOf(file: ScaleFile, signs: ReadonlyMap<string, number>): Scale {
  return {
    base: file.base,
    words: new Map(pairsOf(file.words)),
    signs: new Map(pairsOf(file.signs).map(([sign, points]) => [signs.get(sign) as number, points])),
  };
}

function pairsOf(byPoints: NamesByPoints): [string, number][] {
  return Object.entries(byPoints).flatMap(([points, names]) =>
    names.map((name): [string, number] => [name, Number(points)]),
  );
}

/** What was renamed or deleted since. */
function unknownNames(
  where: readonly string[],
  written: NamesByPoints,
  known: ReadonlySet<string>,
  kind: string,
  file: YamlFile,
): readonly Problem[] {
  return Object.entries(written).flatMap(([points, names]) =>
    names
      .filter(name => !known.has(name))
      .map(name => ({
        file: file.name,
        line: file.lineOf([...where, points]),
        message: `there is no ${kind} "${name}"; take it out, "rules fit" learns it anew`,
      })),
  );
}
