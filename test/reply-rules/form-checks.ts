/** Checks of what a reply is made of: its parts, their order, and what each of them must and must not hold. */
import type { Block, Reply, ShownContact } from '../../src/replies/reply.js';
import type { Locale } from '../../src/replies/text-keys.js';
import { loweringReasons } from './lowering-reasons.js';
import { textOf } from './parts.js';
import { provincialIds, textsThatShip } from './shipped.js';
import { ACTION, DOUBT, LACK, MARKS } from './words.js';

const REASONS_MAX = 3;
const CLAUSE_LENGTH_MAX = 60;
const CHOICES_MAX = 5;
/** A doubtful contact never stands alone, so there may be two; the office of one's own province comes as one more. */
const CONTACTS_MAX = 2;

export function levelLine(reply: Reply, visible: string, locale: Locale): readonly string[] {
  const first = visible.split('\n')[0] ?? '';
  if (reply.kind !== 'verdict') {
    const hasLevel = reply.level !== null || reply.blocks.some(({ type }) => type === 'headline');
    return hasLevel ? ['only an advert answer has a level'] : [];
  }
  if (reply.level === null) return ['an advert answer has a level'];
  const word = textsThatShip().text(locale, `verdict.level.${reply.level}`);
  const start = `${MARKS[reply.level]} ${word}`;
  if (!first.startsWith(start)) return [`line 1 does not start with "${start}"`];
  return ACTION[locale].test(first.slice(start.length)) ? [] : ['line 1 does not say what to do'];
}

/** Headline, look, reasons, lists, contacts, doubt: each part where it belongs. */
export function wrongOrder(reply: Reply, locale: Locale): readonly string[] {
  const rank = (block: Block, index: number): number => {
    if (block.type === 'headline') return 0;
    if (block.type === 'reasons') return 2;
    // Only a report shows one, and a report has no order of an advert answer.
    if (block.type === 'excerpt') return 2;
    if (block.type === 'list') return 3;
    if (block.type === 'contact') return 4;
    const isDoubt = block.lines.some(line => DOUBT[locale].test(textOf(line)));
    return isDoubt && index > 0 ? 5 : 1;
  };
  const ranks = reply.blocks.map(rank);
  return ranks.every((value, index) => index === 0 || value >= (ranks[index - 1] ?? 0))
    ? []
    : [`parts stand in the order ${ranks.join(' ')}`];
}

export function badReasons(reply: Reply, locale: Locale): readonly string[] {
  const reasons = reply.blocks.flatMap(block => (block.type === 'reasons' ? block.reasons : []));
  return [
    ...(reply.kind === 'verdict' && reasons.length > REASONS_MAX ? [`${reasons.length} reasons`] : []),
    ...reasons.flatMap(({ line, quote }) => {
      const clause = textOf(line);
      return [
        ...(clause.length > CLAUSE_LENGTH_MAX ? [`"${clause}" is longer than ${CLAUSE_LENGTH_MAX}`] : []),
        ...(quote === null && !LACK[locale].test(clause)
          ? [`"${clause}" quotes nothing and misses nothing`]
          : []),
      ];
    }),
  ];
}

export function contradictions(reply: Reply, locale: Locale): readonly string[] {
  if (reply.kind !== 'verdict') return [];
  const lowering = new Set([...loweringReasons()].map(key => textsThatShip().reason(locale, key)));
  const isWarning = reply.level === 'high' || reply.level === 'caution';
  const clauses = reply.blocks.flatMap(block => {
    if (block.type === 'reasons') return block.reasons.map(({ line }) => textOf(line));
    return block.type === 'list' ? block.items.map(textOf) : [];
  });
  if (isWarning)
    return clauses.filter(clause => lowering.has(clause)).map(clause => `"${clause}" argues against it`);
  const raised = reply.blocks.flatMap(block => (block.type === 'reasons' ? block.reasons : []));
  return reply.level === 'none'
    ? raised
        .filter(({ line }) => !lowering.has(textOf(line)))
        .map(() => 'a reason for danger where none was recognised')
    : [];
}

export function badContacts(reply: Reply, contacts: readonly ShownContact[]): readonly string[] {
  const isNeeded =
    reply.kind === 'danger' || reply.kind === 'family' || reply.level === 'high' || reply.level === 'caution';
  const isBehindChoice = reply.level === 'unsure' || reply.level === 'none';
  const lines = contacts.filter(({ id }) => !provincialIds().has(id));
  return [
    ...(isNeeded && contacts.length === 0 ? ['no contact'] : []),
    ...(isNeeded && lines.length > CONTACTS_MAX ? [`${lines.length} contacts`] : []),
    ...(contacts.length > lines.length + 1 ? ['more than one office of a province'] : []),
    ...(isBehindChoice && contacts.some(({ id }) => !id.startsWith('sapa129'))
      ? ['a contact that belongs behind a choice']
      : []),
    ...contacts.filter(({ seen }) => !/\p{L}+ 20\d\d/u.test(seen)).map(({ id }) => `${id} has no month`),
  ];
}

export function badChoices({ choices, caseId, kind }: Reply): readonly string[] {
  const numbers = choices.map(({ number }) => number);
  const isRising = numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  return [
    ...(choices.length > CHOICES_MAX ? [`${choices.length} choices`] : []),
    ...(numbers.every(number => number >= 1 && number <= CHOICES_MAX) && isRising
      ? []
      : [`numbers ${numbers.join(' ')}`]),
    ...(choices.length > 0 && caseId === null ? ['choices without a case'] : []),
    ...(kind === 'family' && choices.length > 0 ? ['a family is asked Y or T'] : []),
  ];
}
