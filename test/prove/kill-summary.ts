/** The summary of `prove:kill` for whoever ran it: figures first, then what was found. Nothing of a person is in it. */
import type { Finding, Judgement } from './checker.js';
import { WAYS_IN } from './history.js';
import type { KillFigures } from './kill-lane.js';
import { KILL_MOMENTS } from './kill-moments.js';
import { median, say, seconds } from './progress.js';

/** Findings of one kind that are told one by one. */
const TOLD_MAX = 5;

export function printKillSummary(judgement: Judgement, lanes: readonly KillFigures[], tookMs: number): void {
  const sum = (of: (lane: KillFigures) => number): number =>
    lanes.reduce((total, lane) => total + of(lane), 0);
  const starts = lanes.flatMap(({ startsMs }) => startsMs);
  const answers = lanes.flatMap(({ firstAnswersMs }) => firstAnswersMs);
  const moments = KILL_MOMENTS.map(moment => `${sum(lane => lane.moments[moment])} ${moment}`);
  say(`${sum(({ kills }) => kills)} kills in ${seconds(tookMs)} (${moments.join(', ')})`);
  say(`${starts.length} starts that came to serve, after ${spread(starts)}`);
  say(`${answers.length} starts that came to answer, after ${spread(answers)} from the spawn`);
  say(
    `all were answered ${seconds(Math.max(...lanes.map(({ settledMs }) => settledMs)))} after the last start`,
  );
  say();
  for (const name of WAYS_IN) {
    const way = judgement.ways[name];
    say(
      `${name.padEnd(9)} ${way.persons} persons, ${way.messages} messages delivered ${way.deliveries} times, ` +
        `${way.acknowledged} acknowledged, ${way.answers} answers; ${way.repeated} shown again after a kill` +
        (name === 'whatsapp' ? `, ${way.sentAgain} sent again under one id (shown once)` : '') +
        (name === 'web' ? `, ${way.pastedAgain} pasted again because the page asked for it` : ''),
    );
  }
  const { telegram, whatsapp, web } = judgement.ways;
  say(
    `after one kill at most ${telegram.againAfterOneKill} shown again on Telegram and ` +
      `${web.againAfterOneKill} on the page, ${whatsapp.againAfterOneKill} sent again on WhatsApp`,
  );
  say(
    `reports   ${judgement.reportsMade} made, ${judgement.reportsWithdrawn} withdrawn, ${judgement.reportsKept} kept`,
  );
  say(
    `WhatsApp  ${sum(({ retryRequests }) => retryRequests)} messages asked for again, ${sum(({ keyRows }) => keyRows)} rows of keys`,
  );
  const warnings = new Map<string, number>();
  for (const lane of lanes)
    for (const [code, count] of lane.warnings) warnings.set(code, (warnings.get(code) ?? 0) + count);
  say(`logged    ${[...warnings].map(([code, count]) => `${code} ${count}`).join(', ') || 'no warning'}`);
  say();
  printFindings(judgement.findings);
}

function spread(values: readonly number[]): string {
  return `${seconds(median(values))} in the median, ${seconds(Math.max(0, ...values))} at worst`;
}

export function printFindings(findings: readonly { kind: string; where: string }[]): void {
  if (findings.length === 0) {
    say('PROVED: nothing lost, nothing done twice, nothing unread, database sound');
    return;
  }
  say(`FOUND ${findings.length}:`);
  for (const [kind, own] of grouped(findings)) {
    say(`  ${kind} ${own.length}`);
    for (const { where } of own.slice(0, TOLD_MAX)) say(`    ${where}`);
    if (own.length > TOLD_MAX) say('    …');
  }
}

function grouped<F extends Pick<Finding, 'where'> & { kind: string }>(
  findings: readonly F[],
): Map<string, F[]> {
  const groups = new Map<string, F[]>();
  for (const finding of findings) groups.set(finding.kind, [...(groups.get(finding.kind) ?? []), finding]);
  return groups;
}
