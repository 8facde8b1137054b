/**
 * Who wrote, from the addresses that stand on a message. WhatsApp knows one person under two: a hidden one (`…@lid`)
 * and a phone number; whichever a message came from, the person is the hidden one as soon as it is known. It keeps
 * nothing itself.
 */
import { jidDecode } from './baileys.js';

const LID_SERVERS: ReadonlySet<string> = new Set(['lid', 'hosted.lid']);
const PHONE_SERVERS: ReadonlySet<string> = new Set(['s.whatsapp.net', 'hosted', 'c.us']);
/** WhatsApp's own announcements. */
const WHATSAPP_ITSELF = '0';

/** Groups, status, newsletters, broadcast lists and bots: a warning meant for one person does not belong there. */
export function isPerson(jid: string | null | undefined): boolean {
  const decoded = jid ? jidDecode(jid) : undefined;
  if (!decoded || decoded.user === WHATSAPP_ITSELF || decoded.user === '') return false;
  return LID_SERVERS.has(decoded.server) || PHONE_SERVERS.has(decoded.server);
}

/** What is not for us. The server itself, which has no name before the @, is neither a person nor to be ignored. */
export function isIgnored(jid: string): boolean {
  const user = jidDecode(jid)?.user;
  return user !== undefined && user !== '' && !isPerson(jid);
}

/** The address without the device it was written on. */
export function chatJid(jid: string): string {
  const { user, server } = jidDecode(jid) ?? { user: '', server: '' };
  return `${user}@${LID_SERVERS.has(server) ? 'lid' : 's.whatsapp.net'}`;
}

/**
 * One name for one person.
 * @param jid where the message came from @param alternative the other address, where the message names it
 * @param hiddenOf looks a phone address up @returns `…@lid`, or the phone address while the hidden one is unknown
 */
export async function personOf(
  jid: string,
  alternative: string | null | undefined,
  hiddenOf: (phoneJid: string) => Promise<string | null>,
): Promise<string> {
  const known = [jid, alternative].find(each => each && LID_SERVERS.has(jidDecode(each)?.server ?? ''));
  const hidden = known ?? (await hiddenOf(jid));
  return chatJid(hidden ?? jid);
}
