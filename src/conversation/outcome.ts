/** What a step of a conversation comes to: what is remembered, and what is to be said. */
import type { Session } from './session.js';
import type { Speech } from './speech.js';

export interface Outcome {
  /** null forgets the conversation. */
  readonly session: Session | null;
  readonly speeches: readonly Speech[];
}
