/**
 * Which room may import which, and where each outside package has its home. Read by `import-table.test.ts`; a new
 * folder without a row fails there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What a channel of a chat network may import. */
const CHAT_CHANNEL: readonly string[] = [
  'clock.ts',
  'errors.ts',
  'logger.ts',
  'message.ts',
  'replies',
  'channels/accept-in-time.ts',
  'channels/backoff.ts',
  'channels/channel.ts',
];

/** Room → rooms it may import, besides itself. A room is a folder of src/, a channel's folder, or a file at the top. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[] | 'all'>> = {
  'assessment.ts': [],
  'clock.ts': [],
  'errors.ts': [],
  'logger.ts': [],
  'message.ts': [],
  'config.ts': ['errors.ts'],
  advert: ['assessment.ts'],
  identifiers: ['assessment.ts', 'advert'],
  classifier: ['assessment.ts', 'advert', 'identifiers'],
  conversation: ['assessment.ts', 'reports'],
  replies: ['assessment.ts', 'clock.ts', 'conversation', 'reports'],
  reports: ['assessment.ts', 'advert'],
  review: ['assessment.ts', 'reports'],
  files: ['assessment.ts', 'errors.ts', 'advert', 'classifier', 'conversation', 'identifiers', 'replies'],
  store: ['assessment.ts', 'clock.ts', 'errors.ts', 'message.ts', 'conversation', 'replies', 'reports'],
  'channels/channel.ts': ['message.ts', 'replies'],
  'channels/accept-in-time.ts': ['logger.ts', 'message.ts', 'channels/channel.ts'],
  'channels/backoff.ts': [],
  'channels/telegram': CHAT_CHANNEL,
  'channels/whatsapp': CHAT_CHANNEL,
  'channels/console': ['clock.ts', 'errors.ts', 'logger.ts', 'message.ts', 'replies', 'channels/channel.ts'],
  'channels/web': [
    'clock.ts',
    'errors.ts',
    'logger.ts',
    'message.ts',
    'conversation',
    'replies',
    'channels/channel.ts',
  ],
  delivery: [
    'assessment.ts',
    'clock.ts',
    'logger.ts',
    'message.ts',
    'conversation',
    'replies',
    'channels/channel.ts',
    'store',
  ],
  web: [
    'assessment.ts',
    'clock.ts',
    'errors.ts',
    'logger.ts',
    'message.ts',
    'conversation',
    'replies',
    'channels/channel.ts',
    'channels/web',
  ],
  commands: 'all',
  'app.ts': 'all',
  'main.ts': 'all',
  'startup.ts': 'all',
  'status.ts': ['logger.ts', 'channels/channel.ts', 'store'],
  'cli.ts': 'all',
};

/** Outside packages that live in one room (or a few) and nowhere else. */
export const HOMES: Readonly<Record<string, readonly string[]>> = {
  telegraf: ['channels/telegram'],
  '@whiskeysockets/baileys': ['channels/whatsapp'],
  qrcode: ['channels/whatsapp'],
  'better-sqlite3': ['store'],
  'better-sqlite3-13': ['store'],
  kysely: ['store'],
  natural: ['advert'],
  'date-fns': ['reports'],
  '@date-fns/utc': ['reports'],
  pino: ['logger.ts'],
  fastify: ['web'],
  '@fastify/': ['web'],
  preact: ['web'],
  'preact-render-to-string': ['web'],
  'prom-client': ['web'],
  'libphonenumber-js': ['identifiers', 'files', 'replies'],
  tldts: ['identifiers'],
  'linkify-it': ['identifiers'],
  yaml: ['files', 'commands'],
  'js-yaml': ['files'],
  zod: ['files', 'config.ts', 'status.ts', 'commands', 'store', 'channels/telegram', 'web'],
  i18next: ['files', 'replies'],
  commander: ['cli.ts'],
};

/** Rooms that judge, word or review: no disk, no network, no clock, no environment. */
export const PURE_ROOMS: ReadonlySet<string> = new Set([
  'assessment.ts',
  'advert',
  'identifiers',
  'classifier',
  'conversation',
  'replies',
  'reports',
  'review',
]);
/** Node modules a pure room may use all the same: they compute, or load a package that does. */
const PURE_MODULES: ReadonlySet<string> = new Set(['node:crypto', 'node:module', 'node:util']);

/** Only these may look at the environment. */
const ENVIRONMENT_HOMES: ReadonlySet<string> = new Set(['config.ts']);

/** The room that a file under src/ belongs to. */
export function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts.length === 1) return file;
  return parts[0] === 'channels' ? parts.slice(0, 2).join('/') : (parts[0] as string);
}

/** All violations in the TypeScript files below `root`. */
export function importViolations(root: string): string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
  return files.flatMap(file => violationsIn(file, readFileSync(path.join(root, file), 'utf8')));
}

/** Violations of one file, named relative to src/. */
export function violationsIn(file: string, source: string): string[] {
  const room = roomOf(file);
  const allowed = MAY_IMPORT[room];
  if (allowed === undefined) return [`${file}: room "${room}" has no row in MAY_IMPORT`];
  const found: string[] = [];
  if (/\bprocess\.env\b/.test(source) && !ENVIRONMENT_HOMES.has(room))
    found.push(`${file}: only config.ts reads process.env`);
  for (const { fileName: imported } of ts.preProcessFile(source, true, true).importedFiles) {
    const violation = imported.startsWith('.')
      ? ownViolation(file, room, imported, allowed)
      : outsideViolation(file, room, imported);
    if (violation) found.push(violation);
  }
  return found;
}

function ownViolation(
  file: string,
  room: string,
  imported: string,
  allowed: readonly string[] | 'all',
): string | null {
  const target = path.posix.join(path.posix.dirname(file), imported).replace(/\.js$/, '.ts');
  const targetRoom = roomOf(target);
  if (allowed === 'all' || targetRoom === room || allowed.includes(targetRoom)) return null;
  return `${file}: ${room} may not import ${targetRoom} (${imported})`;
}

function outsideViolation(file: string, room: string, imported: string): string | null {
  if (imported.startsWith('node:')) {
    return PURE_ROOMS.has(room) && !PURE_MODULES.has(imported)
      ? `${file}: ${room} is pure and may not import ${imported}`
      : null;
  }
  const home = Object.entries(HOMES).find(
    ([name]) => imported === name || imported.startsWith(name.endsWith('/') ? name : `${name}/`),
  );
  if (!home) return `${file}: ${imported} has no home in HOMES`;
  if (home[1].includes(room))
    return home[0] === 'natural' && !imported.includes('/lib/')
      ? `${file}: natural by its deep paths only`
      : null;
  return `${file}: ${imported} lives in ${home[1].join(', ')}, not in ${room}`;
}
