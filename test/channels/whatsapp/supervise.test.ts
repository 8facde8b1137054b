import { describe, expect, it } from 'vitest';
import type { ChannelStatus } from '../../../src/channels/channel.js';
import { type DisconnectKind, InboxRefused } from '../../../src/channels/whatsapp/disconnect.js';
import {
  type Attempt,
  INBOX_BACKOFF,
  LINK_ROUNDS_MAX,
  RECONNECT_BACKOFF,
  SOUND_AFTER_MS,
  supervise,
} from '../../../src/channels/whatsapp/supervise.js';
import { recordingLog } from '../telegram/channel-rig.js';

const code = (statusCode: number, over: Partial<Attempt> = {}): Attempt => ({
  error: Object.assign(new Error('x'), { output: { statusCode } }),
  openForMs: 0,
  wasLinkIgnored: false,
  ...over,
});
const ENDS_HERE = code(440);

/** Lets the attempts end one after the other as told; the last one must be final. */
async function run(attempts: readonly (Attempt | Error)[]) {
  const waits: number[] = [];
  const reports: ChannelStatus[] = [];
  const ends: DisconnectKind[] = [];
  const { log, lines } = recordingLog();
  let made = 0;
  await supervise({
    attempt: async () => {
      const next = attempts[made++] ?? ENDS_HERE;
      if (next instanceof Error) throw next;
      return next;
    },
    report: status => void reports.push(status),
    onEnd: kind => void ends.push(kind),
    log,
    random: () => 0.999_999,
    pause: async ms => void waits.push(ms + 1),
    signal: new AbortController().signal,
  });
  return { waits, reports, ends, lines, made };
}

describe('after a connection ended', () => {
  it.each([401, 402, 403, 405, 406, 411, 440])(
    'with %d there is no other, and the operator is told',
    async c => {
      const { made, waits, reports, ends } = await run([code(c)]);
      expect([made, waits]).toEqual([1, []]);
      expect(reports.at(-1)?.state).toBe('down');
      expect(ends).toHaveLength(1);
    },
  );

  it.each([408, 428, 503])('with %d the next comes after a wait that doubles up to five minutes', async c => {
    const { waits } = await run(Array.from({ length: 10 }, () => code(c)));
    const { baseMs, capMs } = RECONNECT_BACKOFF;
    expect(waits).toEqual(waits.map((_, n) => Math.min(capMs, baseMs * 2 ** n)));
    expect(waits).toHaveLength(10);
  });

  it('the waits begin anew after one that was sound, not after one that lived a moment', async () => {
    const short = code(408, { openForMs: SOUND_AFTER_MS - 1 });
    const sound = code(408, { openForMs: SOUND_AFTER_MS });
    const { waits } = await run([short, short, short, sound, short]);
    expect(waits).toEqual([2_000, 4_000, 8_000, 2_000, 4_000]);
  });

  it('with 515 the next comes at once, but not in an endless row', async () => {
    const { waits, made } = await run([code(515), code(515), code(515), code(515)]);
    expect(made).toBe(5);
    expect(waits).toHaveLength(1);
  });

  it('with 500 there is one more, and a second 500 ends it', async () => {
    expect((await run([code(500), code(408), code(500)])).made).toBe(3);
    expect((await run([code(500), code(408, { openForMs: SOUND_AFTER_MS }), code(500)])).made).toBe(4);
  });

  it('for the sake of the inbox the waits are short', async () => {
    const refused = { ...code(0), error: new InboxRefused() };
    const { waits } = await run(Array.from({ length: 8 }, () => refused));
    expect(Math.max(...waits)).toBe(INBOX_BACKOFF.capMs);
  });

  it('by a fault of our own it is tried again all the same', async () => {
    expect((await run([new Error('x'), new Error('x')])).made).toBe(3);
  });

  it('without a phone that scanned, it gives up after some rounds; without a network it does not', async () => {
    const ignored = code(408, { wasLinkIgnored: true });
    const { made, reports, ends } = await run(Array.from({ length: 20 }, () => ignored));
    expect(made).toBe(LINK_ROUNDS_MAX);
    expect(reports.at(-1)?.hint).toMatch(/scanned/);
    expect(ends).toEqual([]);
    expect((await run(Array.from({ length: 20 }, () => code(408)))).made).toBe(21);
  });

  it('the log has codes and counts', async () => {
    const { lines } = await run([code(408)]);
    expect(lines).toEqual([
      { level: 'warn', code: 'whatsapp_down', kind: 'network', status: 408, failures: 1, waitMs: 1_999 },
      { level: 'error', code: 'whatsapp_ended', kind: 'replaced', status: 440 },
    ]);
  });
});
