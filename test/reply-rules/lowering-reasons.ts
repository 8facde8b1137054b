/** Which reasons argue against danger: read from the rules that ship, so that a new rule is known at once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const RULES = join(import.meta.dirname, '..', '..', 'rules');

/** Reasons that argue against danger whether or not a rule gives them yet. */
const ALWAYS = [
  'licence_named',
  'no_fee_stated',
  'official_channel',
  'work_visa_before',
  'contract_before',
  'employer_named',
  'own_documents',
  'local_ordinary_job',
];

let known: ReadonlySet<string> | null = null;

/** Reason keys of all rules with `sign: lowers`, and those above. */
export function loweringReasons(): ReadonlySet<string> {
  known ??= new Set([
    ...ALWAYS,
    ...readdirSync(RULES, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.yaml'))
      .map(name => parse(readFileSync(join(RULES, name), 'utf8')) as { sign?: unknown; reason?: unknown })
      .flatMap(({ sign, reason }) => (sign === 'lowers' && typeof reason === 'string' ? [reason] : [])),
  ]);
  return known;
}
