/**
 * Everything the program can say, as speeches: every level with every look and destination, every step with every
 * stage, every intent and notice. All adverts in it are invented, and so are their numbers.
 */
import {
  type Assessment,
  CATEGORIES,
  type Category,
  type Finding,
  RISK_LEVELS,
  type RiskLevel,
  TRIAGE_STAGES,
  type Triage,
} from '../../src/assessment.js';
import {
  INTENT_SPEECHES,
  NOTICE_SPEECHES,
  SITUATION_NUMBERS,
  type Speech,
  VERDICT_CHOICES,
} from '../../src/conversation/speech.js';
import { newReceipt } from '../../src/reports/receipt.js';
import { SCRIPT_LENGTH_MAX } from '../../src/reports/report-draft.js';
import { loweringReasons } from './lowering-reasons.js';
import { employersThatShip } from './shipped.js';

export const CASE_ID = 'bcdfgh';
/** Named by a statement, by none, home, unknown, and not a country. */
export const DESTINATIONS = ['KH', 'MM', 'TH', 'LA', 'PH', 'VN', 'MY', 'SA', 'KR', 'ID', null] as const;

export function finding(reason: string, quote: string | null, weight = 1): Finding {
  const isMissing = quote === null;
  return {
    rule: `test/${reason.replaceAll('_', '-')}`,
    reason,
    quote,
    start: isMissing ? null : 0,
    end: isMissing ? null : quote.length,
    weight,
  };
}

/** An assessment of an invented advert. */
export function assessed(
  riskLevel: RiskLevel,
  category: Category | null,
  destination: string | null,
  findings: readonly Finding[],
): Assessment & { readonly riskLevel: RiskLevel } {
  return {
    kind: 'advert',
    riskLevel,
    score: 0.5,
    category,
    findings,
    identifiers: [],
    speechAct: 'offer',
    topic: null,
    facts: {
      money: [],
      places: [],
      visas: [],
      payments: [],
      departure: null,
      employer: { kind: 'absent', name: null, span: null },
      knownEmployers: [],
      licence: false,
      writerIsMinor: false,
      destination,
    },
    triage: null,
    employer: null,
  };
}

/** Long and spiteful words: links, markup, turned text, numbers, names. */
export const SPITEFUL_QUOTES = [
  'berangkat minggu depan *GRATIS* _pasti_ ~resmi~ `ok` <b>buka</b> https://contoh.com/daftar?no=081234567890 sekarang',
  '\u202Ehub bu Siti\u202C wa.me/6280000000000 😀🚨🚨 rek 1234567890 a.n. Budi Santoso\n> 1. kutipan',
  'x'.repeat(200),
] as const;

const raising = (keys: readonly string[]): readonly Finding[] =>
  keys
    .filter(key => !loweringReasons().has(key))
    .map((key, index) =>
      finding(key, key.endsWith('_missing') ? null : (SPITEFUL_QUOTES[index % SPITEFUL_QUOTES.length] ?? '')),
    );

/** Every verdict: levels, looks, destinations, and every reason there is, six at a time. */
export function* everyVerdict(reasonKeys: ReadonlySet<string>): Generator<Speech> {
  const keys = [...reasonKeys];
  const lowering = [...loweringReasons()].slice(0, 3).map(key => finding(key, 'ada nomor izin', -1));
  let at = 0;
  for (const level of RISK_LEVELS) {
    for (const category of [...CATEGORIES, null]) {
      for (const destination of DESTINATIONS) {
        for (const short of [false, true]) {
          const some = Array.from({ length: 6 }, (_, index) => keys[(at + index) % keys.length] ?? '');
          at += 5;
          const findings = [
            finding('destination_not_placement', 'kerja di sana'),
            ...raising(some),
            ...lowering,
          ];
          const assessment = assessed(level, category, destination, findings);
          yield { say: 'verdict', assessment, caseId: CASE_ID, messageCount: at % 4, short, mayReport: true };
          const bare = assessed(level, category, destination, []);
          yield {
            say: 'verdict',
            assessment: bare,
            caseId: CASE_ID,
            messageCount: 1,
            short,
            mayReport: false,
          };
        }
      }
    }
  }
}

/** The same where the name of an employer is borrowed, with each site that an answer may show. */
export function* everyVerdictWithSite(): Generator<Speech> {
  const categories = [...CATEGORIES, null];
  let at = 0;
  for (const employer of employersThatShip().byId.keys()) {
    for (const level of RISK_LEVELS) {
      const findings = raising(['famous_name_no_channel', 'lookalike_site', 'free_mail_for_big_name']);
      const about = assessed(
        level,
        categories[at++ % categories.length] ?? null,
        DESTINATIONS[at % DESTINATIONS.length] ?? null,
        findings,
      );
      const assessment = { ...about, employer };
      yield { say: 'verdict', assessment, caseId: CASE_ID, messageCount: 3, short: false, mayReport: true };
    }
  }
}

/** The same to somebody who says that they are under 18. */
export function* everyVerdictToMinors(): Generator<Speech> {
  for (const level of RISK_LEVELS) {
    for (const destination of ['KH', 'ID', null]) {
      const about = assessed(level, 'scam_compound', destination, [
        finding('visa_tourist', 'pakai visa turis'),
      ]);
      const assessment = { ...about, facts: { ...about.facts, writerIsMinor: true } };
      for (const short of [false, true])
        yield { say: 'verdict', assessment, caseId: CASE_ID, messageCount: 1, short, mayReport: false };
    }
  }
}

export function* everyTriage(who: Triage['who']): Generator<Triage> {
  for (const country of DESTINATIONS) {
    for (const stage of [...TRIAGE_STAGES, null]) {
      yield { who, urgency: 'now', country, stage };
      yield { who, urgency: 'now', country, stage, province: 'Jawa Timur' };
    }
  }
}

export function* everyDanger(): Generator<Speech> {
  for (const triage of everyTriage('self')) {
    for (const step of ['first', 'situation', 'quiet_ok'] as const) {
      yield { say: 'danger', triage, caseId: CASE_ID, step };
    }
    for (const situation of SITUATION_NUMBERS) {
      yield { say: 'danger', triage, caseId: CASE_ID, step: 'situation_answer', situation };
    }
  }
  for (const triage of everyTriage('relative')) {
    for (const step of ['first', 'in_danger', 'prepare'] as const) {
      yield { say: 'family', triage, caseId: CASE_ID, step };
    }
  }
}

export function* everyChoice(reasonKeys: ReadonlySet<string>): Generator<Speech> {
  const reasons = raising([...reasonKeys].slice(0, 12)).map(({ reason, quote }) => ({ reason, quote }));
  for (const level of RISK_LEVELS) {
    for (const destination of DESTINATIONS) {
      for (const choice of VERDICT_CHOICES) {
        if (choice === 'report') continue;
        const about = { level, category: null, destination, caseId: CASE_ID, mayReport: true };
        yield { say: 'choice', choice, reasons, ...about };
        yield { say: 'choice', choice, reasons, ...about, province: 'Jawa Timur' };
        yield { say: 'choice', choice, reasons: [], ...about };
      }
    }
  }
}

/** Asking for a yes with little and with much to keep, and everything that follows. */
export function* everyReport(): Generator<Speech> {
  const identifiers = [
    { kind: 'phone', value: '+6281200001111' },
    { kind: 'phone', value: '+85500000011' },
    { kind: 'handle', value: 'telegram:agen_contoh' },
    { kind: 'link', value: 'contoh.com/daftar' },
    { kind: 'email', value: 'hrd@contoh.com' },
    { kind: 'account', value: 'bca:1234567890' },
    { kind: 'company', value: 'PT Contoh *Maju* <b>Jaya</b>' },
    { kind: 'licence', value: '123/2020' },
  ] as const;
  const long = 'lowongan admin kamboja gaji 15 juta [nomor] … '.repeat(20).slice(0, SCRIPT_LENGTH_MAX);
  for (const isCounted of [true, false]) {
    for (const level of RISK_LEVELS) {
      for (const script of ['', 'lowongan admin\ndi kamboja', long]) {
        const draft = {
          script,
          identifiers: script === '' ? identifiers : identifiers.slice(0, level === 'high' ? 8 : 1),
          findings: level === 'none' ? [] : ['a/b', 'a/c'],
          level,
          category: null,
          destination: level === 'high' ? 'KH' : null,
        };
        yield { say: 'report', step: 'consent', draft, caseId: CASE_ID, week: '2026-W48', isCounted };
      }
    }
  }
  yield { say: 'report', step: 'kept', caseId: CASE_ID };
  yield { say: 'report', step: 'receipt', receipt: newReceipt(size => new Uint8Array(size).fill(7)) };
  yield { say: 'report', step: 'not_kept' };
  yield { say: 'report', step: 'withdrawn' };
}

export function* everyWord(): Generator<Speech> {
  for (const intent of INTENT_SPEECHES) yield { say: 'intent', intent };
  for (const notice of NOTICE_SPEECHES) {
    yield { say: 'notice', notice };
    for (const level of RISK_LEVELS) {
      const standing = {
        caseId: CASE_ID,
        level,
        category: null,
        destination: 'KH',
        mayReport: level !== 'none',
      };
      yield { say: 'notice', notice, standing };
    }
  }
}
