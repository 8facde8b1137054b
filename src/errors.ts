/**
 * The errors that a person meets: each says what is wrong and what to do. Everything that is wrong with the
 * configuration, the rules, the texts or the contacts is collected and shown at once.
 */

/** One mistake in a file that a person edits. `line` counts from 1; null where no line can be named. */
export interface Problem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}

/** Tells a list of problems from what was read in their stead. */
export function isProblems(result: unknown): result is readonly Problem[] {
  return Array.isArray(result);
}

export function formatProblem(problem: Problem): string {
  return problem.line === null
    ? `${problem.file}: ${problem.message}`
    : `${problem.file}:${problem.line}: ${problem.message}`;
}

/** The program cannot start; every problem is listed. */
export class StartupError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'StartupError';
  }
}
