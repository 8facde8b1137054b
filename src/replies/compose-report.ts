/**
 * The words around an anonymous report: what exactly would be kept, how long and how far "anonymous" reaches, before a
 * second yes; that it is kept; the code that withdraws it. It shows what points at the recruiter masked, as everywhere,
 * and says that it is kept whole.
 */
import { CONSENT_NUMBERS, RECEIPT_NUMBER, type Speech } from '../conversation/speech.js';
import type { ReportDraft, ReportedIdentifier } from '../reports/report-draft.js';
import { bold, linesOf, listOf, type ReplyTools, sayText } from './compose-tools.js';
import { countryName } from './country-names.js';
import { maskPersonalData } from './masking.js';
import type { Block, Choice, Reply } from './reply.js';

type ReportSpeech = Extract<Speech, { say: 'report' }>;
type ConsentSpeech = Extract<ReportSpeech, { step: 'consent' }>;

export function composeReport(speech: ReportSpeech, tools: ReplyTools): Reply {
  switch (speech.step) {
    case 'consent':
      return consentReply(speech, tools);
    case 'kept':
      return {
        ...report([linesOf(tools, ['report.kept', 'report.kept_then'])]),
        choices: [choice(RECEIPT_NUMBER, 'receipt_choice', 'receipt_button', tools)],
        caseId: speech.caseId,
      };
    case 'receipt':
      return report([
        { type: 'excerpt', title: bold(sayText(tools, 'report.receipt_line')), lines: [speech.receipt] },
        linesOf(tools, ['report.receipt_use', 'report.receipt_hide']),
      ]);
    case 'not_kept':
      return report([linesOf(tools, ['report.not_kept', 'report.after'])]);
    case 'withdrawn':
      return report([linesOf(tools, ['report.withdrawn', 'report.after'])]);
  }
}

function consentReply({ draft, caseId, week, isCounted }: ConsentSpeech, tools: ReplyTools): Reply {
  return {
    ...report([
      linesOf(tools, ['report.consent_line']),
      draft.script === ''
        ? linesOf(tools, ['report.no_script'])
        : {
            type: 'excerpt',
            title: bold(sayText(tools, 'report.script_title')),
            lines: draft.script.split('\n'),
          },
      ...identifierBlock(draft.identifiers, tools),
      listOf(bold(sayText(tools, 'report.also_title')), alsoKept(draft, week, isCounted, tools)),
      linesOf(tools, ['report.how_long', 'report.limit']),
      linesOf(tools, ['report.own_data', 'report.ask']),
    ]),
    choices: [
      choice(CONSENT_NUMBERS.yes, 'yes', 'yes_button', tools),
      choice(CONSENT_NUMBERS.no, 'no', 'no_button', tools),
    ],
    caseId,
  };
}

function identifierBlock(identifiers: readonly ReportedIdentifier[], tools: ReplyTools): readonly Block[] {
  if (identifiers.length === 0) return [];
  const title = bold(sayText(tools, 'report.identifiers_title'));
  return [{ type: 'excerpt', title, lines: identifiers.map(recognisable) }];
}

/** Enough to recognise it, too little to reach anybody from the reply. */
function recognisable({ kind, value }: ReportedIdentifier): string {
  return kind === 'handle' ? maskPersonalData(`@${value.replace(/^[^:]*:/, '')}`) : maskPersonalData(value);
}

function alsoKept(
  draft: ReportDraft,
  week: string,
  isCounted: boolean,
  tools: ReplyTools,
): readonly string[] {
  const { texts, locale } = tools;
  const level = sayText(tools, `verdict.level.${draft.level}`);
  return [
    texts.text(locale, 'report.also_level', { level }),
    ...(draft.findings.length > 0
      ? [texts.text(locale, 'report.also_signs', { count: draft.findings.length })]
      : []),
    ...(draft.destination === null
      ? []
      : [texts.text(locale, 'report.also_destination', { country: countryName(draft.destination, locale) })]),
    texts.text(locale, 'report.also_week', weekAndYear(week)),
    sayText(tools, isCounted ? 'report.also_tag' : 'report.also_web'),
  ];
}

/** "2026-W48" as people say it. */
function weekAndYear(isoWeek: string): { readonly week: number; readonly year: string } {
  const [year = '', week = ''] = isoWeek.split('-W');
  return { week: Number(week), year };
}

function choice(
  number: number,
  label: 'yes' | 'no' | 'receipt_choice',
  button: 'yes_button' | 'no_button' | 'receipt_button',
  tools: ReplyTools,
): Choice {
  return {
    number,
    label: sayText(tools, `report.${label}`),
    buttonLabel: sayText(tools, `report.${button}`),
  };
}

function report(blocks: readonly Block[]): Reply {
  return { kind: 'report', level: null, blocks, choices: [], caseId: null };
}
