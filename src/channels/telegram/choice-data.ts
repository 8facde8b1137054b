/**
 * What a button carries to Telegram and back: version, case and number of the choice, nothing about the person.
 * What comes back is checked letter by letter, because any client may send any data.
 */
import type { ChoicePress } from '../../message.js';

/** Telegram's limit for callback data; `v1:bcdfgh:1` takes 11. */
export const CALLBACK_DATA_BYTES_MAX = 64;

// A case id is six consonants.
const CHOICE_DATA = /^v1:([b-df-hj-np-tv-z]{6}):([1-5])$/;

export function choiceData({ caseId, number }: ChoicePress): string {
  return `v1:${caseId}:${number}`;
}

/** @returns null for anything this program did not write. */
export function parseChoiceData(data: unknown): ChoicePress | null {
  const parts = typeof data === 'string' ? CHOICE_DATA.exec(data) : null;
  return parts === null ? null : { caseId: parts[1]!, number: Number(parts[2]) };
}
