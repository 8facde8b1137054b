/**
 * Finds employers whose names are often borrowed, and says of each whether the text leads to that employer's own
 * site or mailbox, elsewhere, or nowhere. The names lie in a tree by word, so each word of the text is looked up once
 * for every name that may begin or go on there. Never opens an address and never says that an offer is genuine.
 */
import type { Identifier, KnownEmployerMention } from '../assessment.js';
import { BREAKS, type Token } from './advert.js';
import { isSlipOf } from './disguises.js';
import { fold } from './normalise.js';
import { addressesIn, isOwnAddress } from './own-address.js';
import { isOneOf, isSlipOfAnother, type Reading } from './reading.js';
import { wordsIn } from './tokens.js';

export const EMPLOYER_KINDS_KNOWN = [
  'programme',
  'ministry',
  'bumn',
  'bank',
  'private',
  'local_jatim',
] as const;
export type KnownEmployerKind = (typeof EMPLOYER_KINDS_KNOWN)[number];

/** Bodies of the state and their programmes; all others are firms. */
const STATE_KINDS: ReadonlySet<KnownEmployerKind> = new Set(['programme', 'ministry']);

/** Who says where an employer's vacancies stand. */
export interface EmployerSource {
  readonly by: string;
  /** "2026-05-18", "2026-05" or "2026". */
  readonly date: string;
}

/** One employer of `rules/employers.yaml`. */
export interface KnownEmployer {
  readonly id: string;
  /** As an answer calls it. */
  readonly name: string;
  readonly kind: KnownEmployerKind;
  /** Names that can mean nothing else, and short ones that are names only beside words of work. */
  readonly names: readonly string[];
  readonly shortNames: readonly string[];
  /** Hosts; each stands for its subdomains as well. */
  readonly hosts: readonly string[];
  /** Hosts with a path, mailboxes ("a@contoh.com") and whole mail hosts ("@contoh.com"). */
  readonly also: readonly string[];
  /** What an answer may send a seeker to; null where no source is good enough. */
  readonly shownHost: string | null;
  /** Newest first. */
  readonly sources: readonly EmployerSource[];
}

/** What the file holds, before the tree is built. */
export interface KnownEmployerParts {
  readonly employers: readonly KnownEmployer[];
  /** Names that are borrowed as well, no channel of which any source shows. */
  readonly unsourced: readonly { readonly kind: KnownEmployerKind; readonly names: readonly string[] }[];
  readonly work: readonly string[];
  readonly notAfter: readonly string[];
  readonly notBefore: readonly string[];
  readonly stateHosts: readonly string[];
}

/** Where an employer announces its vacancies, and who says so. */
export interface OfficialSite extends EmployerSource {
  readonly name: string;
  readonly host: string;
}

/** Where to send somebody who wants to work for the employer `id`; null where no source is good enough. */
export function officialSite({ byId }: KnownEmployers, id: string): OfficialSite | null {
  const employer = byId.get(id);
  const source = employer?.sources[0];
  if (!employer || !source || employer.shownHost === null) return null;
  return { name: employer.name, host: employer.shownHost, by: source.by, date: source.date };
}

interface NameNode {
  readonly next: Map<string, NameNode>;
  /** The name that ends here. */
  name: EmployerName | null;
}

interface EmployerName {
  readonly employer: KnownEmployer | null;
  readonly kind: KnownEmployerKind;
  readonly isShort: boolean;
}

export interface KnownEmployers {
  readonly byId: ReadonlyMap<string, KnownEmployer>;
  readonly root: NameNode;
  /** By the second word of a name, what first words it has. */
  readonly beginnings: ReadonlyMap<string, ReadonlyMap<string, NameNode>>;
  /** Every word of every name: what spelling is turned into. */
  readonly words: ReadonlySet<string>;
  readonly work: ReadonlySet<string>;
  readonly notAfter: ReadonlySet<string>;
  readonly notBefore: ReadonlySet<string>;
  readonly stateHosts: readonly string[];
}

/** Builds the tree once, at start. */
export function buildKnownEmployers(parts: KnownEmployerParts): KnownEmployers {
  const root: NameNode = { next: new Map(), name: null };
  const words = new Set<string>();
  const file = (spelling: string, name: EmployerName): void => {
    let node = root;
    for (const word of employerWords(spelling)) {
      words.add(word);
      const next = node.next.get(word) ?? { next: new Map(), name: null };
      node.next.set(word, next);
      node = next;
    }
    node.name = name;
  };
  for (const employer of parts.employers) {
    const { kind } = employer;
    for (const name of employer.names) file(name, { employer, kind, isShort: false });
    for (const name of employer.shortNames) file(name, { employer, kind, isShort: true });
  }
  for (const { kind, names } of parts.unsourced)
    for (const name of names) file(name, { employer: null, kind, isShort: false });
  return {
    byId: new Map(parts.employers.map(employer => [employer.id, employer])),
    root,
    beginnings: beginningsOf(root),
    words,
    work: wordSet(parts.work),
    notAfter: wordSet(parts.notAfter),
    notBefore: wordSet(parts.notBefore),
    stateHosts: parts.stateHosts,
  };
}

function beginningsOf(root: NameNode): KnownEmployers['beginnings'] {
  const beginnings = new Map<string, Map<string, NameNode>>();
  for (const [first, node] of root.next)
    for (const second of node.next.keys()) {
      const firsts = beginnings.get(second) ?? new Map<string, NameNode>();
      beginnings.set(second, firsts.set(first, node));
    }
  return beginnings;
}

/** Words of a name, folded and split in the way texts are. */
export function employerWords(name: string): readonly string[] {
  return wordsIn(fold(name));
}

function wordSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(word => fold(word).text));
}

/** A name in one word of so many letters may be left of another word. */
const SLIP_LENGTH_MAX = 4;
/** A text that names more is a list of vacancies; the rest adds nothing. */
const MENTIONS_MAX = 30;
/** What a reader can go to. */
const LEADS_OUT: ReadonlySet<Identifier['kind']> = new Set(['link', 'email', 'phone', 'handle']);
/** So far from a short name a word of work still speaks of it. */
const WORK_REACH_WORDS = 8;
/** An account number, and no year or age. */
const ACCOUNT_DIGITS = /^\d{6,}$/;
/** Between the word that rules a name out and the name: "di samping bank BRI", "terdaftar di OJK". */
const STEPPED_OVER: ReadonlySet<string> = new Set([
  'di',
  'dari',
  'oleh',
  'pada',
  'bank',
  'pt',
  'ke',
  'no',
  'kantor',
  'gedung',
  'cabang',
]);

/** @param identifiers what stands in the same text to go to */
export function findKnownEmployers(
  reading: Reading,
  identifiers: readonly Identifier[],
  known: KnownEmployers,
): readonly KnownEmployerMention[] {
  const { text, tokens } = reading;
  const mentions: KnownEmployerMention[] = [];
  const addresses = addressesIn(text, identifiers);
  const leadsOut = identifiers.some(({ kind }) => LEADS_OUT.has(kind));
  for (let from = 0; from < tokens.length && mentions.length < MENTIONS_MAX; ) {
    const found = longestAt(tokens, from, known);
    if (found === null || isCutShort(tokens, from, found.to, known)) {
      from++;
      continue;
    }
    const { name, to } = found;
    const span = { start: (tokens[from] as Token).start, end: (tokens[to - 1] as Token).end };
    const isAddress = identifiers.some(
      ({ kind, span: other }) => LEADS_OUT.has(kind) && span.start >= other.start && span.end <= other.end,
    );
    const mayBeSlip = to === from + 1 && isSlipOfAnother(tokens[from] as Token, SLIP_LENGTH_MAX, reading);
    if (!isAddress && !mayBeSlip && !isRuledOut(tokens, from, to, known)) {
      const isOwn = addresses.some(address => isOwnAddress(address, name.employer, known.stateHosts));
      mentions.push({
        id: name.employer?.id ?? null,
        isFirm: !STATE_KINDS.has(name.kind),
        isSure: !name.isShort || hasWorkNear(tokens, from, to, known.work),
        channel: isOwn ? 'own_channel' : leadsOut ? 'other_channel' : 'no_channel',
        span,
      });
    }
    from = to;
  }
  return mentions;
}

/** One word of a name of several may have a slip in it: "bak mandiri", "waskita kaya". */
function longestAt(
  tokens: readonly Token[],
  from: number,
  { root, beginnings, words: ofNames }: KnownEmployers,
): { readonly name: EmployerName; readonly to: number } | null {
  let node: NameNode | undefined = root;
  let hasSlip = false;
  let best: { readonly name: EmployerName; readonly to: number } | null = null;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (at > from && token.breakBefore !== BREAKS.none) break;
    let next: NameNode | undefined = node.next.get(token.surface) ?? node.next.get(token.word);
    if (next === undefined && !hasSlip && !ofNames.has(token.surface)) {
      hasSlip = true;
      const words: ReadonlyMap<string, NameNode> | undefined =
        at > from ? node.next : beginnings.get(tokens[at + 1]?.word ?? '');
      next = words && slipIn(token, words);
    }
    if (next === undefined) break;
    node = next;
    if (node.name) best = { name: node.name, to: at + 1 };
  }
  return best;
}

/** What begins with the word that this one may be, with a slip. */
function slipIn({ surface }: Token, words: ReadonlyMap<string, NameNode>): NameNode | undefined {
  for (const [word, node] of words) if (isSlipOf(surface, word)) return node;
  return undefined;
}

/** "rekrutmen astra" in "rekrutmen astra honda": a name that begins inside goes on behind it. */
function isCutShort(tokens: readonly Token[], from: number, to: number, known: KnownEmployers): boolean {
  for (let at = from + 1; at < to; at++) if ((longestAt(tokens, at, known)?.to ?? 0) > to) return true;
  return false;
}

/** A bank to pay into, the neighbour of an employer, its product: not the employer. */
function isRuledOut(tokens: readonly Token[], from: number, to: number, known: KnownEmployers): boolean {
  const next = tokens[to];
  if (next && next.breakBefore < BREAKS.line) {
    if (isOneOf(next, known.notBefore) || ACCOUNT_DIGITS.test(next.surface)) return true;
  }
  for (let head = from - 1; head >= 0; head--) {
    const after = tokens[head + 1] as Token;
    if (after.breakBefore >= BREAKS.line) return false;
    if (isOneOf(tokens[head], known.notAfter)) return true;
    if (!STEPPED_OVER.has((tokens[head] as Token).surface) || from - head > 2) return false;
  }
  return false;
}

function hasWorkNear(tokens: readonly Token[], from: number, to: number, work: ReadonlySet<string>): boolean {
  const last = Math.min(tokens.length, to + WORK_REACH_WORDS);
  for (let at = Math.max(0, from - WORK_REACH_WORDS); at < last; at++)
    if ((at < from || at >= to) && isOneOf(tokens[at], work)) return true;
  return false;
}
