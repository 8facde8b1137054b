import { describe, expect, it } from 'vitest';
import { composeReply } from '../../src/replies/compose-reply.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import { renderTelegram } from '../../src/replies/render-telegram.js';
import { renderWhatsApp } from '../../src/replies/render-whatsapp.js';
import { danger, family, high, none, thanks } from './good-replies.js';
import { adding, PLANTS } from './plants.js';
import { RULE_CODES, violations } from './reply-rules.js';
import { textsThatShip, toolsThatShip } from './shipped.js';

describe('the reply rules', () => {
  it.each([
    ['an advert answer', high],
    ['the lowest level', none],
    ['a danger answer', danger],
    ['a family answer', family],
    ['small talk', thanks],
  ])('find nothing in %s that is good', (_, reply) => {
    expect(violations(reply, renderPlain(reply), 'console')).toEqual([]);
    expect(violations(reply, renderTelegram(reply).html, 'telegram')).toEqual([]);
    expect(violations(reply, renderWhatsApp(reply), 'whatsapp')).toEqual([]);
  });

  it.each(PLANTS)('find $what ($code)', ({ code, reply, rendered, channel }) => {
    const found = violations(reply, rendered ?? renderPlain(reply), channel ?? 'console');
    expect(found.map(violation => violation.split(':')[0])).toContain(code);
  });

  it('have a planted violation each', () => {
    const planted = new Set(PLANTS.map(({ code }) => code));
    expect(RULE_CODES.filter(code => !planted.has(code))).toEqual([]);
  });

  it('hold English replies against English words', () => {
    const english = toolsThatShip('en');
    const reply = composeReply({ say: 'intent', intent: 'thanks' }, english);
    expect(violations(reply, renderPlain(reply), 'console', 'en')).toEqual([]);
    const accusing = adding(reply, 'They are criminals.');
    expect(violations(accusing, renderPlain(accusing), 'console', 'en').join()).toContain('wording');
    expect(textsThatShip().text('en', 'verdict.level.high')).toBe('HIGH DANGER');
  });
});
