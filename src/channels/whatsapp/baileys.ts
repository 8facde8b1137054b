/**
 * The one door to Baileys. Importing this module takes the console away from it first: libsignal prints private
 * session keys with `console.info` whenever it closes a session, and Baileys' own logger prints stanzas with numbers.
 * Nothing of this program writes to the console, so nothing else is lost.
 */
import { trySessionsOnCopies } from './session-tries.js';

for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) console[method] = () => {};

const baileys = await import('@whiskeysockets/baileys');
trySessionsOnCopies();

export const {
  addTransactionCapability,
  areJidsSameUser,
  BufferJSON,
  DEFAULT_CONNECTION_CONFIG,
  extractMessageContent,
  initAuthCreds,
  jidDecode,
  makeWASocket,
  normalizeMessageContent,
  proto,
  unpadRandomMax16,
  WAMessageStubType,
} = baileys;

export type {
  AuthenticationCreds,
  BinaryNode,
  proto as Proto,
  SignalDataSet,
  SignalDataTypeMap,
  SignalKeyStore,
  SignalKeyStoreWithTransaction,
  SignalRepositoryWithLIDStore,
  SocketConfig,
  WAMessage,
  WASocket,
} from '@whiskeysockets/baileys';

/** Baileys' logger, saying nothing: what it would print names people. */
export const SILENT_LOGGER = {
  level: 'silent',
  child: () => SILENT_LOGGER,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};
