/** The Telegram channel over a Bot API on a real socket, with an inbox and a log that tests can look into. */
import type { Accept } from '../../../src/channels/channel.js';
import {
  type TelegramChannel,
  type TelegramOptions,
  telegramChannel,
} from '../../../src/channels/telegram/telegram-channel.js';
import type { Log } from '../../../src/logger.js';
import { ChatAddress, type InboundMessage } from '../../../src/message.js';
import { type BotApiServer, startBotApiServer } from '../../fakes/bot-api-server.js';

export const SITI = 777_000_042;
export const BUDI = 777_000_043;

export interface LogLine {
  readonly level: string;
  readonly code: string;
  readonly [key: string]: unknown;
}

export interface Rig {
  readonly server: BotApiServer;
  readonly channel: TelegramChannel;
  readonly accepted: InboundMessage[];
  readonly lines: LogLine[];
  /** Waits that were asked for, in milliseconds; none of them takes longer than a tick. */
  readonly waits: number[];
  readonly address: ChatAddress;
  texts(): readonly string[];
}

const toClose: (() => Promise<void>)[] = [];

/** For `afterEach`: stops every channel and server that was started. */
export async function closeRigs(): Promise<void> {
  for (const close of toClose.splice(0)) await close();
}

export interface RigOptions extends Partial<Omit<TelegramOptions, 'log'>> {
  /** Called with each message before it counts as accepted. */
  readonly inbox?: (message: InboundMessage, nth: number) => Promise<unknown>;
  readonly server?: BotApiServer;
  readonly isStarted?: boolean;
}

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const { inbox = async () => {}, isStarted = true, server: given, ...channelOptions } = options;
  const server = given ?? (await startBotApiServer());
  const accepted: InboundMessage[] = [];
  const { log, lines } = recordingLog();
  const waits: number[] = [];
  let offered = 0;
  const accept: Accept = async message => {
    offered += 1;
    await inbox(message, offered);
    accepted.push(message);
    return 'accepted';
  };
  const channel = telegramChannel({
    token: server.token,
    apiRoot: server.apiRoot,
    mode: { kind: 'polling' },
    assetRoot: new URL('../../fixtures/telegram', import.meta.url).pathname,
    random: () => 0.5,
    pause: async (ms, signal) => {
      waits.push(ms);
      if (!signal.aborted) await new Promise(resolve => setImmediate(resolve));
    },
    log,
    ...channelOptions,
  });
  toClose.push(async () => {
    await channel.stop();
    if (given === undefined) await server.close();
  });
  if (isStarted) await channel.start(accept);
  return {
    server,
    channel,
    accepted,
    lines,
    waits,
    address: new ChatAddress('telegram', String(SITI)),
    texts: () => accepted.map(({ content }) => (content.kind === 'text' ? content.text : content.kind)),
  };
}

export function recordingLog(): { readonly log: Log; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const record =
    (level: string): Log['info'] =>
    (code, data) => {
      lines.push({ level, code, ...data });
    };
  const log = { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') };
  return { log, lines };
}
