/**
 * A posted form as a message: a pasted text or a pressed number, with an id that makes a doubled post the same
 * message. It checks shape and length; what the words mean is for the conversation to say.
 */
import { createHash } from 'node:crypto';
import { TEXT_LENGTH_MAX } from '../assessment.js';
import { isWebId } from '../channels/web/web-id.js';
import { CASE_ID_PATTERN } from '../conversation/case-id.js';
import type { InboundContent } from '../message.js';

/** A form that can be handed on, or what is wrong with it. */
export type PageForm =
  | { readonly content: InboundContent; readonly messageId: string; readonly sent: string }
  | { readonly fault: 'empty' | 'too_long' | 'expired'; readonly typed: string };

/** Reads a posted form; `newId` names it when it carries no id of its own. */
export function readForm(body: unknown, newId: () => string): PageForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const once = isWebId(fields.once) ? fields.once : newId();
  const text = typeof fields.text === 'string' ? fields.text.replace(/\r\n?/g, '\n').trim() : '';
  const choice = fields.choice;
  if (choice !== undefined) {
    const caseId = fields.case;
    if (typeof choice !== 'string' || !/^[1-5]$/.test(choice)) return { fault: 'expired', typed: text };
    if (typeof caseId !== 'string' || !CASE_ID_PATTERN.test(caseId)) return { fault: 'expired', typed: text };
    const press = { caseId, number: Number(choice) };
    return { content: { kind: 'choice', press }, messageId: `${once}.${choice}`, sent: choice };
  }
  if (text === '') return { fault: 'empty', typed: '' };
  if (text.length > TEXT_LENGTH_MAX) return { fault: 'too_long', typed: text };
  // The same form with other words in it is another message: a page kept open must not answer with old words.
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return { content: { kind: 'text', text, forwarded: false }, messageId: `${once}.${digest}`, sent: text };
}
