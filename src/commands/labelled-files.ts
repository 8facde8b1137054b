/**
 * The labelled texts that a record or a scoreboard is counted on: files in, texts in named groups out. Without files
 * those of the project's own corpus, whose two folders stay apart: rules are written from `learn`, `held-out` is only
 * counted. Reads the disk, judges nothing.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { StartupError } from '../errors.js';
import { readLabelled } from './evaluate.js';
import type { LabelledText } from './evaluation.js';

/** Folders of the own corpus, in the order in which they are shown. */
export const CORPUS_GROUPS = ['learn', 'held-out'] as const;
/** Where they lie below the project's root. */
export const CORPUS_FOLDER = 'test/corpus';

/** Texts that are counted together. */
export interface LabelledGroup {
  readonly name: string;
  readonly texts: readonly LabelledText[];
}

/** True where the project's own texts lie beside the rules; an installed program has none. */
export function hasCorpus(root: string): boolean {
  return CORPUS_GROUPS.every(group => existsSync(path.join(root, CORPUS_FOLDER, group)));
}

/** The project's own texts, by folder. @throws StartupError naming what cannot be read */
export async function readCorpus(root: string): Promise<readonly LabelledGroup[]> {
  return Promise.all(
    CORPUS_GROUPS.map(async name => {
      const folder = path.join(root, CORPUS_FOLDER, name);
      if (!existsSync(folder))
        throw new StartupError([{ file: `${CORPUS_FOLDER}/${name}`, line: null, message: 'is not there' }]);
      const files = readdirSync(folder)
        .filter(file => file.endsWith('.jsonl'))
        .sort();
      return { name, texts: await readAll(files.map(file => path.join(folder, file))) };
    }),
  );
}

/** Files by the folder that they lie in, in the order in which the folders are first named. @throws StartupError */
export async function readFileGroups(files: readonly string[]): Promise<readonly LabelledGroup[]> {
  const byFolder = new Map<string, string[]>();
  for (const file of files) {
    const folder = path.basename(path.dirname(path.resolve(file)));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return Promise.all([...byFolder].map(async ([name, named]) => ({ name, texts: await readAll(named) })));
}

async function readAll(files: readonly string[]): Promise<LabelledText[]> {
  return (await Promise.all(files.map(readLabelled))).flat();
}
