/**
 * Pages that a command writes and people review: their text comes in, the file is written, or looked at whether it says
 * the same. A page that says the same is left untouched. It makes no page itself.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const EXIT_WRONG = 1;

/** A page by its place below the project's root, and the command that writes it anew. */
export interface GeneratedPage {
  readonly file: string;
  readonly text: string;
  readonly command: string;
}

/** What is wrong with the page on disk, with the command that mends it; null when it says what it should. */
export function staleness({ file, text, command }: GeneratedPage, root: string): string | null {
  const onDisk = path.join(root, file);
  if (!existsSync(onDisk)) return `${file} is not there; run: ${command}`;
  const before = readFileSync(onDisk, 'utf8').split('\n');
  const after = text.split('\n');
  const at = Array.from({ length: Math.max(before.length, after.length) }).findIndex(
    (_, index) => before[index] !== after[index],
  );
  return at < 0
    ? null
    : `${file}:${at + 1} is stale; run: ${command}\n  there:   ${before[at] ?? '(no line)'}\n  should be: ${after[at] ?? '(no line)'}`;
}

/** Writes the page, or with `check` only says where it is stale. @returns the exit status */
export function keepPage(page: GeneratedPage, root: string, options: { readonly check?: true }): number {
  const stale = staleness(page, root);
  if (stale === null) {
    process.stdout.write(`${page.file} says what it should\n`);
    return 0;
  }
  if (options.check) {
    process.stderr.write(`${stale}\n`);
    return EXIT_WRONG;
  }
  writeFileSync(path.join(root, page.file), page.text);
  process.stdout.write(`${page.file} written\n`);
  return 0;
}

/** A table in Markdown. Numbers are the cells of every column but the first `words`. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  words = 1,
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(inCell).join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at < words ? '---' : '---:'))), ...rows.map(line)];
}

function inCell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
