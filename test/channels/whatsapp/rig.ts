/** A linked WhatsApp channel with an inbox and a log that tests can look into, and Siti, who writes to it. */
import type { Accept } from '../../../src/channels/channel.js';
import type { InboundMessage } from '../../../src/message.js';
import type { WhatsAppPerson } from '../../fakes/whatsapp-person.js';
import { type LogLine, recordingLog } from '../telegram/channel-rig.js';
import { type LinkedChannel, type LinkedOptions, linkedChannel } from './linked-channel.js';

export const NUMBER = '6281299990042';
export const LID = '199990042';
export const SITI_ID = `${LID}@lid`;

export interface Rig extends LinkedChannel {
  readonly siti: WhatsAppPerson;
  readonly accepted: InboundMessage[];
  readonly lines: LogLine[];
  /** What was accepted, in a word or its words. */
  contents(): readonly string[];
  /** Resolves when that many were accepted. */
  accepts(count: number): Promise<void>;
}

const toClose: (() => Promise<void>)[] = [];

/** For `afterEach`. */
export async function closeRigs(): Promise<void> {
  for (const close of toClose.splice(0)) await close();
}

export interface RigOptions extends Partial<Omit<LinkedOptions, 'accept' | 'log'>> {
  /** Called with each message before it counts as accepted. */
  readonly inbox?: (message: InboundMessage, nth: number) => Promise<unknown>;
}

export async function startRig({ inbox = async () => {}, ...options }: RigOptions = {}): Promise<Rig> {
  const accepted: InboundMessage[] = [];
  const { log, lines } = recordingLog();
  let offered = 0;
  const accept: Accept = async message => {
    offered += 1;
    await inbox(message, offered);
    accepted.push(message);
    return 'accepted';
  };
  const linked = await linkedChannel({ accept, log, ...options });
  toClose.push(linked.close);
  return {
    ...linked,
    siti: linked.server.person(NUMBER, { lid: LID, name: 'Siti Contoh' }),
    accepted,
    lines,
    contents: () =>
      accepted.map(({ content }) =>
        content.kind === 'text' ? content.text : content.kind === 'unsupported' ? content.what : content.kind,
      ),
    accepts: count => linked.server.until(() => accepted.length >= count),
  };
}
