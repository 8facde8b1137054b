/**
 * A page with a tiny app behind it: a real server on a real port and the real web channel, answered by a few
 * written replies. The whole program is tested elsewhere; here only the page is.
 */
import { randomBytes } from 'node:crypto';
import { ChannelError } from '../../src/channels/channel.js';
import { WebChannel, type WebChannelOptions } from '../../src/channels/web/web-channel.js';
import { createLog, type Log } from '../../src/logger.js';
import type { InboundMessage } from '../../src/message.js';
import type { Outgoing, Reply, ShownContact } from '../../src/replies/reply.js';
import { createMetrics } from '../../src/web/metrics.js';
import { startWebServer, type WebServer, type WebServerOptions } from '../../src/web/server.js';
import { localePageTexts } from './locale-texts.js';

/** Invented: the block of numbers starts with 555 0 and belongs to nobody. */
export const CONTACT: ShownContact = {
  id: 'kantor_contoh',
  name: 'Kantor Contoh, layanan warga',
  number: '+62 21 5550 0000',
  e164: '+622155500000',
  dial: null,
  url: null,
  waLink: 'https://wa.me/622155500000',
  seen: 'per September 2026',
};

const words = (text: string, bold = false) => [{ text, bold }];

export function highReply(caseId = 'bcdfgh'): Reply {
  return {
    kind: 'verdict',
    level: 'high',
    blocks: [
      {
        type: 'headline',
        mark: '🔴',
        line: words('BAHAYA TINGGI: jangan berangkat, jangan kirim uang.', true),
      },
      {
        type: 'lines',
        lines: [words('Iklan ini mirip cara merekrut orang ke tempat penipuan online di luar negeri.')],
      },
      {
        type: 'reasons',
        title: words('Alasannya:', true),
        reasons: [
          {
            line: words('Tujuannya bukan negara penempatan resmi'),
            quote: 'LOWONGAN ADMIN CHAT, penempatan Kamboja',
          },
          { line: words('Berangkat kerja pakai visa wisata'), quote: 'Pakai visa turis dulu' },
          { line: words('Nama perusahaan tidak ada'), quote: null },
        ],
      },
      {
        type: 'list',
        title: words('Lakukan sekarang:', true),
        items: [
          words('Jangan serahkan paspor atau KTP.'),
          words('Simpan iklan dan nomornya.'),
          words('Tanya dulu ke kantor di bawah ini.'),
        ],
      },
      { type: 'contact', lead: words('Hubungi:'), contact: CONTACT },
      { type: 'lines', lines: [words('Bot ini bisa salah.')] },
    ],
    choices: [
      { number: 1, label: 'Saya sudah berangkat', buttonLabel: 'Sudah berangkat' },
      { number: 2, label: 'Saya sudah bayar', buttonLabel: 'Sudah bayar' },
      { number: 5, label: 'Penjelasan', buttonLabel: 'Penjelasan' },
    ],
    caseId,
  };
}

export function levelReply(level: 'caution' | 'unsure' | 'none'): Reply {
  const line = {
    caution: ['🟠', 'WASPADA: tanya dulu sebelum setuju.'],
    unsure: ['🟡', 'BELUM PASTI: jangan kirim uang dulu.'],
    none: ['⚪', 'TIDAK ADA TANDA bahaya yang saya kenali.'],
  }[level] as [string, string];
  return {
    ...highReply(),
    level,
    blocks: [
      { type: 'headline', mark: line[0], line: words(line[1], true) },
      { type: 'lines', lines: [words('Ini bukan jaminan aman. Bot ini bisa salah.')] },
    ],
  };
}

export function dangerReply(): Reply {
  return {
    kind: 'danger',
    level: null,
    blocks: [
      { type: 'lines', lines: [words('Pesan diterima. Satu pertanyaan dulu.')] },
      { type: 'contact', lead: null, contact: { ...CONTACT, waLink: null } },
      {
        type: 'lines',
        lines: [words('Ini mesin, tidak ada orang yang membaca.'), words('Pilih satu angka:')],
      },
    ],
    choices: [
      { number: 1, label: 'Saya tidak boleh keluar', buttonLabel: '1' },
      { number: 2, label: 'Paspor saya ditahan', buttonLabel: '2' },
    ],
    caseId: 'jkmnpq',
  };
}

export function noticeReply(text: string): Reply {
  return {
    kind: 'notice',
    level: null,
    blocks: [{ type: 'lines', lines: [words(text)] }],
    choices: [],
    caseId: null,
  };
}

/** What the tiny app says to a message. */
export function answerTo(message: InboundMessage): readonly Reply[] {
  const { content } = message;
  if (content.kind === 'choice') return [noticeReply(`Pilihan ${content.press.number} diterima.`)];
  if (content.kind !== 'text') return [];
  if (/^[1-5]$/.test(content.text)) return [noticeReply(`Pilihan ${content.text} diterima.`)];
  if (content.text.includes('tolong')) return [dangerReply()];
  const level = (['caution', 'unsure', 'none'] as const).find(name => content.text.includes(name));
  return [level === undefined ? highReply() : levelReply(level)];
}

export interface SmallApp {
  readonly server: WebServer;
  readonly channel: WebChannel;
  /** Every message that was taken in, in order. */
  readonly taken: readonly InboundMessage[];
  /** Lines of the log. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

export interface SmallAppOptions {
  readonly channel?: WebChannelOptions;
  readonly server?: Partial<WebServerOptions>;
  readonly answer?: (message: InboundMessage) => readonly Reply[];
  /** How a reply gets to the channel; the default sends at once and gives up on the first failure. */
  readonly deliver?: (channel: WebChannel, message: InboundMessage, outgoing: readonly Outgoing[]) => void;
}

export async function startSmallApp(options: SmallAppOptions = {}): Promise<SmallApp> {
  const taken: InboundMessage[] = [];
  const known = new Set<string>();
  const logged: string[] = [];
  const log: Log = createLog('debug', { write: line => logged.push(line) });
  const channel = new WebChannel(options.channel);
  const answer = options.answer ?? answerTo;
  const deliver = options.deliver ?? deliverAll;
  await channel.start(async message => {
    const key = `${message.address.reveal().nativeId} ${message.messageId}`;
    if (known.has(key)) return 'duplicate';
    known.add(key);
    taken.push(message);
    deliver(
      channel,
      message,
      answer(message).map(reply => ({ kind: 'text', reply })),
    );
    return 'accepted';
  });
  const server = await startWebServer({
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    trustProxyHops: 0,
    cookieKey: randomBytes(32),
    webChannel: channel,
    check: text => ({ kind: 'advert', riskLevel: 'none', score: 0, length: text.length }),
    isHealthy: async () => true,
    metrics: createMetrics(),
    metricsToken: null,
    texts: localePageTexts(),
    emergencyContacts: () => [CONTACT],
    shippedRoot: process.cwd(),
    log,
    ...options.server,
  });
  return {
    server,
    channel,
    taken,
    logged,
    close: async () => {
      await channel.stop();
      await server.close();
    },
  };
}

export function deliverAll(
  channel: WebChannel,
  message: InboundMessage,
  outgoing: readonly Outgoing[],
): void {
  void (async () => {
    for (const [index, one] of outgoing.entries()) {
      const isLast = index === outgoing.length - 1;
      const key = `${message.messageId}-${index}`;
      try {
        await channel.send(message.address, one, { inReplyTo: message.messageId, key, isLast });
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error;
      }
    }
  })();
}
