/**
 * One step of a conversation: what was meant, and what was judged, become what is said and what is remembered.
 * Pure: no words, no clock, no address. A plea goes before everything; a new text is always a new case; whatever
 * comes, something is said.
 */
import type { Assessment, RiskLevel, Span } from '../assessment.js';
import type { Unread } from './case.js';
import { answerInDanger, chooseSituation } from './danger-flow.js';
import { askConsent, chooseConsent, chooseReceipt } from './report-flow.js';
import {
  FRESH_SESSION,
  type OpenCase,
  REMEMBERED_REASONS_MAX,
  type RememberedReason,
  type Session,
} from './session.js';
import type { Keyword } from './short-answers.js';
import {
  CONSENT_NUMBERS,
  type NoticeSpeech,
  type Speech,
  type StandingAnswer,
  type VerdictChoice,
  verdictChoices,
} from './speech.js';
import { type Aids, answerOf, type ConversedOutcome, danger, notice, said, standingOf } from './step.js';
import type { Intent } from './understand.js';

export function converse(
  intent: Intent,
  before: Session | null,
  messageCount: number,
  aids: Aids,
): ConversedOutcome {
  const session = before ?? FRESH_SESSION;
  switch (intent.kind) {
    case 'judge':
      return judge(intent, session, messageCount, aids);
    case 'choice':
      return choose(intent, session, aids);
    case 'yes_no':
      return answerYesNo(intent.yes, session, aids);
    case 'keyword':
      return obey(intent.keyword, session);
    case 'unread':
      return notice(session, unreadNotice(intent.what));
    case 'nod':
      return said(session, { say: 'intent', intent: 'ok' });
    case 'own_reply':
      return isAlarming(aids.assess(intent.text))
        ? judge(intent, session, messageCount, aids)
        : said(session, { say: 'intent', intent: 'bot_reply_returned' });
    case 'withdraw':
      return {
        ...said({ ...session, openCase: null }, { say: 'report', step: 'withdrawn' }),
        withdraw: intent.receipt,
      };
    case 'nothing':
      return notice(session, 'empty');
  }
}

interface ToJudge {
  readonly text: string;
  readonly unread?: Unread;
  readonly typed?: readonly Span[];
}

function judge(
  { text, unread, typed = [] }: ToJudge,
  session: Session,
  messageCount: number,
  aids: Aids,
): ConversedOutcome {
  const assessment = shownWith(aids.assess(text), text, aids.quote);
  const caseId = aids.newCaseId();
  if (assessment.triage) {
    const { triage } = assessment;
    const openCase: OpenCase = { flow: 'danger', caseId, triage, asked: 'yes_no' };
    return danger(
      { ...session, openCase },
      { say: triage.who === 'relative' ? 'family' : 'danger', step: 'first', triage, caseId },
    );
  }
  const { riskLevel } = assessment;
  if (unread && (riskLevel === null || riskLevel === 'none')) return notice(session, unreadNotice(unread));
  if (riskLevel === null) return answerTopic(assessment, session, caseId);
  const openCase: OpenCase = {
    flow: 'verdict',
    caseId,
    level: riskLevel,
    category: assessment.category,
    destination: assessment.facts.destination,
    ...(assessment.facts.province && { province: assessment.facts.province }),
    reasons: rememberedReasons(assessment),
    draft: mayBeReported(riskLevel, assessment)
      ? aids.draft(text, { ...assessment, riskLevel }, typed)
      : null,
  };
  return said(
    { ...session, openCase },
    {
      say: 'verdict',
      assessment: { ...assessment, riskLevel },
      caseId,
      messageCount,
      short: session.isShort,
      mayReport: openCase.draft !== null,
    },
  );
}

/** Whoever says that they are under 18 is pointed to an office for children instead. */
function mayBeReported(level: RiskLevel, { facts }: Assessment): boolean {
  return level !== 'none' && !facts.writerIsMinor;
}

/** A plea beside a reply that was sent back goes first, and words of ours can be borrowed to hide an advert. */
function isAlarming({ triage, riskLevel }: Assessment): boolean {
  return triage !== null || riskLevel === 'high' || riskLevel === 'caution';
}

function unreadNotice(what: Unread): NoticeSpeech {
  return what === 'picture' || what === 'document' ? `${what}_unread` : what;
}

/** From here on a quotation is what may be shown: masked, short, with the words around it. */
function shownWith(assessment: Assessment, text: string, quote: Aids['quote']): Assessment {
  const findings = assessment.findings.map(finding =>
    finding.start === null || finding.end === null
      ? finding
      : { ...finding, quote: quote(text, { start: finding.start, end: finding.end }) },
  );
  return { ...assessment, findings };
}

/** A reason is named once, by the words where it is strongest, and never against the level it stands under. */
function rememberedReasons(assessment: Assessment): RememberedReason[] {
  const seen = new Set<string>();
  const reasons: RememberedReason[] = [];
  for (const finding of assessment.findings) {
    if (seen.has(finding.reason) || reasons.length >= REMEMBERED_REASONS_MAX) continue;
    if (arguesAgainst(finding.weight, assessment.riskLevel)) continue;
    seen.add(finding.reason);
    reasons.push({ reason: finding.reason, quote: finding.quote });
  }
  return reasons;
}

/** A sign of honesty under a warning, a sign of danger under "none"; "unsure" may show both. */
function arguesAgainst(weight: number, level: RiskLevel | null): boolean {
  if (level === 'none') return weight > 0;
  return level !== 'unsure' && weight < 0;
}

/** "udah bayar", "saya sudah di sana" say in words what a number would; anything else is answered in a line. */
function answerTopic({ topic, facts }: Assessment, session: Session, caseId: string): ConversedOutcome {
  if (topic !== 'paid' && topic !== 'departed')
    return said(session, { say: 'intent', intent: topic ?? 'unclear' });
  const standing = standingOf(session.openCase);
  const about = standing ?? {
    caseId,
    level: 'caution' as const,
    category: null,
    destination: facts.destination,
    mayReport: false,
  };
  return follow(topic, about, reasonsOf(session.openCase), session);
}

function reasonsOf(openCase: OpenCase | null): readonly RememberedReason[] {
  return openCase?.flow === 'verdict' ? openCase.reasons : [];
}

/** What a choice leads to; who has left is asked what is the matter, like anyone in danger. */
function follow(
  choice: Exclude<VerdictChoice, 'report'>,
  about: StandingAnswer,
  reasons: readonly RememberedReason[],
  session: Session,
): ConversedOutcome {
  const speech: Speech = { say: 'choice', choice, reasons, ...about };
  if (choice !== 'departed') return said(session, speech);
  const { caseId, destination } = about;
  const triage = { who: 'self', urgency: 'soon', country: destination, stage: 'in_transit' } as const;
  return danger({ ...session, openCase: { flow: 'danger', caseId, triage, asked: 'situation' } }, speech);
}

function choose(intent: Extract<Intent, { kind: 'choice' }>, session: Session, aids: Aids): ConversedOutcome {
  const { openCase } = session;
  // A button of the advert answer still works while the question about its report is open.
  if (openCase?.flow === 'report' && intent.caseId === openCase.advert.caseId)
    return choose(intent, { ...session, openCase: openCase.advert }, aids);
  if (!openCase) return notice(session, intent.caseId === null ? 'number_without_choices' : 'choice_expired');
  if (intent.caseId !== null && intent.caseId !== openCase.caseId) return notice(session, 'choice_expired');
  if (openCase.flow === 'danger') return chooseSituation(intent.number, openCase, session);
  if (openCase.flow === 'report') return chooseConsent(intent.number, openCase, session, aids);
  if (openCase.flow === 'reported') return chooseReceipt(intent.number, openCase, session);
  const standing = answerOf(openCase);
  const offered = verdictChoices(standing).find(({ number }) => number === intent.number);
  if (!offered) return notice(session, 'number_without_choices');
  if (offered.choice === 'report') return askConsent(openCase, session, aids);
  return follow(offered.choice, standing, openCase.reasons, session);
}

function answerYesNo(yes: boolean, session: Session, aids: Aids): ConversedOutcome {
  const { openCase } = session;
  if (openCase?.flow === 'report')
    return chooseConsent(yes ? CONSENT_NUMBERS.yes : CONSENT_NUMBERS.no, openCase, session, aids);
  return openCase?.flow === 'danger'
    ? answerInDanger(yes, openCase, session)
    : said(session, { say: 'intent', intent: 'ok' });
}

function obey(keyword: Keyword, session: Session): ConversedOutcome {
  switch (keyword) {
    case 'STOP':
      return notice({ ...session, openCase: null }, 'stopped');
    case 'HAPUS':
      return { session: null, speeches: [{ say: 'notice', notice: 'deleted' }], isDanger: false };
    case 'BANTUAN':
      return said(session, { say: 'intent', intent: 'help' });
    case 'BAHASA':
      return notice({ ...session, locale: session.locale === 'id' ? 'en' : 'id' }, 'language_set');
    case 'SINGKAT':
      return notice({ ...session, isShort: true }, 'short_on');
    case 'LENGKAP':
      return notice({ ...session, isShort: false }, 'short_off');
  }
}
