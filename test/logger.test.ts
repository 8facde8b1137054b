import { describe, expect, it } from 'vitest';
import { ChannelError } from '../src/channels/channel.js';
import { createLog, errorCode, type Log } from '../src/logger.js';
import { ChatAddress } from '../src/message.js';
import { StoreError } from '../src/store/store.js';

function logged(write: (log: Log) => void, level = 'debug'): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog(level, { write: line => lines.push(line) }));
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}
const WITHHELD = '[withheld]';

describe('the log', () => {
  it('prints a code with what stands beside it, one JSON object a line', () => {
    const [line] = logged(log => log.warn('outbox.dropped', { channel: 'web', attempt: 3, isLast: true }));
    expect(line).toMatchObject({ msg: 'outbox.dropped', channel: 'web', attempt: 3, isLast: true });
    expect(Object.keys(line as object).sort()).toEqual([
      'attempt',
      'channel',
      'isLast',
      'level',
      'msg',
      'time',
    ]);
  });

  it.each([
    ['a sentence', 'tolong saya disekap'],
    ['a name', 'Siti Aminah'],
    ['a phone number', '+6281200000000'],
    ['a chat id', 'chat-88001234'],
    ['a line of another language', '帮助'],
    ['two lines', 'satu\ndua'],
    ['a long word', 'x'.repeat(80)],
    ['nothing', ''],
  ])('withholds %s, as a code and beside one', (_, words) => {
    const lines = logged(log => {
      log.error(words);
      log.error('case.broken', { error: words });
    });
    expect(lines.map(({ msg, error }) => [msg, error])).toEqual([
      [WITHHELD, undefined],
      ['case.broken', WITHHELD],
    ]);
  });

  it.each([88_001_234_567, -100_123_456_789, Number.NaN, Number.POSITIVE_INFINITY])(
    'withholds %d, which counts nothing of ours',
    number => {
      expect(logged(log => log.info('x', { count: number }))).toMatchObject([{ count: WITHHELD }]);
    },
  );

  it.each([0, -1, 1.5, 86_400_000])('prints the count or wait %d', number => {
    expect(logged(log => log.info('x', { count: number }))).toMatchObject([{ count: number }]);
  });

  it('withholds whatever is passed under a name that a library would use for prose', () => {
    for (const name of ['err', 'message', 'text', 'chat', 'from'])
      expect(JSON.stringify(logged(log => log.info('x', { [name]: 'code' })))).toContain(WITHHELD);
  });

  it('prints nothing of a thing that is no word, number or flag, whoever passed it', () => {
    const address = new ChatAddress('telegram', '88001234') as unknown as string;
    const nested = { text: 'tolong saya disekap' } as unknown as string;
    const lines = JSON.stringify(logged(log => log.info('x', { address, nested })));
    expect(lines).not.toMatch(/88001234|disekap/);
  });

  it('keeps to its level', () => {
    const all = (log: Log): void => {
      for (const method of ['debug', 'info', 'warn', 'error'] as const) log[method](method);
    };
    expect(logged(all, 'warn').map(({ msg }) => msg)).toEqual(['warn', 'error']);
    expect(logged(all, 'silent')).toEqual([]);
  });
});

describe('the word for an error', () => {
  class Odd extends Error {
    override name = 'tolong saya disekap';
  }
  it.each([
    ['its code', Object.assign(new Error('secret words'), { code: 'SQLITE_BUSY' }), 'SQLITE_BUSY'],
    ['the code of one of ours', new StoreError('closed'), 'closed'],
    ['the code of a channel', new ChannelError('retry', 'timeout'), 'timeout'],
    ['its class, where there is no code', new TypeError('secret words'), 'TypeError'],
    [
      'its class, where the code is prose',
      Object.assign(new RangeError(), { code: 'secret words' }),
      'RangeError',
    ],
    ['unknown, where its name is prose', new Odd('secret words'), 'unknown'],
    ['unknown, where something else was thrown', 'secret words', 'unknown'],
    ['unknown, where nothing was thrown', undefined, 'unknown'],
    ['unknown for null', null, 'unknown'],
  ])('is %s', (_, error, expected) => {
    expect(errorCode(error)).toBe(expected);
  });
});
