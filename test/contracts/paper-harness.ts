/**
 * A channel on paper: no network, everything in memory, sound unless it is given a flaw. It shows that each check
 * of the channel contract can be passed, and that each goes red for the fault it is there to find.
 */
import { type Accept, type Channel, ChannelError } from '../../src/channels/channel.js';
import type { Log } from '../../src/logger.js';
import { ChatAddress, type InboundContent } from '../../src/message.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import type { Reply } from '../../src/replies/reply.js';
import type { ChannelHarness, OpenChannel } from './channel-harness.js';

export type Flaw =
  | 'doubles_messages'
  | 'numbers_nothing'
  | 'renames_repeats'
  | 'confirms_before_accept'
  | 'dies_when_accept_rejects'
  | 'hears_itself'
  | 'loses_the_case'
  | 'level_not_first'
  | 'drops_choices'
  | 'quotes_live_links'
  | 'eats_markup'
  | 'shows_hidden_letters'
  | 'swallows_failures'
  | 'throws_any_error'
  | 'typing_throws'
  | 'hears_after_stop'
  | 'logs_the_chat'
  | 'prints_the_words'
  | 'shows_its_insides';

const CHAT = '5550042';
const ALL_FAILURES = ['retry', 'gone', 'refused'] as const;
/** Deliveries of one message before the paper network gives up. */
const TRIES_MAX = 20;

export function paperHarness(flaw: Flaw | null = null): ChannelHarness {
  return {
    name: 'console',
    waitMaxMs: 300,
    abilities: {
      redelivers: true,
      repeats: true,
      ownMessages: true,
      choices: 'press',
      sendFailures: ALL_FAILURES,
    },
    open: async (accept, log) => new PaperChannel(accept, log, flaw),
  };
}

class PaperChannel implements OpenChannel {
  readonly channel: Channel;
  readonly secrets = [CHAT];
  readonly #address = new ChatAddress('console', CHAT);
  readonly #seen: Reply[] = [];
  #isOn = true;
  #count = 0;
  #last: InboundContent = { kind: 'text', text: '', forwarded: false };
  #failure: ChannelError['kind'] | null = null;

  constructor(
    private readonly accept: Accept,
    private readonly log: Log,
    private readonly flaw: Flaw | null,
  ) {
    this.channel = {
      name: 'console',
      gathers: true,
      showsRepeats: true,
      start: async () => {},
      stop: async () => {
        this.#isOn = false;
      },
      status: () => ({ state: this.#isOn ? 'on' : 'off', hint: '' }),
      send: async (_to, { reply }) => this.#show(reply),
      showTyping: () => {
        if (flaw === 'typing_throws') throw new Error('no network');
      },
      deleteMessage: async () => false,
      ...(flaw === 'shows_its_insides' ? { chats: [CHAT] } : {}),
    };
  }

  write = async (text: string) => this.#deliver({ kind: 'text', text, forwarded: false });

  repeat = async () => {
    if (this.flaw !== 'renames_repeats') this.#count -= 1;
    await this.#deliver(this.#last);
  };

  writeAsBot = async (text: string) => {
    if (this.flaw === 'hears_itself') await this.write(text);
  };

  choose = async (number: number) => {
    const caseId = this.#seen.at(-1)?.caseId ?? '';
    const press = { caseId: this.flaw === 'loses_the_case' ? 'bcdfgh' : caseId, number };
    await this.#deliver({ kind: 'choice', press });
  };

  seen = async () => this.#seen.map(reply => this.#rendered(reply));

  failNextSend = async (kind: ChannelError['kind']) => {
    this.#failure = kind;
  };

  close = async () => {
    this.#isOn = this.flaw === 'hears_after_stop';
  };

  async #deliver(content: InboundContent): Promise<void> {
    if (!this.#isOn && this.flaw !== 'hears_after_stop') return;
    this.#last = content;
    this.#count += 1;
    if (this.flaw === 'logs_the_chat') this.log.info('paper_received', { chat: CHAT });
    if (this.flaw === 'prints_the_words' && content.kind === 'text') process.stdout.write(content.text);
    await this.#offer(content);
    if (this.flaw === 'doubles_messages') await this.#offer(content);
  }

  async #offer(content: InboundContent): Promise<void> {
    const messageId = this.flaw === 'numbers_nothing' ? 'm' : `m${this.#count}`;
    const message = { address: this.#address, messageId, content, edited: false, sentAtMs: Date.now() };
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      try {
        await this.accept(message);
        return;
      } catch {
        if (this.flaw === 'dies_when_accept_rejects') this.#isOn = false;
        if (this.flaw === 'confirms_before_accept' || !this.#isOn) return;
      }
    }
  }

  #show(reply: Reply): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null && this.flaw === 'throws_any_error') throw new Error('no network');
    if (failure !== null && this.flaw !== 'swallows_failures') throw new ChannelError(failure, 'paper');
    this.#seen.push(reply);
  }

  #rendered(reply: Reply): string {
    const quote =
      reply.blocks.flatMap(block => (block.type === 'reasons' ? block.reasons : []))[0]?.quote ?? '';
    const text = renderPlain(reply);
    switch (this.flaw) {
      case 'level_not_first':
        return renderPlain({ ...reply, blocks: [...reply.blocks].reverse() });
      case 'drops_choices':
        return renderPlain({ ...reply, choices: [] });
      case 'quotes_live_links':
        return text.replaceAll('[.]', '.').replaceAll('[@]', '@');
      case 'eats_markup':
        return text.replace(/<[^>]*>/g, '');
      case 'shows_hidden_letters':
        return text.replace(/^> .*$/m, `> ${quote}`);
      default:
        return text;
    }
  }
}
