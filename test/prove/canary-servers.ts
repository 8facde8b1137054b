/**
 * What the program itself sent to the servers, as they wrote it down: addresses and messages that it quotes have to
 * be found in it, by the same search. So the search is tried on the program's own bytes, and whoever finds nothing on the
 * disk knows that the program did know these people.
 */
import type { MarkKind } from './canary-marks.js';
import type { CanarySearch } from './canary-search.js';
import type { Lane } from './lane.js';

/** Every answer names these: where it goes, and on a chat what it answers. */
const MUST_BE_SEEN: readonly MarkKind[] = [
  'chat id',
  'message id',
  'phone number',
  'hidden address',
  'stanza id',
];

export interface ServersSaw {
  readonly bytes: number;
  readonly marks: number;
  readonly missing: readonly MarkKind[];
}

export function whatServersSaw({ botApi, whatsappServer }: Lane, search: CanarySearch): ServersSaw {
  const { calls } = botApi;
  const { persons, sent } = whatsappServer;
  const quoted = persons.flatMap(({ received }) => received.map(({ quotedId }) => quotedId ?? ''));
  const seen = Buffer.from(JSON.stringify([calls.map(({ fields }) => fields), sent, quoted]));
  const found = search.find(seen);
  const kinds = new Set(found.map(({ kind }) => kind));
  return {
    bytes: seen.length,
    marks: found.length,
    missing: MUST_BE_SEEN.filter(kind => !kinds.has(kind)),
  };
}
