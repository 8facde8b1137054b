/**
 * Telegram and WhatsApp in one process: whatever befalls one of them, the other answers everybody and logs no fault, and
 * `cekloker status` says which one it is and what to do.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { type BotApiServer, startBotApiServer } from '../fakes/bot-api-server.js';
import { startWhatsAppServer, type WhatsAppServer } from '../fakes/whatsapp-server.js';
import { eventually, type SpawnedBot, spawnBot } from './spawn-bot.js';
import { spawnLinked, stateOf, whatsappAt } from './spawn-linked.js';

const PLEA = 'tolong saya disekap di poipet, paspor saya diambil bos';
const CONTACT = '+855 12 813 282';
/** Written one after the other while the other channel suffers. */
const MESSAGES = 12;

interface Place {
  readonly telegram: BotApiServer;
  readonly whatsapp: WhatsAppServer;
  readonly bot: SpawnedBot;
}
let place: Place;
let personCount = 0;

async function open(): Promise<Place> {
  const telegram = await startBotApiServer();
  const whatsapp = await startWhatsAppServer();
  const bot = await spawnLinked(whatsapp, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });
  return { telegram, whatsapp, bot };
}

async function close({ telegram, whatsapp, bot }: Place): Promise<void> {
  await bot.stop();
  await telegram.close();
  await whatsapp.close();
}

/** New people write pleas on Telegram, one after the other; each is answered with the contact. */
async function telegramAnswers({ telegram }: Place): Promise<void> {
  for (let n = 0; n < MESSAGES; n++) {
    const chat = 88_100_000 + ++personCount;
    telegram.inject.text(chat, PLEA);
    await eventually('an answer on Telegram', () => telegram.sentTo(chat).length === 1);
    expect(telegram.sentTo(chat)[0]?.text).toContain(CONTACT);
  }
}

async function whatsappAnswers({ whatsapp }: Place): Promise<void> {
  for (let n = 0; n < MESSAGES; n++) {
    const number = String(6281299970000 + ++personCount);
    const person = whatsapp.person(number, { lid: `1999${number.slice(-6)}` });
    await person.write(PLEA);
    await eventually('an answer on WhatsApp', () => person.received.length === 1);
    expect(person.texts[0]).toContain(CONTACT);
  }
}

const warnings = ({ bot }: Place, of: string): readonly string[] =>
  [...bot.printed().matchAll(/^\{.*"level":(?:40|50).*\}$/gm)]
    .map(([line]) => line)
    .filter(line => line.includes(of));
/** The status is told within a second of a change. */
const statusSays = (at: Place, words: RegExp): Promise<void> =>
  eventually(`a status like ${words}`, async () => words.test(await statusOf(at)), 30_000);
const statusOf = async ({ bot }: Place): Promise<string> =>
  (await runCli(['status'], '', { DATA_DIR: bot.dataDir })).stdout;

describe('while WhatsApp', () => {
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => close(place));
  afterEach(() => {
    expect(warnings(place, 'telegram')).toEqual([]);
    expect(warnings(place, 'outbox')).toEqual([]);
  });

  it('cannot be reached, Telegram answers, and the status says that it is tried again', async () => {
    await statusSays(place, /telegram +on .*\nwhatsapp +on +linked and connected/);
    place.whatsapp.refuse(true);
    place.whatsapp.drop();
    await telegramAnswers(place);
    await statusSays(place, /telegram +on .*\nwhatsapp +down +.*tried again by itself/);
    place.whatsapp.refuse(false);
    await eventually('WhatsApp is back', () => place.whatsapp.isOnline, 60_000);
  }, 120_000);

  it('is cut off again and again, Telegram answers, and WhatsApp is not stormed', async () => {
    const before = place.whatsapp.connections;
    const storm = setInterval(() => place.whatsapp.drop(), 50);
    await telegramAnswers(place);
    clearInterval(storm);
    expect(place.whatsapp.connections - before).toBeLessThan(MESSAGES);
    await eventually('WhatsApp is back', () => place.whatsapp.isOnline, 120_000);
  }, 240_000);

  it('sends what its library fails over, Telegram answers, and WhatsApp comes back', async () => {
    const logins = place.whatsapp.logins.length;
    place.whatsapp.garble();
    await telegramAnswers(place);
    await eventually('the next login', () => place.whatsapp.logins.length > logins, 60_000);
    expect(place.bot.printed()).toContain('whatsapp_stray_fault');
    await whatsappAnswers(place);
  }, 120_000);

  it('is logged out, Telegram answers, and the status says to link anew', async () => {
    place.whatsapp.streamError(401);
    await telegramAnswers(place);
    await statusSays(place, /whatsapp +down +the phone has ended the link: start again/);
  }, 60_000);
});

describe('while WhatsApp is refused from the start', () => {
  it.each([
    [403, /look at its phone/],
    [405, /update CekLoker/],
    [440, /another program/],
  ])(
    'with %d, Telegram answers, and the status says what to do',
    async (code, hint) => {
      const { bot, ...servers } = await open();
      place = { bot, ...servers };
      try {
        if (code === 440) servers.whatsapp.streamError(440);
        else {
          servers.whatsapp.failLogins(code);
          servers.whatsapp.drop();
        }
        await eventually('it is noticed', async () => hint.test(await statusOf(place)), 60_000);
        await telegramAnswers(place);
        expect(warnings(place, 'telegram')).toEqual([]);
      } finally {
        await close(place);
      }
    },
    120_000,
  );
});

describe('while Telegram', () => {
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => close(place));
  afterEach(() => {
    expect(warnings(place, 'whatsapp_')).toEqual(warnings(place, '"kind":"restart"'));
    expect(warnings(place, 'outbox')).toEqual([]);
  });

  it.each([
    [
      'gives the bot to another program (409)',
      { kind: 'error', code: 409, description: 'Conflict' } as const,
    ],
    ['has a fault (500)', { kind: 'error', code: 500 } as const],
    ['answers with pages (502)', { kind: 'html', status: 502 } as const],
    ['cuts every connection', { kind: 'reset' } as const],
    // The last: an unknown token is asked about again only after minutes.
    ['does not know the token (401)', { kind: 'error', code: 401, description: 'Unauthorized' } as const],
  ])(
    '%s, WhatsApp answers',
    async (_, fault) => {
      await eventually('Telegram is on', () => stateOf(place.bot, 'telegram') === 'on', 60_000);
      place.telegram.faultNext('getUpdates', fault, 1_000);
      // Ends the poll that is open, so that the next ones meet the fault.
      place.telegram.inject.text(88_200_000, 'halo');
      await eventually('Telegram is down', () => stateOf(place.bot, 'telegram') === 'down');
      await whatsappAnswers(place);
      expect(stateOf(place.bot, 'telegram')).toBe('down');
      place.telegram.clearFaults();
    },
    120_000,
  );
});

describe('a process that is not linked yet', () => {
  it('serves Telegram, says so, and tells the status apart from one that does not run', async () => {
    const telegram = await startBotApiServer();
    const whatsapp = await startWhatsAppServer();
    const bot = await spawnBot({
      ...whatsappAt(whatsapp),
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    });
    place = { telegram, whatsapp, bot };
    try {
      await telegramAnswers(place);
      await statusSays(place, /whatsapp +starting +not linked yet/);
      expect((await runCli(['status'], '', { DATA_DIR: bot.dataDir })).status).toBe(1);
      expect((await runCli(['status'], '', { DATA_DIR: `${bot.dataDir}/lain` })).stdout).toMatch(
        /not running/,
      );
    } finally {
      await close(place);
    }
  }, 60_000);
});
