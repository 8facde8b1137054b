/**
 * Reads and checks the environment, once, at start; the only module that looks at `process.env`. Every problem
 * is listed at once, each with what to do.
 */
import path from 'node:path';
import { z } from 'zod';
import { type Problem, StartupError } from './errors.js';

const PORT_MAX = 65_535;
const PROXY_HOPS_MAX = 10;
const TOKEN_LENGTH_MIN = 16;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export interface TelegramConfig {
  readonly token: string;
  readonly apiRoot: string;
  /** null: long polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
}

export interface WhatsAppConfig {
  /** null: WhatsApp's own server. */
  readonly url: string | null;
  /** The account's number, digits only, for a pairing code; null: a QR code. */
  readonly pairWith: string | null;
}

export interface Config {
  readonly dataDir: string;
  /** null: SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly secretFile: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  /** How many proxies in front may be believed about the visitor's address. */
  readonly trustProxyHops: number;
  readonly metricsToken: string | null;
  readonly telegram: TelegramConfig | null;
  readonly whatsapp: WhatsAppConfig | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const TELEGRAM_API_ROOT = 'https://api.telegram.org';

const whole = (most: number, what: string) =>
  z
    .string()
    .regex(/^\d+$/, `${what} must be a whole number`)
    .transform(Number)
    .refine(value => value <= most, `${what} must be at most ${most}`);

const httpUrl = (what: string) =>
  z
    .string()
    .refine(
      value => /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : ''),
      `${what} must be a full address such as https://contoh.id`,
    );

const token = (what: string) =>
  z.string().min(TOKEN_LENGTH_MIN, `${what} must have at least ${TOKEN_LENGTH_MIN} characters`);

const schema = z.object({
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite|file):./, 'DATABASE_URL must look like sqlite:/path/to/file.db (PostgreSQL comes later)')
    .optional(),
  SECRET_FILE: z.string().optional(),
  HOST: z.string().optional(),
  PORT: whole(PORT_MAX, 'PORT').optional(),
  PUBLIC_URL: httpUrl('PUBLIC_URL').optional(),
  TRUST_PROXY: whole(PROXY_HOPS_MAX, 'TRUST_PROXY').optional(),
  METRICS_TOKEN: token('METRICS_TOKEN').optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'TELEGRAM_BOT_TOKEN must look like 123456:ABC…, as BotFather shows it')
    .optional(),
  TELEGRAM_API_ROOT: httpUrl('TELEGRAM_API_ROOT').optional(),
  TELEGRAM_WEBHOOK_URL: httpUrl('TELEGRAM_WEBHOOK_URL').optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'TELEGRAM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -')
    .optional(),
  WHATSAPP: z.enum(['on', 'off'], 'WHATSAPP must be on or off').optional(),
  // Baileys does not check the certificate inside the connection, so only TLS to WhatsApp itself may leave the machine.
  WHATSAPP_WS_URL: z
    .string()
    .regex(
      /^ws:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}(?:\/\S*)?$/,
      'WHATSAPP_WS_URL is for tests and must be on this machine, such as ws://127.0.0.1:1234/ws/chat; leave it out to reach WhatsApp',
    )
    .optional(),
  WHATSAPP_PAIR: z
    .string()
    .regex(
      /^\+?[1-9]\d{7,14}$/,
      "WHATSAPP_PAIR must be the account's number with its country code, such as 6281200000000",
    )
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`).optional(),
});

/** Where a problem with the environment is said to be. */
const PLACE = 'environment';

/** @throws StartupError with every problem */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that somebody meant to leave out.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const checked = schema.safeParse(given);
  const problems: Problem[] = (checked.error?.issues ?? []).map(issue => ({
    file: PLACE,
    line: null,
    message: issue.message,
  }));
  if (given.TELEGRAM_WEBHOOK_URL && !given.TELEGRAM_WEBHOOK_SECRET) {
    problems.push({
      file: PLACE,
      line: null,
      message:
        'TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET: without it anybody could post as Telegram',
    });
  }
  if (given.DEBUG && /telegraf|\*/.test(given.DEBUG)) {
    problems.push({
      file: PLACE,
      line: null,
      message: 'DEBUG makes a library print what people write; unset it',
    });
  }
  if (given.TELEGRAM_WEBHOOK_URL && !given.TELEGRAM_BOT_TOKEN) {
    problems.push({
      file: PLACE,
      line: null,
      message: 'TELEGRAM_WEBHOOK_URL is set but TELEGRAM_BOT_TOKEN is not',
    });
  }
  for (const name of ['WHATSAPP_WS_URL', 'WHATSAPP_PAIR'] as const) {
    if (given[name] && given.WHATSAPP !== 'on')
      problems.push({ file: PLACE, line: null, message: `${name} is set but WHATSAPP is not on` });
  }
  if (checked.data?.TELEGRAM_WEBHOOK_URL && new URL(checked.data.TELEGRAM_WEBHOOK_URL).pathname === '/') {
    problems.push({
      file: PLACE,
      line: null,
      message:
        'TELEGRAM_WEBHOOK_URL needs a path of its own such as …/telegram: at / the page takes the calls',
    });
  }
  if (!checked.success || problems.length > 0) throw new StartupError(problems);
  return configOf(checked.data);
}

function configOf(env: z.infer<typeof schema>): Config {
  const dataDir = path.resolve(env.DATA_DIR ?? 'data');
  return {
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    secretFile: path.resolve(env.SECRET_FILE ?? path.join(dataDir, 'secret.json')),
    host: env.HOST ?? '127.0.0.1',
    port: env.PORT ?? 8080,
    publicUrl: env.PUBLIC_URL ?? null,
    trustProxyHops: env.TRUST_PROXY ?? 0,
    metricsToken: env.METRICS_TOKEN ?? null,
    telegram: env.TELEGRAM_BOT_TOKEN
      ? {
          token: env.TELEGRAM_BOT_TOKEN,
          apiRoot: env.TELEGRAM_API_ROOT ?? TELEGRAM_API_ROOT,
          webhook:
            env.TELEGRAM_WEBHOOK_URL && env.TELEGRAM_WEBHOOK_SECRET
              ? { url: env.TELEGRAM_WEBHOOK_URL, secret: env.TELEGRAM_WEBHOOK_SECRET }
              : null,
        }
      : null,
    whatsapp:
      env.WHATSAPP === 'on'
        ? { url: env.WHATSAPP_WS_URL ?? null, pairWith: env.WHATSAPP_PAIR?.replace('+', '') ?? null }
        : null,
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}
