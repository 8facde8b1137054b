/**
 * The process: reads the configuration and the files, opens the store, starts the channels and the web server,
 * prints one line for each, and closes everything in order. Wiring only; the flow is in `app.ts`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { App } from './app.js';
import type { Channel } from './channels/channel.js';
import { type TelegramChannel, telegramChannel } from './channels/telegram/telegram-channel.js';
import { WebChannel } from './channels/web/web-channel.js';
import type { WhatsAppChannel } from './channels/whatsapp/whatsapp-channel.js';
import { assess } from './classifier/assess.js';
import { systemClock } from './clock.js';
import { checkJson } from './commands/check-json.js';
import type { Config, WhatsAppConfig } from './config.js';
import { StartupError } from './errors.js';
import { type House, PACKAGE_ROOT } from './files/house.js';
import { createLog, errorCode, type Log } from './logger.js';
import { dueSummary } from './replies/contact-age.js';
import { contactsFrom } from './replies/contacts-for.js';
import { DEFAULT_LOCALE } from './replies/text-keys.js';
import { unreadCount } from './replies/texts.js';
import { readEverything } from './startup.js';
import { watchStatus } from './status.js';
import { holdDataFolder } from './store/data-folder.js';
import { databaseFile, openStore } from './store/open-store.js';
import { openSecretFile, type Secrets } from './store/secret-file.js';
import type { Store } from './store/store.js';
import { createMetrics, type Metrics } from './web/metrics.js';
import { readPageTexts } from './web/page-texts.js';
import { startWebServer, type WebServer } from './web/server.js';

/** What is under way at a stop gets this long; then the process ends and the rest waits on disk. */
const STOP_LONGEST_MS = 8_000;
const EXIT_CONFIGURATION = 78;
/** Contacts shown on the page itself, beside the form. */
const PAGE_CONTACTS_MAX = 2;

/** A running CekLoker. */
export interface Running {
  readonly url: string;
  /** An error that nobody waited for: true when it is one channel's own affair and dealt with. */
  takesFault(error: unknown): boolean;
  stop(): Promise<void>;
}

/** Serves until a signal. */
export async function serve(): Promise<void> {
  const starting = start(undefined, line => process.stdout.write(`${line}\n`));
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), STOP_LONGEST_MS).unref();
    await (await starting).stop();
    process.exit(0);
  };
  // Node would print the error itself, and an error of a chat network can hold a text and a chat id.
  const log = createLog('error');
  const fail = (error: unknown): void => {
    log.error('process.failed', { error: errorCode(error) });
    process.exit(1);
  };
  // Before the first line is printed: who reads "on" may already ask for the end.
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
  const running = await starting;
  const takeOrFail = (error: unknown): void => {
    if (!running.takesFault(error)) fail(error);
  };
  process.on('uncaughtException', takeOrFail);
  process.on('unhandledRejection', takeOrFail);
}

/** @throws StartupError with every problem of the configuration and of the files */
export async function start(
  environment: NodeJS.ProcessEnv | undefined,
  print: (line: string) => void,
): Promise<Running> {
  const { config, house } = await readEverything(environment);
  const letGo = await holdDataFolder(
    config.dataDir,
    databaseFile(config.databaseUrl ?? undefined, config.dataDir),
  );
  try {
    return await startHolding(config, house, print, letGo);
  } catch (error) {
    letGo();
    throw error;
  }
}

/** Starts everything while the data folder is held. */
async function startHolding(
  config: Config,
  house: House,
  print: (line: string) => void,
  letGo: () => void,
): Promise<Running> {
  const log = createLog(config.logLevel);
  const secrets = openSecretFile(config.secretFile);
  const store = await openStore({
    databaseUrl: config.databaseUrl ?? undefined,
    dataDir: config.dataDir,
    secrets,
    clock: systemClock,
    onUnreadable: ({ table, code }) => log.error('store.unreadable_row', { table, code }),
  });
  const metrics = createMetrics();
  metrics.watchOutbox(() => store.waitingReplies());
  const web = new WebChannel({ onReturn: () => app.wake() });
  const telegram = config.telegram ? makeTelegram(config.telegram, log) : null;
  const whatsapp = config.whatsapp ? await makeWhatsApp(config.whatsapp, store, log, print) : null;
  const channels: readonly Channel[] = [web, telegram, whatsapp].filter(channel => channel !== null);
  const app = new App({ store, house, channels, clock: systemClock, log, countReply: metrics.countReply });

  const server = await serveWeb({ config, house, secrets, store, metrics, web, log });
  if (telegram && config.telegram?.webhook)
    server.mountWebhook(new URL(config.telegram.webhook.url).pathname, telegram.webhook.bind(telegram));
  await app.start();
  const endWatch = watchStatus(channels, config.dataDir, log);
  for (const line of report(config, house, secrets, server.url)) print(line);

  return {
    url: server.url,
    takesFault: error => whatsapp?.takesFault(error) ?? false,
    stop: async () => {
      endWatch();
      await server.close();
      await app.stop();
      await store.close();
      letGo();
    },
  };
}

function makeTelegram(config: NonNullable<Config['telegram']>, log: Log): TelegramChannel {
  return telegramChannel({
    token: config.token,
    apiRoot: config.apiRoot,
    mode: config.webhook ? { kind: 'webhook', ...config.webhook } : { kind: 'polling' },
    log,
    assetRoot: PACKAGE_ROOT,
  });
}

/** Loaded only where it is wanted: the library alone takes some 100 MB of memory. */
async function makeWhatsApp(
  { url, pairWith }: WhatsAppConfig,
  store: Store,
  log: Log,
  print: (lines: string) => void,
): Promise<WhatsAppChannel> {
  const { whatsappChannel } = await import('./channels/whatsapp/whatsapp-channel.js');
  return whatsappChannel({
    storage: {
      read: (owner, names) => store.channelKeys('whatsapp', owner, names),
      change: changes => store.changeChannelKeys('whatsapp', changes),
      forget: () => store.forgetChannelKeys('whatsapp'),
    },
    linking: { pairWith, print },
    url,
    log,
    assetRoot: PACKAGE_ROOT,
  });
}

interface WebParts {
  readonly config: Config;
  readonly house: House;
  readonly secrets: Secrets;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly web: WebChannel;
  readonly log: Log;
}

async function serveWeb({ config, house, secrets, store, metrics, web, log }: WebParts): Promise<WebServer> {
  const contacts = contactsFrom(house.contacts, house.texts, systemClock);
  return startWebServer({
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    trustProxyHops: config.trustProxyHops,
    cookieKey: secrets.current('cookie').key.export(),
    webChannel: web,
    check: text => checkJson(assess(text, house.ruleset)),
    isHealthy: () =>
      store.ping().then(
        () => true,
        () => false,
      ),
    metrics,
    metricsToken: config.metricsToken,
    texts: readPageTexts(house.texts),
    emergencyContacts: () =>
      contacts({ country: null, from: 'unknown', need: 'danger', max: PAGE_CONTACTS_MAX }, DEFAULT_LOCALE),
    shippedRoot: PACKAGE_ROOT,
    log,
  });
}

/** What the operator reads at start: one line for each channel, and what wants their attention. */
function report(config: Config, house: House, secrets: Secrets, url: string): string[] {
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const lines = [
    `CekLoker ${version}: ${house.ruleset.rules.length} rules, ${house.ruleset.distress.length} distress patterns, ${house.contacts.contacts.length} contacts`,
    `web       on   ${url}`,
    telegramLine(config),
    config.whatsapp
      ? 'whatsapp  on'
      : 'whatsapp  off  set WHATSAPP=on to turn it on (README, "Connect WhatsApp")',
  ];
  const unread = unreadCount(house.texts);
  if (unread > 0)
    lines.push(
      `texts     ${unread} on danger, family and law not yet read by a caseworker or lawyer (locales/README.md)`,
    );
  const due = dueSummary(house.contacts, systemClock.now());
  if (due !== null) lines.push(`contacts  ${due}: npm run --silent cekloker -- contacts due`);
  lines.push(`secrets   ${secrets.isNew ? 'made in' : 'in'} ${secrets.path}`);
  if (secrets.path.startsWith(config.dataDir + path.sep)) {
    lines.push(
      '          they lie beside the data: whoever takes the disk takes both; move the file and set SECRET_FILE (README, "Operate")',
    );
  }
  if (secrets.isOpenToOthers) lines.push('          other accounts of this machine can read them: chmod 600');
  return lines;
}

function telegramLine({ telegram }: Config): string {
  if (!telegram) return 'telegram  off  set TELEGRAM_BOT_TOKEN to turn it on (README, "Connect Telegram")';
  return `telegram  on   ${telegram.webhook ? 'webhook' : 'long polling'}`;
}

// Run directly (`node dist/main.js`), not imported by the command line or a test.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await serve();
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    process.stderr.write(`CekLoker cannot start. Mend this first:\n${error.message}\n`);
    process.exitCode = EXIT_CONFIGURATION;
  }
}
