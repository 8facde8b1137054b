/**
 * What is really said to texts, held against the rules of wording: the first answer to each and everything that its
 * choices lead to, on every channel's form. The texts are the examples of all rules and the project's own held-out texts;
 * with CORPUS_FILE (JSON lines with "text") those of a collection as well, which need not lie beside the program.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { converse } from '../../src/conversation/converse.js';
import { FRESH_SESSION, type Session } from '../../src/conversation/session.js';
import type { Speech } from '../../src/conversation/speech.js';
import type { Aids } from '../../src/conversation/step.js';
import { composeReply } from '../../src/replies/compose-reply.js';
import { quoteAround } from '../../src/replies/quote.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import { renderTelegram } from '../../src/replies/render-telegram.js';
import { renderWhatsApp } from '../../src/replies/render-whatsapp.js';
import { draftReport } from '../../src/reports/draft-report.js';
import { newReceipt } from '../../src/reports/receipt.js';
import { shippedHouse } from '../fixtures/running-app.js';
import { violations } from '../reply-rules/reply-rules.js';
import { toolsThatShip } from '../reply-rules/shipped.js';

const { ruleset } = shippedHouse();
const tools = toolsThatShip('id');
const corpusFile = process.env.CORPUS_FILE;
if (!corpusFile) process.stderr.write('replies to a collection are not tried: CORPUS_FILE names none\n');

let cases = 0;
const aids: Aids = {
  assess: text => assess(text, ruleset),
  newCaseId: () => `case${cases++}`,
  quote: quoteAround,
  draft: (text, assessment, typed) => draftReport(text, assessment, typed, ruleset),
  newReceipt: () => newReceipt(size => new Uint8Array(size).fill(3)),
  week: '2026-W48',
  countsReports: true,
};
const STEPS_MAX = 3;

/** Everything that is said to a text, and to each number, Y and T after it, a few steps on. */
function* saidTo(text: string): Generator<Speech> {
  const first = converse({ kind: 'judge', text }, null, 1, aids);
  yield* first.speeches;
  let sessions: readonly Session[] = [first.session ?? FRESH_SESSION];
  for (let step = 1; step < STEPS_MAX; step++) {
    const next: Session[] = [];
    for (const session of sessions) {
      if (session.openCase === null) continue;
      for (const number of [1, 2, 3, 4, 5]) {
        const outcome = converse({ kind: 'choice', caseId: null, number }, session, 1, aids);
        yield* outcome.speeches;
        if (outcome.session?.openCase?.flow !== session.openCase.flow)
          next.push(outcome.session ?? FRESH_SESSION);
      }
      for (const yes of [true, false]) yield* converse({ kind: 'yes_no', yes }, session, 1, aids).speeches;
    }
    sessions = next;
  }
}

function textsOf(file: string | URL): readonly string[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map(line => (JSON.parse(line) as { text: string }).text);
}

/** @returns how many replies were looked at, and what is wrong with the first few */
function brokenReplies(texts: readonly string[]): { count: number; found: readonly string[] } {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const text of texts) {
    for (const speech of saidTo(text)) {
      const reply = composeReply(speech, tools);
      const plain = renderPlain(reply);
      if (seen.has(plain)) continue;
      seen.add(plain);
      const wrong = [
        ...violations(reply, plain, 'console', 'id'),
        ...violations(reply, renderTelegram(reply).html, 'telegram', 'id'),
        ...violations(reply, renderWhatsApp(reply), 'whatsapp', 'id'),
      ];
      if (wrong.length > 0 && found.length < 5) found.push(`${wrong.join('\n')}\n${plain}`);
    }
  }
  return { count: seen.size, found };
}

describe('what is said to a text keeps the rules of wording', () => {
  it('for every example of every rule', { timeout: 120_000 }, () => {
    const texts = [...ruleset.rules, ...ruleset.distress].flatMap(({ examples }) => [
      ...examples.match,
      ...examples.noMatch,
      ...examples.knownMiss,
    ]);
    const { count, found } = brokenReplies(texts);
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });

  it.each(['mixed', 'second'])('for every text held out (%s)', { timeout: 120_000 }, name => {
    const { count, found } = brokenReplies(
      textsOf(new URL(`../corpus/held-out/${name}.jsonl`, import.meta.url)),
    );
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(300);
  });

  const given = corpusFile !== undefined && existsSync(corpusFile);
  if (!given) process.stderr.write('skipped: texts of a collection; CORPUS_FILE names no file to read\n');
  it.skipIf(!given)('for every text of a collection', { timeout: 600_000 }, () => {
    const texts = textsOf(corpusFile as string);
    const { count, found } = brokenReplies(texts);
    process.stderr.write(`${texts.length} texts, ${count} different replies\n`);
    expect(found).toEqual([]);
  });
});
