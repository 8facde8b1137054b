import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ChatAddress } from '../src/message.js';

describe('a chat address', () => {
  const address = new ChatAddress('telegram', '700800900');
  const shown = [
    JSON.stringify({ address }),
    `${address}`,
    inspect(address),
    inspect({ nested: [address] }, { depth: 9, showHidden: true }),
    String(Object.entries(address)),
  ];

  it('shows its number in no way of printing it', () => {
    expect(shown.filter(text => text.includes('700800900'))).toEqual([]);
    expect(JSON.stringify(address)).toBe('{}');
  });

  it('would be seen if it were a plain object', () => {
    const plain = { channel: 'telegram', nativeId: '700800900' };
    expect(inspect(plain)).toContain('700800900');
  });

  it('tells its number only when asked by name', () => {
    expect(address.reveal()).toEqual({ channel: 'telegram', nativeId: '700800900' });
  });
});
