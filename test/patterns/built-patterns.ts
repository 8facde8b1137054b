/**
 * The patterns that a module builds from pieces: it is loaded while `RegExp` notes whatever is made by a file of ours.
 * The pattern that is checked is the one that runs, not one put together by reading the source.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';

export interface MadePattern {
  readonly source: string;
  readonly flags: string;
}

/** Loads `file` afresh. @returns what was made by its own lines, literals that the loader rewrote included */
export async function patternsMadeBy(root: string, file: string): Promise<readonly MadePattern[]> {
  const made: MadePattern[] = [];
  const note = (pattern: RegExp): RegExp => {
    if (makerIn(root) === file) made.push({ source: pattern.source, flags: pattern.flags });
    return pattern;
  };
  vi.stubGlobal(
    'RegExp',
    new Proxy(RegExp, {
      construct: (target, args, newTarget) => note(Reflect.construct(target, args, newTarget)),
      apply: (target, self, args) => note(Reflect.apply(target, self, args)),
    }),
  );
  vi.resetModules();
  try {
    await import(/* @vite-ignore */ pathToFileURL(path.join(root, file)).href);
  } finally {
    vi.unstubAllGlobals();
  }
  return made;
}

/** The file below `root` whose line asked for the pattern, null for one of a library's. */
function makerIn(root: string): string | null {
  const lines = (new Error('where').stack ?? '').split('\n').slice(1);
  const caller = lines.find(line => !line.includes('built-patterns') && !line.includes('<anonymous>'));
  const at = caller?.indexOf(`${root}/`) ?? -1;
  return caller === undefined || at < 0
    ? null
    : caller.slice(at + root.length + 1).replace(/(?:\?[^:]*)?:\d+:\d+\)?$/, '');
}
