/**
 * Whether patterns can be slow on some text, asked of recheck: by automaton where the pattern is a regular one, by
 * searching for an attack where it looks around. Anything but "safe" is a finding; not knowing is one, too.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { check } from 'recheck';

/** A verdict belongs to the version that gave it. */
export const RECHECK_VERSION: string = createRequire(import.meta.url)('recheck/package.json').version;
const TIMEOUT_MS = 60_000;

export interface Verdict {
  readonly hash: string;
  readonly pattern: string;
  readonly flags: string;
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  /** `automaton` proves, `fuzz` found no attack. */
  readonly checker: string;
  /** safe, linear, the degree of the attack, or why recheck does not know. */
  readonly complexity: string;
}

interface Checkable {
  readonly source: string;
  readonly flags: string;
}

/** Under which a verdict is kept. */
export function hashOf({ source, flags }: Checkable, version = RECHECK_VERSION): string {
  return createHash('sha256').update(`${source}\0${flags}\0${version}`).digest('hex');
}

/** Asks recheck. */
export async function verdictOn(pattern: Checkable): Promise<Verdict> {
  const answer = await check(pattern.source, pattern.flags, { timeout: TIMEOUT_MS });
  return {
    hash: hashOf(pattern),
    pattern: pattern.source,
    flags: pattern.flags,
    status: answer.status,
    checker: answer.checker ?? 'none',
    complexity: answer.status === 'unknown' ? answer.error.kind : answer.complexity.summary,
  };
}
