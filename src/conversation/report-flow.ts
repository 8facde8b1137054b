/**
 * From "Laporkan tanpa nama" to a kept report: what would be kept is shown whole, a second yes keeps it, the code that
 * withdraws it comes only on asking. Pure; nothing is kept by anything but the outcome of that second yes.
 */
import type { ReportDraft } from '../reports/report-draft.js';
import type { AdvertCase, OpenCase, Session } from './session.js';
import { CONSENT_NUMBERS, RECEIPT_NUMBER, type Speech } from './speech.js';
import { type Aids, type ConversedOutcome, notice, said } from './step.js';

/** The question under a name of its own, so that an old button cannot answer it. */
export function askConsent(advert: AdvertCase, session: Session, aids: Aids): ConversedOutcome {
  if (!advert.draft) return notice(session, 'number_without_choices');
  const { draft } = advert;
  const caseId = aids.newCaseId();
  return said(
    { ...session, openCase: { flow: 'report', caseId, draft, advert } },
    consentSpeech(caseId, draft, aids),
  );
}

function consentSpeech(caseId: string, draft: ReportDraft, { week, countsReports }: Aids): Speech {
  return { say: 'report', step: 'consent', draft, caseId, week, isCounted: countsReports };
}

/** After the question: 1 keeps it, 2 does not, anything else asks again. */
export function chooseConsent(
  number: number | null,
  { caseId, draft, advert }: Extract<OpenCase, { flow: 'report' }>,
  session: Session,
  aids: Aids,
): ConversedOutcome {
  if (number === CONSENT_NUMBERS.no)
    return said({ ...session, openCase: advert }, { say: 'report', step: 'not_kept' });
  if (number !== CONSENT_NUMBERS.yes) return said(session, consentSpeech(caseId, draft, aids));
  const receipt = aids.newReceipt();
  const reported = { flow: 'reported', caseId: aids.newCaseId(), receipt } as const;
  return {
    ...said({ ...session, openCase: reported }, { say: 'report', step: 'kept', caseId: reported.caseId }),
    report: { draft, receipt },
  };
}

/** After "it is kept": the code, for whoever asks. */
export function chooseReceipt(
  number: number | null,
  { receipt }: Extract<OpenCase, { flow: 'reported' }>,
  session: Session,
): ConversedOutcome {
  return number === RECEIPT_NUMBER
    ? said(session, { say: 'report', step: 'receipt', receipt })
    : notice(session, 'number_without_choices');
}
