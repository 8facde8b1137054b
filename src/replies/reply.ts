/**
 * A reply in neutral form: blocks and numbered choices, no network's markup. Words come from the locales,
 * quotations come from the advert; the two never mix in one string, so nothing a seeker sends can become markup.
 */
import type { RiskLevel } from '../assessment.js';

/** A run of words from the locales. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
}
export type Line = readonly Run[];

/** A contact as it is printed: a name, one way to reach it on a line of its own, when it was last seen. */
export interface ShownContact {
  readonly id: string;
  readonly name: string;
  /** International form, or a short code such as 110; null for a contact with a page or a place only. */
  readonly number: string | null;
  /** E.164 for `tel:` on pages that can link it; null for short codes (`dial` then) and pages. */
  readonly e164: string | null;
  readonly dial: string | null;
  /** Official page, https, only where the contact has no number. */
  readonly url: string | null;
  /** Where it stands, in words; only where the contact has neither number nor page. */
  readonly address?: string;
  /** https://wa.me/… only where a source says the number is on WhatsApp. */
  readonly waLink: string | null;
  /** "per Desember 2025", or "terakhir terlihat …, mungkin sudah berubah". */
  readonly seen: string;
  /** Name and month as they stand where every character counts. */
  readonly brief?: { readonly name: string; readonly seen: string };
}

export type Block =
  /** Line 1 of an advert answer: mark, level in words, the one action. */
  | { readonly type: 'headline'; readonly mark: string; readonly line: Line }
  | { readonly type: 'lines'; readonly lines: readonly Line[] }
  /** Numbered reasons; `quote` is already cut and masked, and is never trusted as markup. */
  | {
      readonly type: 'reasons';
      readonly title: Line;
      readonly reasons: readonly { readonly line: Line; readonly quote: string | null }[];
    }
  /** Redacted words of an advert, whole: what a report would keep. Never trusted as markup. */
  | { readonly type: 'excerpt'; readonly title: Line; readonly lines: readonly string[] }
  | { readonly type: 'list'; readonly title: Line | null; readonly items: readonly Line[] }
  | { readonly type: 'contact'; readonly lead: Line | null; readonly contact: ShownContact };

export interface Choice {
  /** 1 to 5; 3 is the report wherever it is offered. */
  readonly number: number;
  /** At most 20 characters where a button carries it. */
  readonly label: string;
  readonly buttonLabel: string;
}

/** What kind of answer this is: decides which of the reply rules hold for it. */
export const REPLY_KINDS = ['verdict', 'danger', 'family', 'report', 'intent', 'notice'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

export interface Reply {
  readonly kind: ReplyKind;
  /** The level of a verdict, null for every other kind. */
  readonly level: RiskLevel | null;
  readonly blocks: readonly Block[];
  readonly choices: readonly Choice[];
  /** The case the choices belong to; null when there are none. */
  readonly caseId: string | null;
}

/** What a channel is asked to deliver. Assets are files shipped with the program, named relative to its root. */
export type Outgoing =
  | { readonly kind: 'text'; readonly reply: Reply }
  | { readonly kind: 'picture'; readonly asset: string; readonly reply: Reply }
  | { readonly kind: 'document'; readonly asset: string; readonly fileName: string; readonly reply: Reply };
