/**
 * The rules that every reply keeps, as a checker: a reply, the way a channel shows it and the channel go in, every
 * broken rule comes out as "code: what is wrong". It reads the locales, the rules and the contacts that ship, so a
 * reply is held against what the project really says. `reply-rules.test.ts` shows each rule being broken and found.
 */
import type { ChannelName } from '../../src/message.js';
import { maskPersonalData } from '../../src/replies/masking.js';
import type { Reply, ShownContact } from '../../src/replies/reply.js';
import type { Locale } from '../../src/replies/text-keys.js';
import { alarmWord, longSentences, unsaidWords } from '../../src/replies/wording.js';
import { badChoices, badContacts, badReasons, contradictions, levelLine, wrongOrder } from './form-checks.js';
import { asSeen, textOf, wordsOf } from './parts.js';
import { badEmoji, liveLinks, shouted, strayMarkup } from './shown-checks.js';
import {
  ACTION,
  DOUBT,
  LEVEL_WORDS,
  NO_GUARANTEE,
  PROMOTION,
  REPORT,
  SECOND_NUMBER,
  WAY_ON,
} from './words.js';

const VERDICT_LENGTH_MAX = 1_000;
const DANGER_LENGTH_MAX = 300;
/** What would be kept is shown whole; beyond this a chat program folds a message. */
const REPORT_LENGTH_MAX = 1_600;
const QUOTE_LENGTH_MAX = 60;
const REPORT_NUMBER = 3;
const BUTTON_LENGTH_MAX = 18;

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
  const visible = asSeen(rendered, channel);
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
    const max =
      reply.kind === 'danger'
        ? DANGER_LENGTH_MAX
        : reply.kind === 'report'
          ? REPORT_LENGTH_MAX
          : VERDICT_LENGTH_MAX;
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
  links: ({ reply, visible }) => liveLinks(reply, visible),
  markup: ({ rendered, channel }) => strayMarkup(rendered, channel),
  emoji: ({ reply, visible }) => badEmoji(reply, visible),
  shouting: ({ words, locale }) =>
    words.flatMap(line => shouted(line, locale)).map(word => `"${word}" is shouted`),
  promotion: ({ words, locale }) => words.filter(line => PROMOTION[locale].test(line)),
  way_on: ({ reply, words, contacts, locale }) =>
    (reply.kind === 'intent' || reply.kind === 'notice' || reply.kind === 'report') &&
    contacts.length === 0 &&
    reply.choices.length === 0 &&
    !words.some(line => WAY_ON[locale].test(line))
      ? ['leaves the reader without a way on']
      : [],
  phone_in_text: ({ words }) => words.filter(line => /\d[\d\s-]{4,}\d/.test(line)).map(line => `"${line}"`),
};
