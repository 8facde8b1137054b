/**
 * What every judge that is compared must do: learn from labelled texts, then say of a text whether it is one to answer
 * with danger or a warning. Three-way figures exist for CekLoker alone; this is the question that all can be asked.
 */
import type { Assessment } from '../../src/assessment.js';
import type { LabelledText } from '../../src/commands/evaluation.js';

/** `warn`: danger or alarm. */
export type Verdict = 'warn' | 'quiet';

export interface Example {
  readonly text: string;
  readonly verdict: Verdict;
}

export interface Contestant {
  /** Learns afresh; what was learnt before is gone. Absent where nothing is learnt here. */
  learn?(examples: readonly Example[]): void | Promise<void>;
  judge(text: string): Verdict | Promise<Verdict>;
  /** Lets go of whole texts that were seen, so that a second pass over them is no look-up. */
  forget?(): void;
}

/** What was expected of a text, as the question put to all. */
export function expectedVerdict({ expect }: LabelledText): Verdict {
  return expect === 'quiet' ? 'quiet' : 'warn';
}

/** What CekLoker answered, as the question put to all. */
export function verdictOf({ kind, riskLevel }: Assessment): Verdict {
  return kind === 'danger' || riskLevel === 'high' || riskLevel === 'caution' ? 'warn' : 'quiet';
}

export function exampleOf(labelled: LabelledText): Example {
  return { text: labelled.text, verdict: expectedVerdict(labelled) };
}
