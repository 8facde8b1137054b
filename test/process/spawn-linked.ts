/** The bot as its own process, linked to a WhatsApp account on a server of ours by the code that it draws. */
import { readDrawnQr } from '../fakes/drawn-qr.js';
import type { WhatsAppServer } from '../fakes/whatsapp-server.js';
import { eventually, type SpawnedBot, spawnBot } from './spawn-bot.js';

export const whatsappAt = (server: Pick<WhatsAppServer, 'url'>): Readonly<Record<string, string>> => ({
  WHATSAPP: 'on',
  WHATSAPP_WS_URL: server.url,
});

/** Resolves when the account can send. */
export async function spawnLinked(
  server: WhatsAppServer,
  environment: Readonly<Record<string, string>> = {},
  dataDir?: string,
): Promise<SpawnedBot> {
  const bot = await spawnBot({ ...whatsappAt(server), ...environment }, dataDir);
  try {
    await eventually('a QR code', () => readDrawnQr(bot.printed()) !== null);
    await server.scan(readDrawnQr(bot.printed()) ?? '');
    await eventually('the link', () => server.isOnline && stateOf(bot, 'whatsapp') === 'on');
  } catch (error) {
    await bot.stop();
    throw error;
  }
  return bot;
}

/** The last state of a channel that the log tells of. */
export function stateOf(bot: SpawnedBot, channel: string): string | null {
  const states = [...bot.printed().matchAll(/^\{.*"channel\.state".*\}$/gm)]
    .map(([line]) => JSON.parse(line) as { channel: string; state: string })
    .filter(line => line.channel === channel);
  return states.at(-1)?.state ?? null;
}
