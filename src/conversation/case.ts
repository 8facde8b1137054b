/**
 * What one person sent that is judged together, without a trace of who: the texts as one, and what came besides
 * them. `delivery/` makes it from the inbox.
 */

import type { Span } from '../assessment.js';

/** What the bot was sent and could not read; `too_long`: more text than is read of one case. */
export type Unread = 'picture' | 'document' | 'unsupported' | 'too_long';

export interface Case {
  /** Stretches of `text` that the person typed beside something forwarded; empty where nothing tells them apart. */
  readonly typed: readonly Span[];
  /** All texts, captions and contact cards in order, a line each, without space around; '' when there were none. */
  readonly text: string;
  readonly messageCount: number;
  /** A press on a numbered choice, if there was one. */
  readonly press: { readonly caseId: string; readonly number: number } | null;
  readonly unread: Unread | null;
}
