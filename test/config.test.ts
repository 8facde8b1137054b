import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, LOG_LEVELS, readConfig } from '../src/config.js';
import { StartupError } from '../src/errors.js';

function messagesOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof StartupError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

const TOKEN = '123456:ABC-def_1234';
const SECRET = 'rahasia-uji-coba-1';

describe('the configuration', () => {
  it('needs nothing: each setting has a default, and Telegram is off', () => {
    expect(readConfig({})).toEqual({
      dataDir: path.resolve('data'),
      databaseUrl: null,
      secretFile: path.resolve('data/secret.json'),
      host: '127.0.0.1',
      port: 8080,
      publicUrl: null,
      trustProxyHops: 0,
      metricsToken: null,
      telegram: null,
      whatsapp: null,
      logLevel: 'info',
    } satisfies Config);
  });

  it.each<[NodeJS.ProcessEnv, Partial<Config>]>([
    [{ DATA_DIR: '/srv/x' }, { dataDir: '/srv/x', secretFile: '/srv/x/secret.json' }],
    [{ DATA_DIR: 'hier' }, { dataDir: path.resolve('hier') }],
    [{ DATABASE_URL: 'sqlite:/srv/x.db' }, { databaseUrl: 'sqlite:/srv/x.db' }],
    [{ DATABASE_URL: 'file:///srv/x.db' }, { databaseUrl: 'file:///srv/x.db' }],
    [{ SECRET_FILE: '/etc/keys.json', DATA_DIR: '/srv/x' }, { secretFile: '/etc/keys.json' }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ PUBLIC_URL: 'https://contoh.id' }, { publicUrl: 'https://contoh.id' }],
    [{ TRUST_PROXY: '2' }, { trustProxyHops: 2 }],
    [{ METRICS_TOKEN: 'x'.repeat(16) }, { metricsToken: 'x'.repeat(16) }],
    ...LOG_LEVELS.map(
      level => [{ LOG_LEVEL: level }, { logLevel: level }] as [NodeJS.ProcessEnv, Partial<Config>],
    ),
  ])('takes %j', (environment, expected) => {
    expect(readConfig(environment)).toMatchObject(expected);
  });

  it('turns Telegram on with a token: long polling, at its own address', () => {
    expect(readConfig({ TELEGRAM_BOT_TOKEN: TOKEN }).telegram).toEqual({
      token: TOKEN,
      apiRoot: 'https://api.telegram.org',
      webhook: null,
    });
  });

  it('turns WhatsApp on: with a QR code, or with a pairing code for a number', () => {
    expect(readConfig({ WHATSAPP: 'on' }).whatsapp).toEqual({ url: null, pairWith: null });
    expect(readConfig({ WHATSAPP: 'off' }).whatsapp).toBeNull();
    const environment = { WHATSAPP: 'on', WHATSAPP_PAIR: '+6281200000000' };
    expect(readConfig(environment).whatsapp).toEqual({ url: null, pairWith: '6281200000000' });
  });

  it.each(['ws://127.0.0.1:1/ws/chat', 'ws://localhost:8080', 'ws://[::1]:8080/ws'])(
    'reaches another WhatsApp server on this machine: %s',
    url => {
      expect(readConfig({ WHATSAPP: 'on', WHATSAPP_WS_URL: url }).whatsapp?.url).toBe(url);
    },
  );

  it.each([
    'wss://web.whatsapp.com/ws/chat',
    'ws://10.0.0.1:80/ws',
    'ws://127.0.0.1.contoh.id:80/',
    'ws://127.0.0.1:80@contoh.id/',
    'wss://127.0.0.1:443/',
    'http://127.0.0.1:80/',
  ])('refuses another WhatsApp server elsewhere: %s', url => {
    expect(messagesOf({ WHATSAPP: 'on', WHATSAPP_WS_URL: url }).join()).toMatch(/must be on this machine/);
  });

  it('takes a webhook and another Bot API server', () => {
    const environment = {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
      TELEGRAM_WEBHOOK_URL: 'https://contoh.id/telegram',
      TELEGRAM_WEBHOOK_SECRET: SECRET,
    };
    expect(readConfig(environment).telegram).toEqual({
      token: TOKEN,
      apiRoot: 'http://127.0.0.1:1',
      webhook: { url: 'https://contoh.id/telegram', secret: SECRET },
    });
  });

  it.each<[NodeJS.ProcessEnv]>([
    [{ PORT: 'eighty' }],
    [{ PORT: '-1' }],
    [{ PORT: '8080.5' }],
    [{ PORT: ' 80' }],
    [{ PORT: '65536' }],
    [{ TRUST_PROXY: 'true' }],
    [{ TRUST_PROXY: '11' }],
    [{ PUBLIC_URL: 'cekloker.example' }],
    [{ PUBLIC_URL: 'ftp://contoh.id' }],
    [{ DATABASE_URL: 'postgres://x@localhost/y' }],
    [{ DATABASE_URL: '/srv/x.db' }],
    [{ DATABASE_URL: 'file:' }],
    [{ METRICS_TOKEN: 'x'.repeat(15) }],
    [{ TELEGRAM_BOT_TOKEN: 'ABC' }],
    [{ TELEGRAM_BOT_TOKEN: `${TOKEN} ` }],
    [{ TELEGRAM_API_ROOT: 'localhost:8081' }],
    [{ WHATSAPP: 'yes' }],
    [{ LOG_LEVEL: 'loud' }],
    [{ LOG_LEVEL: 'INFO' }],
  ])('refuses %j, naming the variable and what to write', environment => {
    const [name, value] = Object.entries(environment)[0] as [string, string];
    const messages = messagesOf(environment);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(name);
    expect(messages[0]).toMatch(/must|needs/);
    // What was given may be a secret or hold one: it is not repeated.
    if (value.length > 4) expect(messages[0]).not.toContain(value);
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    [
      'a webhook without its secret',
      { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'https://contoh.id/t' },
      /needs TELEGRAM_WEBHOOK_SECRET/,
    ],
    [
      'a webhook without a bot',
      { TELEGRAM_WEBHOOK_URL: 'https://contoh.id/t', TELEGRAM_WEBHOOK_SECRET: SECRET },
      /TELEGRAM_BOT_TOKEN is not/,
    ],
    ['a secret that is too short', { TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(15) }, /16 to 256/],
    ['a secret with other signs', { TELEGRAM_WEBHOOK_SECRET: `${'x'.repeat(16)}!` }, /16 to 256/],
    ['a library that is told to print what people write', { DEBUG: 'telegraf:*' }, /DEBUG/],
    ['a pairing number without WhatsApp', { WHATSAPP_PAIR: '6281200000000' }, /WHATSAPP is not on/],
    [
      'a pairing number without its country',
      { WHATSAPP: 'on', WHATSAPP_PAIR: '0812-0000-0000' },
      /country code/,
    ],
    ['all libraries told so', { DEBUG: '*' }, /DEBUG/],
  ])('refuses %s', (_, environment, expected) => {
    expect(messagesOf(environment).join('\n')).toMatch(expected);
  });

  it('lists every problem at once', () => {
    const environment = {
      PORT: 'x',
      TRUST_PROXY: 'x',
      PUBLIC_URL: 'x',
      DATABASE_URL: 'x',
      METRICS_TOKEN: 'x',
      TELEGRAM_BOT_TOKEN: 'x',
      TELEGRAM_API_ROOT: 'x',
      TELEGRAM_WEBHOOK_URL: 'x',
      LOG_LEVEL: 'x',
      DEBUG: '*',
    };
    const messages = messagesOf(environment).join('\n');
    for (const name of Object.keys(environment)) expect(messages).toContain(name);
    expect(messages).toContain('TELEGRAM_WEBHOOK_SECRET');
  });

  it('takes an empty variable for one that was left out, and does not mind foreign ones', () => {
    const names = ['DATA_DIR', 'DATABASE_URL', 'SECRET_FILE', 'HOST', 'PORT', 'PUBLIC_URL', 'TRUST_PROXY'];
    const more = ['METRICS_TOKEN', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_API_ROOT', 'TELEGRAM_WEBHOOK_URL'];
    const empty = [...names, ...more, 'TELEGRAM_WEBHOOK_SECRET', 'LOG_LEVEL', 'DEBUG'].map(name => [
      name,
      '',
    ]);
    expect(readConfig({ ...Object.fromEntries(empty), SHELL: '/bin/sh', DEBUG_COLORS: '1' })).toEqual(
      readConfig({}),
    );
  });
});
