/**
 * What follows the first answer to somebody in danger or to a family: one closed question at a time. Pure; the first
 * answer itself belongs to `converse.ts`, which puts a plea before everything.
 */
import type { OpenCase, Session } from './session.js';
import { SITUATION_NUMBERS, type SituationNumber } from './speech.js';
import { type ConversedOutcome, danger } from './step.js';

type DangerCase = Extract<OpenCase, { flow: 'danger' }>;

/** A number: which situation it is; anything else asks the open question again. */
export function chooseSituation(
  number: number | null,
  openCase: DangerCase,
  session: Session,
): ConversedOutcome {
  const { triage, caseId } = openCase;
  const situation = SITUATION_NUMBERS.find(known => known === number);
  if (openCase.asked === 'situation' && situation === undefined) {
    return danger(session, { say: 'danger', step: 'situation', triage, caseId });
  }
  if (situation === undefined || openCase.asked !== 'situation') {
    return danger(session, {
      say: triage.who === 'relative' ? 'family' : 'danger',
      step: 'first',
      triage,
      caseId,
    });
  }
  return danger(session, {
    say: 'danger',
    step: 'situation_answer',
    triage,
    caseId,
    situation: situation satisfies SituationNumber,
  });
}

/** Y or T: can messages be read now, or is a relative in danger. */
export function answerInDanger(yes: boolean, openCase: DangerCase, session: Session): ConversedOutcome {
  const { triage, caseId } = openCase;
  if (triage.who === 'relative') {
    return danger(
      { ...session, openCase: null },
      { say: 'family', step: yes ? 'in_danger' : 'prepare', triage, caseId },
    );
  }
  if (!yes)
    return danger({ ...session, openCase: null }, { say: 'danger', step: 'quiet_ok', triage, caseId });
  return danger(
    { ...session, openCase: { ...openCase, asked: 'situation' } },
    { say: 'danger', step: 'situation', triage, caseId },
  );
}
