/**
 * One contestant in a process of its own, so that nobody's heap or compiled code weighs on another's: started by
 * `contest.ts`, does what it is asked over the channel of its parent and answers each request once.
 */
import type { Contestant, Example, Verdict } from './contestant.js';
import { type ContestantName, MAKERS } from './contestants.js';

export type Request =
  | { readonly ask: 'learn'; readonly examples: readonly Example[] }
  | { readonly ask: 'judge'; readonly texts: readonly string[] }
  /** Judges texts, from one on and round and round, for at least so long. */
  | { readonly ask: 'run'; readonly texts: readonly string[]; readonly from: number; readonly forMs: number }
  | { readonly ask: 'memory' };

export interface Answers {
  readonly learn: null;
  readonly judge: readonly Verdict[];
  readonly run: { readonly judged: number; readonly ms: number };
  readonly memory: { readonly rssMb: number };
}

const contestant: Contestant = await MAKERS[process.argv[2] as ContestantName]();

process.on('message', (request: Request) => {
  answer(request).then(
    answered => process.send?.({ answered }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.send?.({ answered: null });

async function answer(request: Request): Promise<Answers[keyof Answers]> {
  switch (request.ask) {
    case 'learn':
      await contestant.learn?.(request.examples);
      return null;
    case 'judge': {
      const verdicts: Verdict[] = [];
      for (const text of request.texts) verdicts.push(await contestant.judge(text));
      return verdicts;
    }
    case 'run':
      return run(request.texts, request.from, request.forMs);
    case 'memory':
      return { rssMb: process.memoryUsage.rss() / 1024 ** 2 };
  }
}

async function run(texts: readonly string[], from: number, forMs: number): Promise<Answers['run']> {
  const began = performance.now();
  let judged = 0;
  let ms = 0;
  while (ms < forMs) {
    if (judged % texts.length === 0) contestant.forget?.();
    const verdict = contestant.judge(texts[(from + judged) % texts.length] as string);
    if (typeof verdict !== 'string') await verdict;
    judged++;
    ms = performance.now() - began;
  }
  return { judged, ms };
}
