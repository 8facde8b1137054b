import { describe, expect, it } from 'vitest';
import { CASES_PER_WINDOW_MAX, FLOOD_WINDOW_MS, FloodLimit } from '../../src/delivery/flood-limit.js';

describe('the flood limit', () => {
  const begin = () => {
    const clock = { nowMs: 1_000 };
    const limit = new FloodLimit(() => clock.nowMs);
    const many = (chat: string, count: number) => Array.from({ length: count }, () => limit.next(chat));
    return { clock, limit, many };
  };

  it('lets a chat have its cases, says so once, and is silent then', () => {
    const { many } = begin();
    expect(many('a', CASES_PER_WINDOW_MAX)).toEqual(Array(CASES_PER_WINDOW_MAX).fill('answer'));
    expect(many('a', 3)).toEqual(['say_so', 'silent', 'silent']);
  });

  it('counts each chat by itself', () => {
    const { many, limit } = begin();
    many('a', CASES_PER_WINDOW_MAX + 5);
    expect(limit.next('b')).toBe('answer');
  });

  it('begins anew when the window is over, and not before', () => {
    const { many, clock, limit } = begin();
    many('a', CASES_PER_WINDOW_MAX + 1);
    clock.nowMs += FLOOD_WINDOW_MS - 1;
    expect(limit.next('a')).toBe('silent');
    clock.nowMs += 1;
    expect(many('a', CASES_PER_WINDOW_MAX + 1).at(-1)).toBe('say_so');
  });

  it('remembers a bounded number of chats, and the latest ones', () => {
    const { many, limit } = begin();
    many('first', CASES_PER_WINDOW_MAX);
    for (let chat = 0; chat < 50_000; chat++) limit.next(`c${chat}`);
    expect(limit.next('first')).toBe('answer');
    many('last', CASES_PER_WINDOW_MAX);
    expect(limit.next('last')).toBe('say_so');
  });
});
