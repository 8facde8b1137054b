/** The mark of each level: one sign at the start of line 1, never the only thing that tells the level. */
import type { RiskLevel } from '../assessment.js';

/** The lowest level is grey, not green: nothing is ever judged to be safe. */
export const LEVEL_MARKS: Readonly<Record<RiskLevel, string>> = {
  high: '🔴',
  caution: '🟠',
  unsure: '🟡',
  none: '⚪',
};
