/**
 * What must hold of the evidence of an answer: each finding quotes its words from the text as given, or its rule is one
 * that names what is missing; and none that is shown points against the level. Says what does not hold, in words.
 */
import type { Assessment } from '../../src/assessment.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { loweringFindings, raisingFindings } from '../../src/replies/reasons.js';
import { faultsOf } from '../hostile/inspect.js';

/** Everything wrong with the evidence of `assessment` as one of `text`. */
export function evidenceFaults(text: string, assessment: Assessment, ruleset: Ruleset): readonly string[] {
  return [
    ...faultsOf(text, assessment, ruleset),
    ...quotationFaults(assessment, ruleset),
    ...levelFaults(assessment),
  ];
}

function quotationFaults({ findings }: Assessment, { rules }: Ruleset): string[] {
  const missing = new Set(rules.filter(({ isMissing }) => isMissing).map(({ id }) => id));
  return findings
    .filter(({ rule, quote }) => (quote === null) !== missing.has(rule))
    .map(({ rule, quote }) => `${rule} ${quote === null ? 'quotes nothing' : 'quotes what is missing'}`);
}

function levelFaults(assessment: Assessment): string[] {
  const { kind, riskLevel, findings } = assessment;
  if (kind === 'danger')
    return [
      ...(findings.length === 0 ? ['a plea without a finding'] : []),
      ...findings.filter(({ weight }) => weight !== 0).map(({ rule }) => `${rule} weighs in a plea`),
    ];
  if (riskLevel === null) return findings.map(({ rule }) => `${rule} stands without a level`);
  const raising = raisingFindings(assessment, riskLevel);
  const lowering = loweringFindings(assessment, riskLevel);
  const isWarning = riskLevel === 'high' || riskLevel === 'caution';
  const against = [...(riskLevel === 'none' ? raising : []), ...(isWarning ? lowering : [])];
  return [
    ...against.map(({ rule }) => `${rule} points against ${riskLevel}`),
    ...(isWarning && !raising.some(({ quote }) => quote !== null)
      ? [`${riskLevel} without a quotation`]
      : []),
    ...raising.filter(({ weight }) => weight <= 0).map(({ rule }) => `${rule} raises nothing`),
    ...lowering.filter(({ weight }) => weight >= 0).map(({ rule }) => `${rule} lowers nothing`),
  ];
}
