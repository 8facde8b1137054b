/**
 * Reads `rules/vocabulary.yaml`: words by their points. The file is written by `rules fit`; without it words weigh
 * nothing. Every mistake is named by file and line.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { NO_VOCABULARY, type Vocabulary } from '../classifier/vocabulary.js';
import type { Problem } from '../errors.js';
import { isProblems, readYamlFile, validateYaml } from './yaml-file.js';

const vocabularySchema = z.strictObject({
  base: z.number(),
  raises_at_most: z.number().min(0),
  lowers_at_most: z.number().min(0),
  words: z.record(z.string().regex(/^-?\d+(\.\d+)?$/), z.array(z.string())),
});

export function readVocabulary(absolutePath: string, name: string): Vocabulary | readonly Problem[] {
  if (!existsSync(absolutePath)) return NO_VOCABULARY;
  const file = readYamlFile(absolutePath, name);
  if (isProblems(file)) return file;
  const checked = validateYaml(file, vocabularySchema);
  if (isProblems(checked)) return checked;
  const { value } = checked;
  return {
    points: new Map(
      Object.entries(value.words).flatMap(([points, words]) =>
        words.map((word): [string, number] => [word, Number(points)]),
      ),
    ),
    base: value.base,
    raisesAtMost: value.raises_at_most,
    lowersAtMost: value.lowers_at_most,
  };
}
