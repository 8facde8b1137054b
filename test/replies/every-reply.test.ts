import { describe, expect, it } from 'vitest';
import type { Speech } from '../../src/conversation/speech.js';
import { composeReply } from '../../src/replies/compose-reply.js';
import type { ReplyTools } from '../../src/replies/compose-tools.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import { renderTelegram } from '../../src/replies/render-telegram.js';
import { renderWhatsApp } from '../../src/replies/render-whatsapp.js';
import { LOCALES } from '../../src/replies/text-keys.js';
import { violations } from '../reply-rules/reply-rules.js';
import { NOW, textsThatShip, toolsThatShip } from '../reply-rules/shipped.js';
import {
  everyChoice,
  everyDanger,
  everyReport,
  everyVerdict,
  everyVerdictToMinors,
  everyVerdictWithSite,
  everyWord,
} from '../reply-rules/speeches.js';

/** Contacts are at their longest when most of them are marked as old. */
const LATER = Date.UTC(2028, 5, 1);
/** Enough to see what is wrong; a broken text breaks hundreds of replies. */
const SHOWN_MAX = 5;

/** Composes and checks every speech on both text channels; what is broken, with the first replies that show it. */
function broken(speeches: Iterable<Speech>, tools: ReplyTools): { count: number; found: readonly string[] } {
  const found: string[] = [];
  let count = 0;
  for (const speech of speeches) {
    count += 1;
    const reply = composeReply(speech, tools);
    const wrong = [
      ...violations(reply, renderPlain(reply), 'console', tools.locale),
      ...violations(reply, renderTelegram(reply).html, 'telegram', tools.locale),
      ...violations(reply, renderWhatsApp(reply), 'whatsapp', tools.locale),
    ];
    if (wrong.length > 0) found.push(`${wrong.join('\n')}\n${renderPlain(reply)}`);
  }
  return { count, found: found.slice(0, SHOWN_MAX) };
}

const keys = textsThatShip().reasonKeys;

it('a single broken text is found', () => {
  const tools = toolsThatShip('id');
  const { texts } = tools;
  const sure: typeof texts.text = (locale, key, ...values) =>
    key === 'verdict.may_be_wrong' ? 'Jawaban ini pasti benar.' : texts.text(locale, key, ...values);
  const { found } = broken(everyVerdict(keys), { ...tools, texts: { ...texts, text: sure } });
  expect(found.join('\n')).toContain('doubt: does not say that the bot can be wrong');
});

describe.each(LOCALES)('every reply in %s keeps the rules', locale => {
  it.each([
    ['now', NOW],
    ['in two years', LATER],
  ])('advert answers that name the site of an employer %s', (_, now) => {
    const { count, found } = broken(everyVerdictWithSite(), toolsThatShip(locale, now));
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });

  it.each([
    ['now', NOW],
    ['in two years', LATER],
  ])('advert answers %s', (_, now) => {
    const { count, found } = broken(everyVerdict(keys), toolsThatShip(locale, now));
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(1_000);
  });

  it.each([
    ['now', NOW],
    ['in two years', LATER],
  ])('answers to danger and to families %s', (_, now) => {
    const { count, found } = broken(everyDanger(), toolsThatShip(locale, now));
    expect(found).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });

  it('what stands behind a number', () => {
    expect(broken(everyChoice(keys), toolsThatShip(locale)).found).toEqual([]);
  });

  it('small talk and mishaps', () => {
    expect(broken(everyWord(), toolsThatShip(locale)).found).toEqual([]);
  });

  it('advert answers to somebody under 18, with the line for children', () => {
    const tools = toolsThatShip(locale);
    expect(broken(everyVerdictToMinors(), tools).found).toEqual([]);
    for (const speech of everyVerdictToMinors()) {
      if (speech.say !== 'verdict' || speech.assessment.riskLevel === 'none') continue;
      expect(renderPlain(composeReply(speech, tools))).toContain('129');
    }
  });

  it('everything around a report', () => {
    expect(broken(everyReport(), toolsThatShip(locale)).found).toEqual([]);
  });
});
