/**
 * A project root of a test's own with rules and a few labelled texts, laid out as the real one is.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeRules } from '../classifier/small-rules.js';

/** Labels and texts by folder of the corpus. */
export type OwnTexts = Readonly<Record<string, readonly (readonly [expected: string, text: string])[]>>;

export const OWN_RULES = {
  'a/bad': {
    title: 'Tanda | buruk',
    when: ['merah'],
    strength: 'alone',
    status: 'stable',
    category: 'fee_scam',
  },
  'a/good': { title: 'Tanda jujur', when: ['kantor'], sign: 'lowers' },
  'b/missing': { when: [{ not: 'nama' }], strength: 'combo', about: 'missing', status: 'draft' },
  'distress/held': { title: 'Disekap', when: ['disekap'], urgency: 'now', stage: 'inside' },
};
export const OWN_TEXTS: OwnTexts = {
  learn: [
    ['alarm', 'lowongan merah nama'],
    ['alarm', 'lowongan merah kantor nama'],
    ['quiet', 'lowongan kantor nama'],
    ['quiet', 'baju merah nama'],
    ['danger', 'tolong saya disekap, nama'],
    ['danger', 'disekap di rumah merah, nama'],
  ],
  'held-out': [
    ['alarm', 'lowongan biru tua'],
    ['quiet', 'film tentang orang disekap, nama'],
  ],
};

/** Makes the root in a temporary folder; whoever calls removes it. */
export function ownRoot(texts: OwnTexts = OWN_TEXTS): string {
  const root = mkdtempSync(path.join(tmpdir(), 'cekloker-own-'));
  writeRules(path.join(root, 'rules'), OWN_RULES);
  for (const [folder, lines] of Object.entries(texts)) {
    mkdirSync(path.join(root, 'test/corpus', folder), { recursive: true });
    writeFileSync(
      path.join(root, 'test/corpus', folder, 'own.jsonl'),
      lines
        .map(([expected, text], at) => {
          const category = expected === 'danger' ? 'distress' : 'other';
          return JSON.stringify({ id: `${folder}-${at}`, text, expect: expected, category, stage: 'inside' });
        })
        .join('\n'),
    );
  }
  return root;
}
