/**
 * What an operator may count: the process, the HTTP requests, the replies that went out, the length of the
 * outbox. There is no counter of reports, dangers, levels, places or identifiers, and the interface offers no
 * way to add one: with it a stranger could watch a report land.
 */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ChannelName } from '../message.js';

/** The places of the server that are told apart in the counts. */
export const WEB_PLACES = [
  'page',
  'check',
  'about',
  'health',
  'metrics',
  'asset',
  'webhook',
  'other',
] as const;
export type WebPlace = (typeof WEB_PLACES)[number];

export type ReplyResult = 'sent' | 'retry' | 'gone' | 'refused';

export interface Metrics {
  countRequest(place: WebPlace, status: number): void;
  countReply(channel: ChannelName, result: ReplyResult): void;
  /** How many replies wait to be sent; asked only when the metrics are read. */
  watchOutbox(length: () => number | Promise<number>): void;
  text(): Promise<{ readonly body: string; readonly contentType: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'cekloker_http_requests_total',
    help: 'HTTP requests by place and status class.',
    labelNames: ['place', 'status'] as const,
    registers: [registry],
  });
  const replies = new Counter({
    name: 'cekloker_replies_total',
    help: 'Tries to send a reply, by channel and result.',
    labelNames: ['channel', 'result'] as const,
    registers: [registry],
  });
  let outboxLength: () => number | Promise<number> = () => 0;
  new Gauge({
    name: 'cekloker_outbox_replies',
    help: 'Replies that wait to be sent.',
    registers: [registry],
    async collect() {
      this.set(await outboxLength());
    },
  });
  return {
    countRequest: (place, status) => requests.inc({ place, status: `${Math.floor(status / 100)}xx` }),
    countReply: (channel, result) => replies.inc({ channel, result }),
    watchOutbox: length => {
      outboxLength = length;
    },
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}
