import { describe, expect, it } from 'vitest';
import { BATCH_MAX, BatchTaker, POISON_TRIES_MAX } from '../../../src/channels/telegram/take-batch.js';
import type { Raw } from '../../../src/channels/telegram/translate-update.js';

const from = (update_id: number, chat: number): Raw => ({ update_id, message: { chat: { id: chat } } });
const press = (update_id: number, chat: number): Raw => ({
  update_id,
  callback_query: { message: { chat: { id: chat } } },
});

/** Takes everything but the given ids, and writes down the order. */
function inbox(...refuses: number[]) {
  const offered: number[] = [];
  const offer = async (update: Raw) => {
    offered.push(update.update_id as number);
    return !refuses.includes(update.update_id as number);
  };
  return { offered, offer };
}

describe('a batch of updates', () => {
  it('is confirmed whole when all of it was taken', async () => {
    const outcome = await new BatchTaker().take([from(7, 1), from(8, 2), press(9, 1)], inbox().offer);
    expect(outcome).toEqual({ nextOffset: 10, refused: 0, givenUp: 0 });
  });

  it('is confirmed only up to the first update that was refused', async () => {
    const outcome = await new BatchTaker().take([from(7, 1), from(8, 2), from(9, 3)], inbox(8).offer);
    expect(outcome).toEqual({ nextOffset: 8, refused: 1, givenUp: 0 });
  });

  it('confirms nothing when its first update was refused', async () => {
    const outcome = await new BatchTaker().take([from(7, 1), from(8, 2)], inbox(7).offer);
    expect(outcome.nextOffset).toBeNull();
  });

  it('treats an offer that throws as a refusal', async () => {
    const outcome = await new BatchTaker().take([from(7, 1)], async () => {
      throw new Error('disk full');
    });
    expect(outcome).toEqual({ nextOffset: null, refused: 1, givenUp: 0 });
  });

  it('holds back what the same chat wrote later, so that its order stays', async () => {
    const { offered, offer } = inbox(7);
    await new BatchTaker().take([from(7, 1), press(8, 1), from(9, 2)], offer);
    expect(offered.sort()).toEqual([7, 9]);
  });

  it('does not offer again what was taken behind a refused one', async () => {
    const taker = new BatchTaker();
    await taker.take([from(7, 1), from(8, 2)], inbox(7).offer);
    const { offered, offer } = inbox();
    expect(await taker.take([from(7, 1), from(8, 2)], offer)).toEqual({
      nextOffset: 9,
      refused: 0,
      givenUp: 0,
    });
    expect(offered).toEqual([7]);
  });

  it('serves the other chats while one never ends', async () => {
    const served: number[] = [];
    void new BatchTaker().take([from(7, 1), from(8, 2), from(9, 2)], async update => {
      if (update.update_id === 7) return new Promise(() => {});
      served.push(update.update_id as number);
      return true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(served).toEqual([8, 9]);
  });

  it('gives up an update that alone is refused again and again', async () => {
    const taker = new BatchTaker();
    const { offer } = inbox(7);
    for (let round = 1; round < POISON_TRIES_MAX; round += 1) {
      const outcome = await taker.take([from(7, 1), from(100 + round, 2)], offer);
      expect(outcome.givenUp).toBe(0);
    }
    const last = await taker.take([from(7, 1), from(200, 2)], offer);
    expect(last).toEqual({ nextOffset: 201, refused: 1, givenUp: 1 });
  });

  it('never gives anything up while the inbox takes nothing at all', async () => {
    const taker = new BatchTaker();
    for (let round = 0; round < 10 * POISON_TRIES_MAX; round += 1) {
      const outcome = await taker.take([from(7, 1), from(8, 2)], inbox(7, 8).offer);
      expect(outcome).toEqual({ nextOffset: null, refused: 2, givenUp: 0 });
    }
  });

  it('does not let one refused update stand before a full batch for ever', async () => {
    const taker = new BatchTaker();
    const full = Array.from({ length: BATCH_MAX }, (_, at) => from(at + 1, at));
    const outcomes = [];
    for (let round = 0; round < POISON_TRIES_MAX; round += 1)
      outcomes.push(await taker.take(full, inbox(1).offer));
    expect(outcomes.at(-1)).toEqual({ nextOffset: BATCH_MAX + 1, refused: 1, givenUp: 1 });
  });

  it('passes over what has no number', async () => {
    const odd = [null, 'x', { update_id: 'seven' }, { message: {} }, from(7, 1)];
    expect((await new BatchTaker().take(odd, inbox().offer)).nextOffset).toBe(8);
  });
});
