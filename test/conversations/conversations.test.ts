import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { play, readScript } from './play.js';

const FOLDER = import.meta.dirname;
const files = readdirSync(FOLDER).filter(name => name.endsWith('.txt'));

describe('conversations', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)('%s goes as written', async name => {
    const file = path.join(FOLDER, name);
    const written = readFileSync(file, 'utf8');
    const played = await play(written);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, played);
    else expect(played).toBe(written);
  });

  it('never take the words that an answer quotes for a message', async () => {
    const played = await play('# An offer\n\n> Loker CS Kamboja gaji 15jt, pakai visa turis dulu\n');
    expect(played).toContain('\n  > pakai visa turis dulu\n');
    expect(readScript(played).messages).toHaveLength(1);
  });

  it('would notice another answer', async () => {
    const written = '# A greeting\n\n> halo\n\nSomething the bot does not say.\n';
    expect(readScript(written).messages).toEqual(['halo']);
    expect(await play(written)).not.toBe(written);
  });
});
