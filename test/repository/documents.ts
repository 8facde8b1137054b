/**
 * What the documents promise, as checks over their text: files that are named exist, commands are real ones,
 * settings are those that the program reads. Text comes in, complaints go out; `documents.test.ts` runs them over
 * the documents, and over planted mistakes.
 */
import path from 'node:path';

/** Does a path exist, counted from the root of the repository? */
export type Exists = (file: string) => boolean;

const LINK = /\]\(([^)\s]+)\)/g;
const IN_BACKTICKS = /`([^`\n]+)`/g;
const FENCED = /^```(\w*)\n([\s\S]*?)^```$/gm;
/** What looks like a path of this repository, and what is a pattern or a place to fill in. */
const OWN_PATH = /^(?:src|test|rules|locales|\.github|\.ci)\/[\w./-]*$/;
const SOURCE_PATH = /^[a-z][\w-]*(?:\/[\w-]+)*\/[\w.-]+\.(?:tsx?|js|yaml|txt|md)$/;

/** Links and paths that lead nowhere, as written. */
export function deadReferences(document: string, source: string, exists: Exists): string[] {
  const folder = path.posix.dirname(document);
  const text = source.replace(FENCED, '');
  const links = [...text.matchAll(LINK)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter(target => target !== '' && !/^[a-z]+:/.test(target))
    .filter(target => !exists(path.posix.join(folder, target)));
  const named = [...text.matchAll(IN_BACKTICKS)]
    .map(([, words = '']) => words)
    .filter(words => OWN_PATH.test(words) || SOURCE_PATH.test(words))
    .filter(words => !exists(words) && !exists(path.posix.join(folder, words)));
  return [...links, ...named];
}

/** Names in the first column of the tables whose rows begin with a variable in backticks. */
export function documentedVariables(source: string): string[] {
  return [...source.matchAll(/^\| (`[A-Z][A-Z_]+`(?:, `[A-Z][A-Z_]+`)*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
  );
}

/** Names that the schema in config.ts reads. */
export function variablesRead(config: string): string[] {
  const [, schema = ''] = /const schema = z\.object\(\{([\s\S]*?)^\}\);/m.exec(config) ?? [];
  return [...schema.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name);
}

/** Verbs of npm that need no script of that name. */
const NPM_VERBS: ReadonlySet<string> = new Set(['ci', 'install', 'audit']);

/** npm commands that no script stands behind, wherever they are written. */
export function unknownNpmCommands(source: string, scripts: ReadonlySet<string>): string[] {
  return [...source.matchAll(/\bnpm(?: --?\w+)* (run )?(?:--silent )?([a-z][\w:-]*)/g)]
    .filter(([, run, name = '']) => !(scripts.has(name) && (run || name === 'start' || name === 'test')))
    .filter(([, run, name = '']) => run !== undefined || !NPM_VERBS.has(name))
    .map(([command]) => command);
}

/** Every line of every block of shell commands. */
export function shellLines(source: string): string[] {
  return [...source.matchAll(FENCED)]
    .filter(([, language]) => language === 'sh')
    .flatMap(([, , block = '']) =>
      block.split('\n').filter(line => line.trim() !== '' && !line.startsWith('#')),
    );
}

const TOP_LEVEL: readonly RegExp[] = [
  /^(src|rules|locales|test)$/,
  /^(Dockerfile|package\.json|package-lock\.json|README\.md|LICENSE|compose\.yaml|biome\.json|knip\.json)$/,
  /^tsconfig[\w.]*\.json$/,
  /^\./,
  /\.config\.\w+$/,
];

/** Entries at the top that are neither a room of the house nor ignored. */
export function strangers(entries: readonly string[], ignored: readonly string[]): string[] {
  return entries.filter(entry => !ignored.includes(entry) && !TOP_LEVEL.some(known => known.test(entry)));
}

const FOREIGN: readonly RegExp[] = [
  // The folders of somebody's machine.
  /(?<![\w./-])\/(?:work|root|home\/\w+|Users\/\w+)\//,
  /\b(?:registry\.(?:npmjs|yarnpkg|npmmirror)\.\w+|npm\.pkg\.github\.com|\w+\.jfrog\.io)\b/,
];

/** Lines that speak of the machine they were written on or of where packages came from. */
export function foreignTraces(source: string): string[] {
  return source.split('\n').filter(line => FOREIGN.some(trace => trace.test(line)));
}

/** Folders of src/ that the code map has no row for, and rows without a folder. */
export function mapDifferences(map: string, folders: readonly string[]): string[] {
  const rows = [...map.matchAll(/^\| `([\w-]+)\/` \|/gm)].map(([, name = '']) => name);
  return [...folders.filter(name => !rows.includes(name)), ...rows.filter(name => !folders.includes(name))];
}
