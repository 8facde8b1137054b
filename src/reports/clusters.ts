/**
 * Reports about the same recruiter: those that point at one thing in common belong together, over any number of steps.
 * Comes in: kept reports and the figure of each subject; goes out: clusters, the most reported first. A cluster's
 * figure is the largest of its subjects, never their sum: one person may have reported all of them. Pure.
 */
import type { ReportDraft, ReportedIdentifier } from './report-draft.js';

export interface ClusteredReport {
  readonly week: string;
  readonly isWeb: boolean;
  readonly draft: ReportDraft;
  readonly subjects: readonly string[];
}

export interface Cluster {
  /** Different people, at least; 0 where only the web page was used. */
  readonly figure: number;
  readonly reports: number;
  readonly webReports: number;
  /** None twice. */
  readonly identifiers: readonly ReportedIdentifier[];
  /** Different wordings, the commonest first. */
  readonly scripts: readonly string[];
  /** ISO weeks, oldest first. */
  readonly weeks: readonly string[];
  readonly destinations: readonly string[];
}

export function clusterReports(
  reports: readonly ClusteredReport[],
  figures: ReadonlyMap<string, number>,
): readonly Cluster[] {
  const groups = new Map<string, ClusteredReport[]>();
  const rootOf = joinSubjects(reports);
  reports.forEach((report, index) => {
    const root = report.subjects[0] === undefined ? `alone ${index}` : rootOf(report.subjects[0]);
    groups.set(root, [...(groups.get(root) ?? []), report]);
  });
  return [...groups.values()]
    .map(group => clusterOf(group, figures))
    .sort((left, right) => right.figure - left.figure || right.reports - left.reports);
}

/** Union-find over subjects: which subject stands for the cluster of another. */
function joinSubjects(reports: readonly ClusteredReport[]): (subject: string) => string {
  const parents = new Map<string, string>();
  const rootOf = (subject: string): string => {
    let root = subject;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const { subjects } of reports) {
    for (const subject of subjects.slice(1)) {
      const [first, other] = [rootOf(subjects[0] as string), rootOf(subject)];
      if (first !== other) parents.set(other, first);
    }
  }
  return rootOf;
}

function clusterOf(group: readonly ClusteredReport[], figures: ReadonlyMap<string, number>): Cluster {
  const identifiers = new Map<string, ReportedIdentifier>();
  const scripts = new Map<string, number>();
  for (const { draft } of group) {
    for (const identifier of draft.identifiers)
      identifiers.set(`${identifier.kind} ${identifier.value}`, identifier);
    if (draft.script !== '') scripts.set(draft.script, (scripts.get(draft.script) ?? 0) + 1);
  }
  const subjects = group.flatMap(report => report.subjects);
  return {
    figure: subjects.reduce((most, subject) => Math.max(most, figures.get(subject) ?? 0), 0),
    reports: group.length,
    webReports: group.filter(({ isWeb }) => isWeb).length,
    identifiers: [...identifiers.values()],
    scripts: [...scripts].sort(([, left], [, right]) => right - left).map(([script]) => script),
    weeks: [...new Set(group.map(({ week }) => week))].sort(),
    destinations: [...new Set(group.flatMap(({ draft }) => draft.destination ?? []))],
  };
}
