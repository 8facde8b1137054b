/**
 * Reads `rules/employers.yaml`: employers whose names are often borrowed, their own addresses and where these are
 * known from. Every mistake is named by file and line; nothing is half loaded, and a name that two employers share
 * is refused, because an answer would send a seeker to the wrong one.
 */
import { z } from 'zod';
import {
  buildKnownEmployers,
  EMPLOYER_KINDS_KNOWN,
  employerWords,
  type KnownEmployer,
  type KnownEmployers,
} from '../advert/known-employers.js';
import { isProblems, type Problem } from '../errors.js';
import { isPlainHost, isPublicEnding } from '../identifiers/domain.js';
import { readYamlFile, validateYaml, type YamlFile, type YamlPath } from './yaml-file.js';

const EMPLOYERS_MAX = 1_000;
const NAMES_MAX = 200;
const NAME_WORDS_MAX = 7;

const smallLetters = (value: string): boolean => value === value.toLowerCase();
const name = z
  .string()
  .min(2)
  .max(60)
  .refine(smallLetters, 'write names and words in small letters')
  .refine(value => {
    const count = employerWords(value).length;
    return count >= 1 && count <= NAME_WORDS_MAX;
  }, `needs one to ${NAME_WORDS_MAX} words`);
const word = z
  .string()
  .min(2)
  .max(40)
  .refine(value => smallLetters(value) && employerWords(value).length === 1, 'one word in small letters');
const names = z.array(name).min(1).max(NAMES_MAX);
const words = z.array(word).min(1).max(NAMES_MAX);
const host = z
  .string()
  .max(253)
  .refine(
    isHost,
    'not a host such as karir.contoh.co.id: small letters, a public ending, no http and no path',
  );
const publicEnding = z.string().refine(isPublicEnding, 'not a public ending such as go.id');
const also = z
  .string()
  .max(200)
  .refine(
    value => smallLetters(value) && isHost(value.replace(/^.*@/, '').split('/')[0] ?? ''),
    'write host/path, a mailbox (a@contoh.com), or a mail host (@contoh.com), in small letters',
  );

const source = z
  .strictObject({
    /** Short, as an answer names it. */
    by: z.string().min(2).max(30),
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** Something printed that has no page of its own. */
    notice: z.string().min(3).max(100).optional(),
    date: z
      .string()
      .regex(
        /^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
        'a date such as "2026-05-18", "2026-05" or "2026"',
      ),
  })
  .refine(
    value => (value.url === undefined) !== (value.notice === undefined),
    'needs a url, or the notice it stands in',
  );

const employerSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only'),
    name: z.string().min(2).max(40),
    kind: z.enum(EMPLOYER_KINDS_KNOWN),
    names: names.optional(),
    short_names: names.optional(),
    recruitment: z.array(host).min(1).optional(),
    official: z.array(host).min(1).optional(),
    also: z.array(also).min(1).optional(),
    note: z.string().max(300).optional(),
    grade: z.enum(['A', 'B', 'C']),
    sources: z.array(source).min(1, 'name at least one source with its date'),
  })
  .refine(value => value.names || value.short_names, 'needs a name to be found by')
  .refine(value => value.recruitment || value.official || value.also, 'needs an address of its own');

const employersFileSchema = z.strictObject({
  work: words,
  not_after: words,
  not_before: words,
  state_hosts: z.array(publicEnding).min(1),
  shared_hosts: z.array(host.or(publicEnding)).min(1),
  free_mail: z.array(host).min(1),
  employers: z.array(employerSchema).min(1).max(EMPLOYERS_MAX),
  unsourced: z.partialRecord(z.enum(EMPLOYER_KINDS_KNOWN), names),
});
type EmployersFile = z.infer<typeof employersFileSchema>;
type EmployerFile = EmployersFile['employers'][number];

/** Reads and checks the file. @returns the employers, or every problem with its line */
export function readEmployers(absolutePath: string, fileName: string): KnownEmployers | readonly Problem[] {
  const file = readYamlFile(absolutePath, fileName);
  return isProblems(file) ? file : employersFrom(file);
}

/** The same for a file that is already parsed. */
export function employersFrom(file: YamlFile): KnownEmployers | readonly Problem[] {
  const checked = validateYaml<EmployersFile>(file, employersFileSchema as z.ZodType<EmployersFile>);
  if (isProblems(checked)) return checked;
  const { value } = checked as { readonly value: EmployersFile };
  const problems = [...doubled(value, file), ...sharedAlone(value, file)];
  if (problems.length > 0) return problems;
  return buildKnownEmployers({
    employers: value.employers.map(employerOf),
    unsourced: Object.entries(value.unsourced).map(([kind, unsourced]) => ({
      kind: kind as EmployerFile['kind'],
      names: unsourced ?? [],
    })),
    work: value.work,
    notAfter: value.not_after,
    notBefore: value.not_before,
    stateHosts: value.state_hosts,
  });
}

function employerOf(written: EmployerFile): KnownEmployer {
  const hosts = [...(written.recruitment ?? []), ...(written.official ?? [])];
  const sources = written.sources.map(({ by, date }) => ({ by, date }));
  return {
    id: written.id,
    name: written.name,
    kind: written.kind,
    names: written.names ?? [],
    shortNames: written.short_names ?? [],
    hosts,
    also: written.also ?? [],
    // One weak source is enough to let a link pass, not to send somebody there.
    shownHost: written.grade === 'C' ? null : (hosts[0] ?? null),
    sources: sources.sort((left, right) => right.date.localeCompare(left.date)),
  };
}

/** Ids and names that stand twice, wherever they do. */
function doubled(value: EmployersFile, file: YamlFile): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const see = (key: string, what: string, path: YamlPath): void => {
    if (seen.has(key))
      problems.push({ file: file.name, line: file.lineOf(path), message: `${what} stands twice` });
    seen.add(key);
  };
  value.employers.forEach((employer, index) => {
    see(`id ${employer.id}`, `the id "${employer.id}"`, ['employers', index, 'id']);
    for (const list of ['names', 'short_names'] as const)
      employer[list]?.forEach((spelling, at) => {
        see(employerWords(spelling).join(' '), `the name "${spelling}"`, ['employers', index, list, at]);
      });
  });
  for (const [kind, spellings] of Object.entries(value.unsourced))
    spellings?.forEach((spelling, at) => {
      see(employerWords(spelling).join(' '), `the name "${spelling}"`, ['unsourced', kind, at]);
    });
  return problems;
}

/** A host where everybody gets a page or a mailbox would make all of those the employer's. */
function sharedAlone(value: EmployersFile, file: YamlFile): readonly Problem[] {
  const shared = new Set([
    ...value.shared_hosts,
    ...value.free_mail,
    ...value.free_mail.map(host => `@${host}`),
  ]);
  const problems: Problem[] = [];
  value.employers.forEach((employer, index) => {
    for (const list of ['recruitment', 'official', 'also'] as const)
      employer[list]?.forEach((own, at) => {
        if (!shared.has(own)) return;
        const message = `"${own}" is shared by many; write its path or its mailbox under "also"`;
        problems.push({ file: file.name, line: file.lineOf(['employers', index, list, at]), message });
      });
  });
  return problems;
}

function isHost(value: string): boolean {
  return isPlainHost(value) && !value.startsWith('www.');
}
