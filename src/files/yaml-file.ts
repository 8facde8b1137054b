/**
 * One YAML file that a person edits: its value, and the line on which each part of it stands, so that every
 * mistake is named by file and line. Reads the disk; judges nothing but the syntax.
 *
 * Two parsers on purpose: js-yaml reads the value, four times as fast, and the start waits for 160 files; `yaml`
 * knows the lines, and is asked only when there is a mistake to name.
 */
import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { ZodError, ZodType } from 'zod';
import type { Problem } from '../errors.js';

/** Larger files are refused: nothing that a person edits by hand gets there. */
export const YAML_FILE_BYTES_MAX = 1_000_000;

export type YamlPath = readonly (string | number)[];

export interface YamlFile {
  /** As it is named in messages: relative to the project. */
  readonly name: string;
  readonly value: unknown;
  /** Line of the node at `path`, or of its nearest existing ancestor; counts from 1. */
  lineOf(path: YamlPath): number;
}

/** Reads and parses one file. @returns the file, or every syntax error in it (a doubled key is one) */
export function readYamlFile(absolutePath: string, name: string): YamlFile | readonly Problem[] {
  let source: string;
  try {
    source = readFileSync(absolutePath, 'utf8');
  } catch {
    return [
      { file: name, line: null, message: 'the file cannot be read; restore it or check its permissions' },
    ];
  }
  if (Buffer.byteLength(source) > YAML_FILE_BYTES_MAX) {
    return [{ file: name, line: null, message: `larger than ${YAML_FILE_BYTES_MAX} bytes; split it` }];
  }
  return parseYaml(source, name);
}

/** The same for a text that is already in memory. */
export function parseYaml(source: string, name: string): YamlFile | readonly Problem[] {
  let value: unknown;
  try {
    value = load(source, { schema: CORE_SCHEMA });
  } catch (error) {
    return syntaxProblems(source, name, error);
  }
  let lines: ReturnType<typeof readLines> | null = null;
  return {
    name,
    value,
    lineOf: path => {
      lines ??= readLines(source);
      return lines.lineAt(offsetOf(lines.document.contents as Node | null, path));
    },
  };
}

function readLines(source: string) {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, uniqueKeys: true });
  return { document, lineAt: (offset: number): number => counter.linePos(offset).line };
}

/** Every syntax error of a text that could not be read; at least the one that `error` names. */
function syntaxProblems(source: string, name: string, error: unknown): readonly Problem[] {
  const { document, lineAt } = readLines(source);
  const found = document.errors.map(({ pos, message }) =>
    problem(name, lineAt(pos[0]), message.split('\n')[0] ?? ''),
  );
  if (found.length > 0) return found;
  const { reason, mark } = error as { reason?: string; mark?: { line?: number } };
  return [problem(name, mark?.line === undefined ? null : mark.line + 1, reason ?? 'cannot be read')];
}

function problem(file: string, line: number | null, message: string): Problem {
  return { file, line, message: `not valid YAML: ${message}` };
}

/** Start offset of the node at `path`: of the key for a map entry, of the item for a list entry. */
function offsetOf(root: Node | null, path: YamlPath): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        item => isPair(item) && isNode(item.key) && String(item.key) === String(step),
      );
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!isNode(node)) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** Checks a file against a schema. @returns the value in the schema's shape, or every problem with its line */
export function validateYaml<T>(
  file: YamlFile,
  schema: ZodType<T>,
): { readonly value: T } | readonly Problem[] {
  const checked = schema.safeParse(file.value);
  return checked.success ? { value: checked.data } : problemsOf(checked.error, file);
}

function problemsOf(error: ZodError, file: YamlFile): readonly Problem[] {
  return error.issues.map(issue => {
    const path = issue.path.map(step => (typeof step === 'symbol' ? String(step) : step));
    const where = path.length > 0 ? `${path.join('.')}: ` : '';
    return { file: file.name, line: file.lineOf(path), message: `${where}${issue.message}` };
  });
}
