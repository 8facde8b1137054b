/**
 * What a case means in the conversation it falls into: a choice, a keyword, yes or no, something to judge, or
 * something that cannot be read. Pure. A text is judged unless it is nothing but a short answer, so a new advert
 * or a plea is never taken for an answer to an old question.
 */
import type { Span } from '../assessment.js';
import { readReceipt } from '../reports/receipt.js';
import type { Case, Unread } from './case.js';
import type { Session } from './session.js';
import {
  isBareNumber,
  type Keyword,
  readConsent,
  readKeyword,
  readNumber,
  readYesNo,
} from './short-answers.js';

export type Intent =
  | { readonly kind: 'choice'; readonly caseId: string | null; readonly number: number | null }
  | { readonly kind: 'keyword'; readonly keyword: Keyword }
  | { readonly kind: 'yes_no'; readonly yes: boolean }
  /** `unread`: what came with the text and could not be read, so that "no sign" is not said of it. */
  | {
      readonly kind: 'judge';
      readonly text: string;
      readonly unread?: Unread;
      /** See `Case.typed`. */
      readonly typed?: readonly Span[];
    }
  | { readonly kind: 'unread'; readonly what: Unread }
  /** No word in it: a thumb, a smile, dots. */
  | { readonly kind: 'nod' }
  /** What the bot itself said, sent back, perhaps with more beside it. */
  | { readonly kind: 'own_reply'; readonly text: string }
  /** A receipt code: its report is to go. */
  | { readonly kind: 'withdraw'; readonly receipt: string }
  | { readonly kind: 'nothing' };

const ANY_WORD = /[\p{L}\p{N}]/u;

/** @param isOwnReply true for a text that the bot itself wrote */
export function understand(
  given: Case,
  session: Session | null,
  isOwnReply: (text: string) => boolean = () => false,
): Intent {
  if (given.press) return { kind: 'choice', caseId: given.press.caseId, number: given.press.number };
  const text = given.text.trim();
  if (text === '') return given.unread ? { kind: 'unread', what: given.unread } : { kind: 'nothing' };
  const receipt = readReceipt(text);
  if (receipt) return { kind: 'withdraw', receipt };
  const keyword = readKeyword(text);
  if (keyword) return { kind: 'keyword', keyword };
  if (session?.openCase?.flow === 'report') {
    const yes = readConsent(text);
    if (yes !== null) return { kind: 'yes_no', yes };
  }
  const yes = readYesNo(text);
  if (yes !== null && session?.openCase?.flow === 'danger') {
    // After "which situation?" a yes says nothing: the question is asked once more.
    return session.openCase.asked === 'yes_no'
      ? { kind: 'yes_no', yes }
      : { kind: 'choice', caseId: null, number: null };
  }
  const number = readNumber(text);
  if (number !== null || isBareNumber(text)) return { kind: 'choice', caseId: null, number };
  if (!ANY_WORD.test(text)) return { kind: 'nod' };
  if (isOwnReply(text)) return { kind: 'own_reply', text };
  return {
    kind: 'judge',
    text,
    ...(given.unread ? { unread: given.unread } : {}),
    ...(given.typed.length > 0 ? { typed: given.typed } : {}),
  };
}

/** "/start" and its like: somebody waits for the very first answer. */
const COMMAND = /^\/[a-z]+$/i;

/** True when a message must be answered now and not gathered: nothing follows a choice, a keyword or a command. */
export function isShortAnswer(text: string): boolean {
  return (
    COMMAND.test(text.trim()) ||
    readKeyword(text) !== null ||
    readNumber(text) !== null ||
    readReceipt(text) !== null ||
    readYesNo(text) !== null ||
    isBareNumber(text)
  );
}
