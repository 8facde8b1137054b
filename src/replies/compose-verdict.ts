/**
 * The four advert answers. Comes in: an assessment with a level; goes out: one bubble, always in the same order:
 * level and the one action, what it looks like, why, what to do, that a bot can be wrong, what can be chosen.
 * It judges nothing and names nobody.
 */
import type { Assessment, Category, RiskLevel } from '../assessment.js';
import { type OfferedChoice, type Speech, verdictChoices } from '../conversation/speech.js';
import {
  bold,
  contactBlocks,
  firstThatFits,
  listOf,
  plain,
  type ReplyTools,
  replyLength,
  sayText,
} from './compose-tools.js';
import { destinationClause } from './destinations.js';
import { siteLine } from './employer-site.js';
import { LEVEL_MARKS } from './marks.js';
import { MISSING_REASONS, missingData } from './missing-data.js';
import { loweringFindings, raisingFindings, type ShownReason, worded } from './reasons.js';
import type { Block, Choice, Line, Reply } from './reply.js';
import type { Look } from './text-keys.js';

/** What one screen of a cheap phone shows; longer only where the reasons need it. */
const VERDICT_LENGTH_TARGET = 600;
export const VERDICT_LENGTH_MAX = 1_000;
const REASONS_MAX = 3;
const LOWERING_MAX = 2;
const STEPS_MAX = 3;

/** What an advert states already is not asked for again. */
const STATED_BY: Readonly<Record<string, string>> = { no_fee_stated: 'cost', employer_named: 'employer' };

/** Not adverts for work, so no other work is pointed to. */
const NO_SAFE_ROUTE: ReadonlySet<Category> = new Set(['gambling_promo', 'other_scam']);
const ABROAD: ReadonlySet<Category> = new Set(['scam_compound', 'illegal_placement']);

type VerdictSpeech = Extract<Speech, { say: 'verdict' }>;

export function composeVerdict(speech: VerdictSpeech, tools: ReplyTools): Reply {
  if (speech.short === true) return shortVerdict(speech, tools);
  const level = speech.assessment.riskLevel;
  const reasons = shownReasons(speech.assessment, level, tools);
  const withReasons = (count: number) => (): Reply => verdictWith(speech, reasons.slice(0, count), tools);
  const counts = Array.from({ length: Math.min(REASONS_MAX, reasons.length) + 1 }, (_, index) => index)
    .reverse()
    .filter(count => count > 0 || reasons.length === 0);
  // A third reason gives way to brevity; two stay as long as they fit at all.
  const brief = firstThatFits(
    counts.filter(count => count >= 2 || count === counts[0]).map(withReasons),
    VERDICT_LENGTH_TARGET,
  );
  return replyLength(brief) <= VERDICT_LENGTH_MAX
    ? brief
    : firstThatFits(counts.map(withReasons), VERDICT_LENGTH_MAX);
}

function verdictWith(speech: VerdictSpeech, reasons: readonly ShownReason[], tools: ReplyTools): Reply {
  const { assessment, caseId } = speech;
  const level = assessment.riskLevel;
  const { mayReport } = speech;
  const { category, facts } = assessment;
  const answered = { level, category, destination: facts.destination, mayReport };
  return {
    kind: 'verdict',
    level,
    blocks: [
      headline(assessment, level, tools),
      { type: 'lines', lines: lookLines(assessment, level, reasons, tools) },
      ...reasonBlock(reasons, tools),
      ...knownAndMissing(assessment, level, tools),
      listOf(bold(sayText(tools, `verdict.do_title.${level}`)), actions(assessment, level, tools)),
      ...contactOf(assessment, level, tools),
      closing(speech, tools),
    ],
    choices: verdictChoices(answered).map(offered => choiceOf(offered, level, tools)),
    caseId,
  };
}

/** Line 1 and the hotline, for whoever asked for short answers; without a hotline the first thing to do. */
function shortVerdict(speech: VerdictSpeech, tools: ReplyTools): Reply {
  const level = speech.assessment.riskLevel;
  const isWarning = level === 'high' || level === 'caution';
  const step = isWarning ? [] : actions(speech.assessment, level, tools).slice(0, 1);
  const doubt = sayText(tools, 'verdict.may_be_wrong');
  const last = level === 'none' ? `${sayText(tools, 'verdict.look.none')} ${doubt}` : doubt;
  return {
    kind: 'verdict',
    level,
    blocks: [
      headline(speech.assessment, level, tools),
      ...contactOf(speech.assessment, level, tools),
      { type: 'lines', lines: [...step, last].map(plain) },
    ],
    choices: [],
    caseId: null,
  };
}

function headline(assessment: Assessment, level: RiskLevel, tools: ReplyTools): Block {
  const { texts, locale } = tools;
  const act =
    level === 'high' || level === 'caution'
      ? texts.text(locale, `verdict.act.${level}.${lookOf(assessment)}`)
      : sayText(tools, `verdict.act.${level}`);
  const gap = level === 'none' ? ' ' : ': ';
  return {
    type: 'headline',
    mark: LEVEL_MARKS[level],
    line: bold(`${sayText(tools, `verdict.level.${level}`)}${gap}${act}`),
  };
}

function lookOf({ category }: Assessment): Look {
  return category ?? 'general';
}

function lookLines(
  assessment: Assessment,
  level: RiskLevel,
  reasons: readonly ShownReason[],
  tools: ReplyTools,
): readonly Line[] {
  if (level === 'none') return [plain(sayText(tools, 'verdict.look.none'))];
  const statement = destinationClause(assessment.facts.destination, level, tools);
  const isSaid = statement === null || reasons.some(({ clause }) => clause === statement);
  const look =
    level === 'unsure'
      ? sayText(tools, reasons.length > 0 ? 'verdict.look.unsure_signs' : 'verdict.look.unsure')
      : tools.texts.text(tools.locale, `verdict.look.${lookOf(assessment)}`);
  return [plain(look), ...(isSaid ? [] : [plain(`${statement}.`)])];
}

function shownReasons(assessment: Assessment, level: RiskLevel, tools: ReplyTools): readonly ShownReason[] {
  const listed = level === 'unsure' ? MISSING_REASONS : new Set<string>();
  return worded(
    raisingFindings(assessment, level).filter(({ reason }) => !listed.has(reason)),
    { level, destination: assessment.facts.destination },
    tools,
  );
}

function reasonBlock(reasons: readonly ShownReason[], tools: ReplyTools): readonly Block[] {
  if (reasons.length === 0) return [];
  const title = bold(sayText(tools, 'verdict.reasons_title'));
  return [
    { type: 'reasons', title, reasons: reasons.map(({ clause, quote }) => ({ line: plain(clause), quote })) },
  ];
}

/** What speaks for the advert, and at "unsure" what it does not say. */
function knownAndMissing(assessment: Assessment, level: RiskLevel, tools: ReplyTools): readonly Block[] {
  const known = worded(loweringFindings(assessment, level), { level, destination: null }, tools);
  const stated = new Set(known.map(({ reason }) => STATED_BY[reason]));
  const missing = level === 'unsure' ? missingData(assessment).filter(what => !stated.has(what)) : [];
  return [
    ...(known.length > 0
      ? [
          listOf(
            bold(sayText(tools, 'verdict.lowering_title')),
            known.slice(0, LOWERING_MAX).map(({ clause }) => clause),
          ),
        ]
      : []),
    ...(missing.length > 0
      ? [
          listOf(
            bold(sayText(tools, 'verdict.missing_title')),
            missing.map(what => sayText(tools, `verdict.missing.${what}`)),
          ),
        ]
      : []),
  ];
}

function actions(assessment: Assessment, level: RiskLevel, tools: ReplyTools): readonly string[] {
  const { texts, locale } = tools;
  const site = siteLine(assessment, tools);
  if (level === 'unsure' || level === 'none') {
    const steps = texts.list(locale, `verdict.do.${level}`);
    return site === null ? steps : [site, ...steps.slice(0, STEPS_MAX - 1)];
  }
  const { category, facts } = assessment;
  const steps = texts.list(locale, `verdict.do.${lookOf(assessment)}`);
  if (category !== null && NO_SAFE_ROUTE.has(category)) return steps;
  // A named place decides: an unlawful offer within Indonesia needs no placement office.
  const isAbroad =
    facts.destination === null ? category !== null && ABROAD.has(category) : facts.destination !== 'ID';
  if (site === null)
    return [...steps, sayText(tools, isAbroad ? 'verdict.safe_abroad' : 'verdict.safe_home')];
  // Whoever wants to work there is best sent there.
  return isAbroad ? [...steps.slice(0, 1), site, sayText(tools, 'verdict.safe_abroad')] : [...steps, site];
}

/** One contact under a warning; the others stand behind a choice. */
function contactOf(assessment: Assessment, level: RiskLevel, tools: ReplyTools): readonly Block[] {
  if (assessment.facts.writerIsMinor && level !== 'none') return contactForMinor(tools);
  if (level === 'unsure' || level === 'none') return [];
  const contacts = tools.contactsFor(
    advertQuestion(assessment.category, assessment.facts.destination, 1),
    tools.locale,
  );
  return contactBlocks(contacts, sayText(tools, 'contact.lead'));
}

/** In the place of the report that is offered to everybody else. */
function contactForMinor(tools: ReplyTools): readonly Block[] {
  const question = { country: 'ID', from: 'indonesia', need: 'minor', max: 1 } as const;
  return contactBlocks(tools.contactsFor(question, tools.locale), sayText(tools, 'contact.lead_minor'));
}

/** Who asks about an advert is still in Indonesia, and so are the offices that look into it. */
export function advertQuestion(
  category: Category | null,
  destination: string | null,
  max: number,
  province?: string,
) {
  const country = destination ?? (category !== null && !ABROAD.has(category) ? 'ID' : null);
  // The offices of a province look after those who go abroad; a shop in the next town is none of their business.
  const isAbroad = destination === null ? category !== null && ABROAD.has(category) : destination !== 'ID';
  const own = isAbroad && province !== undefined ? { province } : {};
  return { country, from: 'indonesia', need: 'advert', max, ...own } as const;
}

function closing({ messageCount }: VerdictSpeech, tools: ReplyTools): Block {
  const counted = messageCount > 1 ? [tools.texts.plural(tools.locale, 'verdict.counted', messageCount)] : [];
  const words = [...counted, sayText(tools, 'verdict.may_be_wrong'), sayText(tools, 'verdict.choose')];
  return { type: 'lines', lines: [plain(words.join(' '))] };
}

/** A choice in words; what "5" holds depends on the level. */
export function choiceOf({ number, choice }: OfferedChoice, level: RiskLevel, tools: ReplyTools): Choice {
  const key =
    choice === 'explain' && (level === 'unsure' || level === 'none') ? (`explain_${level}` as const) : choice;
  return {
    number,
    label: sayText(tools, `verdict.choice.${key}`),
    buttonLabel: sayText(tools, `verdict.button.${key}`),
  };
}
