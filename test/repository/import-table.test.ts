import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importViolations, violationsIn } from './import-table.js';

const SRC = path.resolve(import.meta.dirname, '../../src');

describe('the import table', () => {
  it('holds for every file', () => {
    expect(importViolations(SRC)).toEqual([]);
  });

  it.each([
    ['a report that names a sender', 'reports/draft.ts', "import type { ChatAddress } from '../message.js';"],
    ['a review page that names a sender', 'review/queue.ts', "import { ChatAddress } from '../message.js';"],
    [
      'an assessment that names a sender',
      'assessment.ts',
      "import type { InboundMessage } from './message.js';",
    ],
    ['a classifier that reads the disk', 'classifier/assess.ts', "import { readFileSync } from 'node:fs';"],
    [
      'a conversation that writes to the store',
      'conversation/converse.ts',
      "import type { Store } from '../store/store.js';",
    ],
    [
      'a channel that thinks',
      'channels/telegram/receive.ts',
      "import { assess } from '../../classifier/assess.js';",
    ],
    [
      'a channel that borrows from another',
      'channels/web/web-channel.ts',
      "import { x } from '../telegram/bot-api.js';",
    ],
    ['telegraf outside its room', 'delivery/outbox-sender.ts', "import { Telegraf } from 'telegraf';"],
    ['the database outside the store', 'web/page.tsx', "import Database from 'better-sqlite3';"],
    ['natural by its index', 'advert/stem.ts', "import natural from 'natural';"],
    ['a package without a home', 'files/house.ts', "import _ from 'lodash';"],
    ['a dynamic import', 'classifier/assess.ts', "const fs = await import('node:fs');"],
    ['the environment outside config', 'delivery/limits.ts', 'const port = process.env.PORT;'],
    ['a room without a row', 'utils/strings.ts', 'export {};'],
  ])('finds %s', (_, file, source) => {
    expect(violationsIn(file, source)).toHaveLength(1);
  });
});

describe('names of rooms', () => {
  const NO_NAME = /(^|\/)(utils?|helpers?|common|shared|misc|managers?|services?|handlers?)(\.tsx?|\/|$)/;
  it('says what each room is for', () => {
    expect(
      readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(file => NO_NAME.test(file)),
    ).toEqual([]);
  });
  it('would notice a room without a name', () => {
    expect(NO_NAME.test('replies/utils.ts') && NO_NAME.test('helpers/x.ts')).toBe(true);
  });
});

describe('module comments', () => {
  const opens = (source: string): boolean => /^(#![^\n]*\n)?\/\*\*/.test(source);
  it('open every module', () => {
    const silent = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter(file => /\.tsx?$/.test(file))
      .filter(file => !opens(readFileSync(path.join(SRC, file), 'utf8')));
    expect(silent).toEqual([]);
  });
  it('would be missed', () => {
    expect(opens('import x from "y";')).toBe(false);
  });
});
