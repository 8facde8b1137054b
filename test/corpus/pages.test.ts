/**
 * The two shipped pages that commands write: a rule that was changed without them fails here, and the message names the
 * command. That these checks go red is shown in `test/commands/generated-pages.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';

/** Thousands of texts are judged for each; a busy machine may take its time. */
const LONGEST_MS = 120_000;

describe('the shipped page of', () => {
  it.each(['catalogue', 'scoreboard'])(
    'rules %s is what the rules and the own texts say today',
    async command => {
      const { status, stderr } = await runCli(['rules', command, '--check']);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
    LONGEST_MS,
  );
});
