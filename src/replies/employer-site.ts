/**
 * The line that sends a seeker to the employer itself. Comes in: an assessment that says whose name is borrowed;
 * goes out: where that employer announces its vacancies, who says so and when. It names no address of the advert.
 */
import type { Assessment } from '../assessment.js';
import type { ReplyTools } from './compose-tools.js';
import { monthWords } from './contacts-for.js';

/** Where an employer announces its vacancies. */
export interface EmployerSite {
  readonly name: string;
  /** A host without "http", as it is printed. */
  readonly host: string;
  /** Who says so, and when: "2026-05-18", "2026-05" or "2026". */
  readonly by: string;
  readonly date: string;
}

/** The site of the employer with this id; null where none is known well enough. */
export type EmployerSites = (id: string) => EmployerSite | null;

/** The line, null where the advert borrows no name or the site is not known. */
export function siteLine(
  { employer }: Pick<Assessment, 'employer'>,
  { texts, locale, siteOf }: ReplyTools,
): string | null {
  const site = employer === null ? null : siteOf(employer);
  if (site === null) return null;
  const { name, host, by, date } = site;
  return texts.text(locale, 'verdict.own_site', {
    name,
    host,
    by,
    month: monthWords(date.slice(0, 7), locale, 'long'),
  });
}
