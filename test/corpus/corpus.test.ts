/**
 * The project's own texts: well formed, each written once, with no number of a real person; and what the bot makes of
 * those that nobody wrote a rule from or learnt from. The floors lie a little below what is reached, so that they go
 * red when a change makes the bot deaf or noisy.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assess } from '../../src/classifier/assess.js';
import { loadRuleset } from '../../src/files/house.js';

const HERE = import.meta.dirname;
const line = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+-\d+$/),
  text: z.string().min(3).max(4000),
  expect: z.enum(['danger', 'alarm', 'quiet']),
  category: z.string(),
  country: z.string().length(2).nullable(),
  note: z.string(),
  urgency: z.enum(['now', 'soon']).optional(),
  stage: z
    .enum(['thinking', 'paid', 'papers_handed', 'departing', 'in_transit', 'inside', 'home'])
    .optional(),
});
type Line = z.infer<typeof line>;

function textsIn(folder: string): readonly Line[] {
  return readdirSync(path.join(HERE, folder))
    .sort()
    .flatMap(name =>
      readFileSync(path.join(HERE, folder, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((written, index) => {
          const read = line.safeParse(JSON.parse(written));
          if (!read.success)
            throw new Error(`${folder}/${name}:${index + 1}: ${z.prettifyError(read.error)}`);
          return read.data;
        }),
    );
}

const learn = textsIn('learn');
const heldOut = textsIn('held-out');

describe('the texts', () => {
  it('are each written once', () => {
    const all = [...learn, ...heldOut];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  });

  it('hold no mobile number that could be somebody’s', () => {
    const numbers = [...learn, ...heldOut].flatMap(
      ({ text }) => text.match(/(?:\+?62|\b0)8[\d -]{7,13}\d/g) ?? [],
    );
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter(number => !number.replace(/\D/g, '').includes('0000'))).toEqual([]);
  });
});

describe('of the texts held out', async () => {
  const ruleset = await loadRuleset();
  const judged = heldOut.map(one => ({ ...one, judged: assess(one.text, ruleset) }));
  const share = (
    expected: Line['expect'],
    isSo: (one: (typeof judged)[number]['judged']) => boolean,
  ): number => {
    const those = judged.filter(one => one.expect === expected);
    expect(those.length).toBeGreaterThan(100);
    return those.filter(one => isSo(one.judged)).length / those.length;
  };
  const warns = ({ riskLevel }: { riskLevel: string | null }): boolean =>
    riskLevel === 'high' || riskLevel === 'caution';

  it('most pleas are heard', () => {
    expect(share('danger', ({ kind }) => kind === 'danger')).toBeGreaterThan(0.88);
  });
  it('most doubtful offers are warned of', () => {
    expect(share('alarm', warns)).toBeGreaterThan(0.76);
  });
  it('few others are', () => {
    expect(share('quiet', one => one.kind === 'danger' || warns(one))).toBeLessThan(0.12);
  });
  it('every warning quotes words of the text', () => {
    const warned = judged.filter(one => warns(one.judged));
    expect(warned.length).toBeGreaterThan(100);
    for (const one of warned)
      expect(one.judged.findings.some(({ weight, quote }) => weight > 0 && quote !== null)).toBe(true);
  });
});
