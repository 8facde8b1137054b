/** What is being done, on standard error: standard output is for the tables. */
export function say(what: string): void {
  process.stderr.write(
    `${Math.round(performance.now() / 1000)
      .toString()
      .padStart(5)} s  ${what}\n`,
  );
}
