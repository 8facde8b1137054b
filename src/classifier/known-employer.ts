/**
 * What the known employers of an advert mean for rules and answers: on which of them a channel test holds, and whose
 * name a finding quotes. Reads facts that are there already; pure.
 */
import type { EmployerChannel, Finding, KnownEmployerMention } from '../assessment.js';

/**
 * Mentions on which `is` holds. One address of an employer's own settles it for the whole text; the others are
 * asked only of names that are surely employers.
 */
export function mentionsOn(
  mentions: readonly KnownEmployerMention[],
  is: EmployerChannel,
): readonly KnownEmployerMention[] {
  const own = mentions.filter(({ channel }) => channel === 'own_channel');
  if (is === 'own_channel') return own;
  return own.length > 0 ? [] : mentions.filter(({ channel, isSure }) => isSure && channel === is);
}

/** Family of the rules about borrowed names; other findings may quote one by chance. */
const FAMILY = 'impersonation/';

/** Id of the first known employer that a finding about a borrowed name quotes; null without one. */
export function employerQuoted(
  mentions: readonly KnownEmployerMention[],
  findings: readonly Finding[],
): string | null {
  if (mentionsOn(mentions, 'own_channel').length > 0) return null;
  const quoted = mentions.find(
    ({ id, span }) =>
      id !== null &&
      findings.some(
        ({ rule, weight, start, end }) =>
          rule.startsWith(FAMILY) &&
          weight > 0 &&
          start !== null &&
          end !== null &&
          start <= span.start &&
          end >= span.end,
      ),
  );
  return quoted?.id ?? null;
}
