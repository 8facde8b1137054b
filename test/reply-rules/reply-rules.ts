/**
 * The rules that every reply keeps, as a checker: a reply, the way a channel shows it and the channel go in, every
 * broken rule comes out as "code: what is wrong". It reads the locales, the rules and the contacts that ship, so a
 * reply is held against what the project really says. `reply-rules.test.ts` shows each rule being broken and found.
 */
import { join } from 'node:path';
import { loadContacts } from '../../src/files/contacts-file.js';
import { loadTexts } from '../../src/files/texts-file.js';
import { isProblems } from '../../src/files/yaml-file.js';
import type { ChannelName } from '../../src/message.js';
import { maskPersonalData } from '../../src/replies/masking.js';
import type { Block, Line, Reply, ShownContact } from '../../src/replies/reply.js';
import type { Locale } from '../../src/replies/text-keys.js';
import type { Texts } from '../../src/replies/texts.js';
import { alarmWord, longSentences, unsaidWords } from '../../src/replies/wording.js';
import { loweringReasons } from './lowering-reasons.js';
import {
  ACTION,
  CAPITALS,
  DOUBT,
  LACK,
  LEVEL_WORDS,
  MARKS,
  NO_GUARANTEE,
  PROMOTION,
  REPORT,
  SECOND_NUMBER,
  WAY_ON,
} from './words.js';

const ROOT = join(import.meta.dirname, '..', '..');
const VERDICT_LENGTH_MAX = 1_000;
const DANGER_LENGTH_MAX = 300;
const REASONS_MAX = 3;
const CLAUSE_LENGTH_MAX = 60;
const QUOTE_LENGTH_MAX = 60;
const CHOICES_MAX = 5;
const REPORT_NUMBER = 3;
const BUTTON_LENGTH_MAX = 18;
/** A doubtful contact never stands alone, so there may be two. */
const CONTACTS_MAX = 2;

/** Every rule this file checks. */
export const RULE_CODES = [
  'length',
  'level_line',
  'order',
  'action',
  'doubt',
  'reasons',
  'quote_length',
  'quote_masked',
  'quote_hidden',
  'contradiction',
  'two_numbers',
  'no_guarantee',
  'contact',
  'contact_line',
  'danger_bare',
  'danger_alarm',
  'danger_buttons',
  'danger_question',
  'wording',
  'sentences',
  'choices',
  'report_choice',
  'buttons',
  'links',
  'markup',
  'emoji',
  'shouting',
  'promotion',
  'way_on',
  'phone_in_text',
] as const;
export type RuleCode = (typeof RULE_CODES)[number];

interface Checked {
  readonly reply: Reply;
  /** What a person sees: tags taken out, entities turned back. */
  readonly visible: string;
  readonly rendered: string;
  readonly channel: ChannelName;
  readonly locale: Locale;
  /** Words of the locales in the reply, a line each; no quotation, no contact. */
  readonly words: readonly string[];
  readonly quotes: readonly string[];
  readonly contacts: readonly ShownContact[];
}

type Check = (checked: Checked) => readonly string[];

/** Every rule that `reply`, shown as `rendered` on `channel`, breaks; empty for a good one. */
export function violations(
  reply: Reply,
  rendered: string,
  channel: ChannelName,
  locale: Locale = 'id',
): readonly string[] {
  const visible = channel === 'telegram' ? withoutMarkup(rendered) : rendered;
  const checked: Checked = {
    reply,
    rendered,
    visible,
    channel,
    locale,
    words: [...reply.blocks.flatMap(wordsOf), ...reply.choices.map(choice => choice.label)],
    quotes: reply.blocks.flatMap(block =>
      block.type === 'reasons' ? block.reasons.flatMap(({ quote }) => (quote === null ? [] : [quote])) : [],
    ),
    contacts: reply.blocks.flatMap(block => (block.type === 'contact' ? [block.contact] : [])),
  };
  return RULE_CODES.flatMap(code => CHECKS[code](checked).map(message => `${code}: ${message}`));
}

const CHECKS: Readonly<Record<RuleCode, Check>> = {
  length: ({ reply, visible }) => {
    const max = reply.kind === 'danger' ? DANGER_LENGTH_MAX : VERDICT_LENGTH_MAX;
    return visible.length > max ? [`${visible.length} characters, at most ${max}`] : [];
  },
  level_line: ({ reply, visible, locale }) => levelLine(reply, visible, locale),
  order: ({ reply, locale }) => (reply.kind === 'verdict' ? wrongOrder(reply, locale) : []),
  action: ({ reply, locale }) => {
    if (reply.kind !== 'verdict') return [];
    const lists = reply.blocks.flatMap(block => (block.type === 'list' ? block.items : []));
    const doable = [
      ...reply.blocks.filter(block => block.type === 'headline').map(block => block.line),
      ...lists,
    ];
    return doable.some(line => ACTION[locale].test(textOf(line))) ? [] : ['nothing to do is named'];
  },
  doubt: ({ reply, words, locale }) => {
    const isSaid = words.some(line => DOUBT[locale].test(line));
    if (reply.kind === 'verdict') return isSaid ? [] : ['does not say that the bot can be wrong'];
    const isForbidden = reply.kind === 'danger' || reply.kind === 'family';
    return isSaid && isForbidden ? ['doubts itself in front of somebody in danger'] : [];
  },
  reasons: ({ reply, locale }) => badReasons(reply, locale),
  quote_length: ({ quotes }) =>
    quotes.filter(quote => quote.length > QUOTE_LENGTH_MAX).map(quote => `${quote.length} characters quoted`),
  quote_masked: ({ quotes }) =>
    quotes.flatMap(quote => [
      ...(/\p{N}{7,}/u.test(quote) ? ['a long number is quoted'] : []),
      ...(maskPersonalData(quote) === quote ? [] : ['personal data is quoted']),
    ]),
  quote_hidden: ({ quotes, visible }) =>
    [...quotes, ...visible.split('\n')]
      .filter(line => /(?!\uFE0F)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u.test(line))
      .map(() => 'hidden letters, turned text or a line break'),
  contradiction: ({ reply, locale }) => contradictions(reply, locale),
  two_numbers: ({ reply, words, locale }) =>
    reply.kind === 'verdict'
      ? words.filter(line => SECOND_NUMBER[locale].test(line)).map(line => `"${line}"`)
      : [],
  no_guarantee: ({ reply, words, locale }) =>
    reply.level === 'none' && !words.some(line => NO_GUARANTEE[locale].test(line))
      ? ['the lowest level does not say that it is no guarantee']
      : [],
  contact: ({ reply, contacts }) => badContacts(reply, contacts),
  contact_line: ({ contacts, visible }) => {
    const lines = visible.split('\n');
    const ways = contacts.flatMap(({ number, url }) => [number, url].filter(way => way !== null));
    return ways
      .filter(way => !lines.includes(way))
      .map(way => `"${way}" does not stand on a line of its own`);
  },
  danger_bare: ({ reply, words, locale }) => {
    if (reply.kind !== 'danger' && reply.kind !== 'family') return [];
    const said = words.join('\n');
    return [
      ...(reply.level === null ? [] : ['has a level']),
      ...(reply.blocks.some(({ type }) => type === 'headline' || type === 'reasons')
        ? ['has a headline or a quotation']
        : []),
      ...(LEVEL_WORDS[locale].some(level => said.includes(level)) ? ['names a level'] : []),
      ...(SECOND_NUMBER[locale].test(said) ? ['has a score'] : []),
      ...(reply.choices.some(({ label }) => REPORT[locale].test(label)) ? ['offers a report'] : []),
    ];
  },
  danger_alarm: ({ reply, visible, locale }) => {
    if (reply.kind !== 'danger' && reply.kind !== 'family') return [];
    const alarm = alarmWord(visible.split('\n')[0] ?? '', locale);
    return alarm === null ? [] : [`line 1 says "${alarm}"`];
  },
  danger_buttons: ({ reply }) =>
    reply.kind === 'danger' && reply.choices.some(({ buttonLabel }) => !/^\d?$/.test(buttonLabel))
      ? ['a button tells the story']
      : [],
  danger_question: ({ reply, words }) =>
    reply.kind === 'danger' && words.join(' ').split('?').length > 2 ? ['asks more than one question'] : [],
  wording: ({ words, locale }) => words.flatMap(line => unsaidWords(line, locale)),
  sentences: ({ words }) => words.flatMap(longSentences),
  choices: ({ reply }) => badChoices(reply),
  report_choice: ({ reply, locale }) =>
    reply.choices
      .filter(({ number, label }) => (number === REPORT_NUMBER) !== REPORT[locale].test(label))
      .map(({ number }) => `choice ${number}: 3 is the report, and the report is 3`),
  buttons: ({ reply }) =>
    reply.choices
      .filter(({ buttonLabel }) => buttonLabel.length > BUTTON_LENGTH_MAX || buttonLabel === '')
      .map(({ number }) => `button ${number} is empty or too long`),
  links: ({ reply, visible, rendered, channel }) =>
    liveLinks(reply, channel === 'telegram' ? visible : rendered),
  markup: ({ rendered, channel }) => strayMarkup(rendered, channel),
  emoji: ({ reply, visible }) => badEmoji(reply, visible),
  shouting: ({ words, locale }) =>
    words.flatMap(line => shouted(line, locale)).map(word => `"${word}" is shouted`),
  promotion: ({ words, locale }) => words.filter(line => PROMOTION[locale].test(line)),
  way_on: ({ reply, words, contacts, locale }) =>
    (reply.kind === 'intent' || reply.kind === 'notice') &&
    contacts.length === 0 &&
    reply.choices.length === 0 &&
    !words.some(line => WAY_ON[locale].test(line))
      ? ['leaves the reader without a way on']
      : [],
  phone_in_text: ({ words }) => words.filter(line => /\d[\d\s-]{4,}\d/.test(line)).map(line => `"${line}"`),
};

function levelLine(reply: Reply, visible: string, locale: Locale): readonly string[] {
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
function wrongOrder(reply: Reply, locale: Locale): readonly string[] {
  const rank = (block: Block, index: number): number => {
    if (block.type === 'headline') return 0;
    if (block.type === 'reasons') return 2;
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

function badReasons(reply: Reply, locale: Locale): readonly string[] {
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

function contradictions(reply: Reply, locale: Locale): readonly string[] {
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

function badContacts(reply: Reply, contacts: readonly ShownContact[]): readonly string[] {
  const isNeeded =
    reply.kind === 'danger' || reply.kind === 'family' || reply.level === 'high' || reply.level === 'caution';
  const isBehindChoice = reply.level === 'unsure' || reply.level === 'none';
  return [
    ...(isNeeded && contacts.length === 0 ? ['no contact'] : []),
    ...(isNeeded && contacts.length > CONTACTS_MAX ? [`${contacts.length} contacts`] : []),
    ...(isBehindChoice && contacts.length > 0 ? ['a contact that belongs behind a choice'] : []),
    ...contacts.filter(({ seen }) => !/\p{L}+ 20\d\d/u.test(seen)).map(({ id }) => `${id} has no month`),
  ];
}

function badChoices({ choices, caseId, kind }: Reply): readonly string[] {
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

/** Anything a chat program would make tappable, but pages and WhatsApp numbers of contacts that ship. */
function liveLinks(reply: Reply, shown: string): readonly string[] {
  const listed = new Set([...linksThatShip()]);
  const found = [
    ...shown.matchAll(/https?:\/\/\S+/giu),
    ...shown
      .replaceAll(/https?:\/\/\S+/giu, ' ')
      .matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\.\p{L}{2,}\S*/giu),
    ...shown.matchAll(/(?<![\p{L}\p{N}[])@[\p{L}\p{N}_]{3,}/giu),
  ].map(([link]) => link);
  const strange = found.filter(link => !listed.has(link));
  const unlisted = reply.blocks.flatMap(block =>
    block.type === 'contact'
      ? [block.contact.url, block.contact.waLink].filter(link => link !== null && !listed.has(link))
      : [],
  );
  return [...strange, ...unlisted].map(link => `"${link}" is live`);
}

function strayMarkup(rendered: string, channel: ChannelName): readonly string[] {
  if (channel === 'telegram') {
    const tags = [...rendered.matchAll(/<[^>]*>?/g)].map(([tag]) => tag);
    const strange = tags.filter(tag => !/^<\/?(?:b|blockquote)>$/.test(tag));
    const balance = (tag: string) =>
      tags.filter(one => one === `<${tag}>`).length - tags.filter(one => one === `</${tag}>`).length;
    return [
      ...strange.map(tag => `"${tag}" reached Telegram`),
      ...(balance('b') === 0 && balance('blockquote') === 0 ? [] : ['a tag is left open']),
    ];
  }
  if (channel !== 'whatsapp') return [];
  return rendered
    .split('\n')
    .filter(line => /^> .*[*_~`]/.test(line))
    .map(() => 'a quotation carries WhatsApp markup');
}

function badEmoji(reply: Reply, visible: string): readonly string[] {
  const pictures = /(?!\p{N})\p{Extended_Pictographic}/gu;
  return visible.split('\n').flatMap(line => {
    const count = [...line.matchAll(pictures)].length;
    if (count === 0) return [];
    if (reply.kind === 'danger' || reply.kind === 'family')
      return ['an emoji in front of somebody in danger'];
    const isAtStart = /^\p{Extended_Pictographic}/u.test(line);
    return count > 1 || !isAtStart ? ['more than one emoji in a line, or not at its start'] : [];
  });
}

function shouted(line: string, locale: Locale): readonly string[] {
  const quiet = LEVEL_WORDS[locale].reduce((text, level) => text.replaceAll(level, ' '), line);
  return [...quiet.matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{N}]+(?![\p{L}\p{N}])/gu)]
    .map(([word]) => word)
    .filter(word => !CAPITALS.has(word));
}

function wordsOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'headline':
      return [textOf(block.line)];
    case 'lines':
      return block.lines.map(textOf);
    case 'reasons':
      return [textOf(block.title), ...block.reasons.map(({ line }) => textOf(line))];
    case 'list':
      return [...(block.title === null ? [] : [textOf(block.title)]), ...block.items.map(textOf)];
    case 'contact':
      return block.lead === null ? [] : [textOf(block.lead)];
  }
}

function textOf(line: Line): string {
  return line.map(run => run.text).join('');
}

function withoutMarkup(html: string): string {
  return html
    .replaceAll('<blockquote>', '> ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

let texts: Texts | null = null;
/** The locales as they ship. */
export function textsThatShip(): Texts {
  if (texts !== null) return texts;
  const loaded = loadTexts(join(ROOT, 'locales'), 'locales');
  if (isProblems(loaded))
    throw new Error(`the locales are broken: ${loaded.map(({ message }) => message).join('; ')}`);
  texts = loaded;
  return loaded;
}

let links: ReadonlySet<string> | null = null;
function linksThatShip(): ReadonlySet<string> {
  if (links !== null) return links;
  const directory = loadContacts(join(ROOT, 'locales', 'contacts.yaml'), 'contacts.yaml');
  if (isProblems(directory)) throw new Error('the contacts are broken');
  links = new Set(
    directory.contacts.flatMap(({ url, wa, e164 }) => [
      ...(url === null ? [] : [url]),
      ...(wa && e164 !== null ? [`https://wa.me/${e164.slice(1)}`] : []),
    ]),
  );
  return links;
}
