/**
 * A thousand people report through the whole flow, each with data of their own around the advert. Afterwards nothing of
 * any of them is in the store: neither in its bytes nor, with the key, in what it gives back.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ChatAddress, type InboundMessage } from '../../src/message.js';
import { DATABASE_FILE_NAME } from '../../src/store/open-store.js';
import { closeFlows, oddChannel, openFlow } from '../delivery/flow.js';
import { findCanaries } from '../store/canary-search.js';
import { composeCase, marksIn } from './seeker-data.js';

const CASES = 1_000;
/** Bytes are searched for every twentieth case in every form of writing: each search reads the whole file. */
const SEARCHED_EVERY = 20;
/** The flow settles a portion at a time; more would only wait in memory. */
const PORTION = 250;

afterEach(closeFlows);

it(`of ${CASES} reporters nothing is left in the store`, { timeout: 300_000 }, async () => {
  const channel = oddChannel('telegram', () => undefined);
  const flow = await openFlow({ channels: [channel] });
  const chatOf = (n: number): string => `8877${String(n).padStart(7, '0')}`;
  const say = (n: number, text: string, id: string): Promise<unknown> => {
    const message: InboundMessage = {
      address: new ChatAddress('telegram', chatOf(n)),
      messageId: `${n}-${id}`,
      content: { kind: 'text', text, forwarded: false },
      edited: false,
      sentAtMs: 0,
    };
    return channel.accept(message);
  };
  for (let from = 0; from < CASES; from += PORTION) {
    const portion = Array.from({ length: PORTION }, (_, index) => from + index);
    for (const [id, textOf] of [
      ['advert', (n: number) => composeCase(n).text],
      ['report', () => '3'],
      ['yes', () => 'ya'],
    ] as const) {
      for (const n of portion) await say(n, textOf(n), id);
      await flow.app.settle();
    }
  }

  const reports = await flow.store.keptReports();
  expect(reports.length).toBeGreaterThan(CASES * 0.7);
  // With the key: reports carry no name to look them up by, so each is held against everybody's numbers.
  const everything = reports
    .map(({ draft }) => `${draft.script} ${JSON.stringify(draft.identifiers)}`)
    .join('\n');
  const numbers = Array.from({ length: CASES }, (_, n) => [...composeCase(n).marks, chatOf(n)])
    .flat()
    .filter(mark => mark.replace(/\D/g, '').length >= 8);
  const digits = everything.replace(/[^\d\p{L}\n]/gu, '');
  expect(numbers.length).toBeGreaterThan(CASES);
  expect(
    numbers.filter(number => digits.includes(number.replace(/\D/g, '').replace(/^(?:62|0)/, ''))),
  ).toEqual([]);
  const names = Array.from({ length: CASES }, (_, n) => composeCase(n).marks).flat();
  const scripts = reports.map(({ draft }) => draft.script).join('\n');
  expect(marksIn(scripts, [...new Set(names.filter(mark => !/\d/.test(mark)))])).toEqual([]);

  // Without the key: nothing of anybody, and nothing of a recruiter.
  await flow.store.sweep();
  const bytes = Buffer.concat(
    readdirSync(flow.folder)
      .filter(name => name.startsWith(DATABASE_FILE_NAME))
      .map(name => readFileSync(path.join(flow.folder, name))),
  );
  const searched = Array.from(
    { length: CASES / SEARCHED_EVERY },
    (_, index) => index * SEARCHED_EVERY,
  ).flatMap(n => {
    const { marks, recruiters } = composeCase(n);
    return [chatOf(n), ...marks, ...recruiters].filter(mark => mark.length >= 8);
  });
  expect(findCanaries(bytes, [...new Set(searched)])).toEqual([]);
});
