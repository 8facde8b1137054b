/**
 * What the page is drawn with and what is drawn: the part that is the same for every visitor, and the part that
 * one request adds. Types only.
 */
import type { Outgoing, ShownContact } from '../replies/reply.js';
import type { PageAssets } from './asset-files.js';
import type { PageTexts } from './page-texts.js';

/** Everything about the page that is the same for every visitor. */
export interface PageSetting {
  readonly texts: PageTexts;
  readonly emergencyContacts: () => readonly ShownContact[];
  readonly assets: PageAssets;
  readonly urlOf: (asset: string) => string | null;
  readonly newId: () => string;
}

/** What one request adds. */
export interface Turn {
  /** What the seeker sent, echoed from the request; null where there was nothing. */
  readonly sent: string | null;
  readonly outgoing: readonly Outgoing[];
  /** A line from us instead of, or after, an answer. */
  readonly notice: string | null;
  /** True where the notice is about a fault or a missing answer: the hotline stands beside it. */
  readonly needsEmergency: boolean;
}

export const EMPTY_TURN: Turn = { sent: null, outgoing: [], notice: null, needsEmergency: false };
