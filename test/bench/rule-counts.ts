/**
 * The shipped rules with half as many and with twice as many, as folders that the program loads like any other. A copy has
 * an id of its own, and each of its phrases stands in brackets, so that it counts as another phrase and is looked for again.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { type Ruleset, rulesNamedIn } from '../../src/classifier/ruleset.js';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import type { Program } from './shipped.js';

/** Longest phrase that may stand in a rule, less its brackets. */
const BRACKETED_LENGTH_MAX = 398;

/** What of `weights.yaml` names rules. */
interface WeightsFile {
  plea: { alone: string[] };
  learnt: { advert: { rules: Record<string, number> } };
}

/** Every second rule and distress pattern; what names a rule that is gone goes too. */
export async function halfTheRules(program: Program): Promise<Ruleset> {
  const whole = await program.loadRuleset();
  const gone = new Set(
    [...whole.rules, ...whole.distress].filter((_, place) => place % 2 === 1).map(({ id }) => id),
  );
  for (const { id, when } of whole.rules) if (rulesNamedIn(when).some(name => gone.has(name))) gone.add(id);
  return loadChanged(program, folder => {
    for (const id of gone) rmSync(path.join(folder, `${id}.yaml`));
    const weights = path.join(folder, 'weights.yaml');
    const file: WeightsFile = parse(readFileSync(weights, 'utf8'));
    const { plea } = file;
    const { advert } = file.learnt;
    plea.alone = plea.alone.filter(id => !gone.has(id));
    advert.rules = Object.fromEntries(Object.entries(advert.rules).filter(([id]) => !gone.has(id)));
    writeFileSync(weights, stringify(file));
  });
}

/** Every rule and distress pattern and a copy of each. */
export async function twiceTheRules(program: Program): Promise<Ruleset> {
  return loadChanged(program, folder => {
    for (const family of readdirSync(folder, { withFileTypes: true })) {
      if (!family.isDirectory()) continue;
      for (const file of readdirSync(path.join(folder, family.name))) {
        const rule: { when: unknown; unless?: { when: unknown }[] } = parse(
          readFileSync(path.join(folder, family.name, file), 'utf8'),
        );
        rule.when = bracketed(rule.when);
        for (const exception of rule.unless ?? []) exception.when = bracketed(exception.when);
        writeFileSync(path.join(folder, family.name, file.replace(/\.yaml$/, '-copy.yaml')), stringify(rule));
      }
    }
  });
}

async function loadChanged(
  { loadRuleset }: Program,
  change: (rulesFolder: string) => void,
): Promise<Ruleset> {
  const root = mkdtempSync(path.join(tmpdir(), 'cekloker-bench-'));
  const folder = path.join(root, 'rules');
  try {
    mkdirSync(folder);
    cpSync(path.join(PACKAGE_ROOT, 'rules'), folder, { recursive: true });
    change(folder);
    return await loadRuleset(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A condition as written, with its phrases in brackets; what is no phrase stays. */
function bracketed(written: unknown): unknown {
  if (typeof written === 'string') return written.length > BRACKETED_LENGTH_MAX ? written : `(${written})`;
  if (Array.isArray(written)) return written.map(bracketed);
  if (typeof written !== 'object' || written === null) return written;
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => [
      key,
      ['any', 'all', 'near', 'some', 'not'].includes(key) ? bracketed(value) : value,
    ]),
  );
}
