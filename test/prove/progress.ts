/**
 * How far a proof is: one line that is written over on a terminal, one line every ten seconds where the output is
 * a file. Lines that stay are printed by `say`.
 */
const EVERY_MS = { terminal: 500, file: 10_000 } as const;

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** @param line how things stand, asked for again and again @returns how to end it */
export function showProgress(line: () => string): () => void {
  const isTerminal = process.stdout.isTTY === true;
  const show = (): void => {
    process.stdout.write(isTerminal ? `\r\x1b[K${line()}` : `${line()}\n`);
  };
  const timer = setInterval(show, isTerminal ? EVERY_MS.terminal : EVERY_MS.file);
  return () => {
    clearInterval(timer);
    if (isTerminal) process.stdout.write('\r\x1b[K');
  };
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
