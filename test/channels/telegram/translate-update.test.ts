import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CALLBACK_DATA_BYTES_MAX, choiceData } from '../../../src/channels/telegram/choice-data.js';
import { readWords } from '../../../src/channels/telegram/read-words.js';
import { translateUpdate, UnreadableUpdate } from '../../../src/channels/telegram/translate-update.js';

interface Fixture {
  readonly about: string;
  readonly update: unknown;
  readonly expected: unknown;
}

const FOLDER = new URL('../../fixtures/telegram/', import.meta.url);
const NOW_MS = 1_760_009_999_000;
/** Names in the fixtures of whoever wrote or forwarded. */
const NAMES = /kenari|rahasia|merpati|tersembunyi|1008100000/i;

const fixtures = readdirSync(FOLDER)
  .filter(name => name.endsWith('.json'))
  .map(name => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Fixture] as const);

describe('an update becomes a message', () => {
  it.each(fixtures)('%s', (_name, { update, expected }) => {
    if (expected === 'unreadable') {
      expect(() => translateUpdate(update, NOW_MS)).toThrow(UnreadableUpdate);
      return;
    }
    const message = translateUpdate(update, NOW_MS);
    if (message === null) {
      expect(expected).toBeNull();
      return;
    }
    const { address, ...rest } = message;
    expect(rest).toEqual(expected);
    expect(address.reveal()).toEqual({ channel: 'telegram', nativeId: '8100000042' });
  });

  it.each(fixtures)(
    '%s: no name of a person, no group and no channel comes out',
    (_name, { update, expected }) => {
      if (expected === 'unreadable') return;
      expect(JSON.stringify(translateUpdate(update, NOW_MS))).not.toMatch(NAMES);
    },
  );

  it('the name check would find a name', () => {
    const leaky = { ...(fixtures[0]![1].update as object), from: 'Merpati Tersembunyi' };
    expect(JSON.stringify(leaky)).toMatch(NAMES);
  });

  it('gives each edit of a message an id of its own', () => {
    const edited = (update_id: number) =>
      translateUpdate(
        {
          update_id,
          edited_message: {
            message_id: 5,
            date: 1,
            edit_date: 99,
            chat: { id: 9, type: 'private' },
            text: 'x',
          },
        },
        NOW_MS,
      )?.messageId;
    expect(new Set([edited(10), edited(11), edited(10)])).toEqual(new Set(['5e10', '5e11']));
  });

  it('an error about an unreadable update holds nothing of it', () => {
    const update = { message: { chat: { id: 'Merpati', type: 'private' }, text: 'Merpati' } };
    expect(() => translateUpdate(update, NOW_MS)).toThrow(/^not readable: chat\.id$/);
  });
});

describe('the words of a message', () => {
  const link = (offset: unknown, length: unknown, url: unknown) => ({
    type: 'text_link',
    offset,
    length,
    url,
  });

  it.each([
    ['inside the text', [link(0, 4, 'https://a.example')], 'Klik (https://a.example) di sini'],
    [
      'two, in either order',
      [link(5, 2, 'https://b.example'), link(0, 4, 'https://a.example')],
      'Klik (https://a.example) di (https://b.example) sini',
    ],
    ['behind the end', [link(0, 99, 'https://a.example')], 'Klik di sini'],
    ['at no place', [link('x', null, 'https://a.example')], 'Klik di sini'],
    ['without an address', [link(0, 4, undefined)], 'Klik di sini'],
    ['absurdly long', [link(0, 4, `https://a.example/${'x'.repeat(600)}`)], 'Klik di sini'],
    ['entities that are none', 'text_link', 'Klik di sini'],
  ])('show a hidden link %s', (_name, entities, expected) => {
    expect(readWords({ text: 'Klik di sini', entities }, 'text')).toBe(expected);
  });

  it('do not repeat a link that is written out', () => {
    const text = 'https://a.example';
    expect(readWords({ text, entities: [link(0, text.length, text)] }, 'text')).toBe(text);
  });

  it('show at most 20 hidden links', () => {
    const entities = Array.from({ length: 500 }, () => link(0, 1, 'https://a.example'));
    expect(readWords({ text: 'x', entities }, 'text').split('https').length - 1).toBe(20);
  });
});

describe('callback data', () => {
  it('comes back as the choice it was made of, for every case and number, within 64 bytes', () => {
    for (const caseId of ['bcdfgh', 'zxwvyt', 'kkkkkk']) {
      for (let number = 1; number <= 5; number += 1) {
        const data = choiceData({ caseId, number });
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(CALLBACK_DATA_BYTES_MAX);
        const query = { id: 'q', data, message: { chat: { id: 1, type: 'private' } } };
        expect(translateUpdate({ callback_query: query }, NOW_MS)?.content).toEqual({
          kind: 'choice',
          press: { caseId, number },
        });
      }
    }
  });

  it.each([
    '',
    'v1:bcdfgh:0',
    'v1:bcdfgh:6',
    'v1:aeioua:1',
    'v1:bcdfg:1',
    'v2:bcdfgh:1',
    ' v1:bcdfgh:1',
    'v1:bcdfgh:1\n',
    42,
    null,
  ])('that is not ours (%j) is no message', data => {
    const query = { id: 'q', data, message: { chat: { id: 1, type: 'private' } } };
    expect(translateUpdate({ callback_query: query }, NOW_MS)).toBeNull();
  });
});
