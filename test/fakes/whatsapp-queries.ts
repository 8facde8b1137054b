/**
 * The answers to a client's queries. Those that carry the bot's keys and other people's are real; all others get
 * the empty answer that lets Baileys go on, because it waits a minute for one that does not come.
 */
import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidDecode,
} from '@whiskeysockets/baileys';
import type { WhatsAppAccount } from './whatsapp-account.js';
import type { Handset } from './whatsapp-handset.js';

/** Whoever has an account: a person or the bot's owner. */
export interface AccountHolder {
  readonly lid: string;
  readonly handset: Handset;
}

/** What the answers are made from. */
export interface QuerySources {
  readonly account: WhatsAppAccount;
  /** The address of the server, for files. */
  readonly host: string;
  /** By number or LID, without server or device. */
  find(user: string): AccountHolder | undefined;
  /** The device has told its server that it is no longer linked. */
  onUnlink(): void;
  /** The client asked to be linked by a code that the owner types. */
  onPairingCode(request: BinaryNode): void;
}

/** @returns the content of the answer */
export function answerQuery(iq: BinaryNode, sources: QuerySources): BinaryNode[] {
  const first = Array.isArray(iq.content) ? iq.content[0] : undefined;
  switch (iq.attrs.xmlns) {
    case 'encrypt':
      return answerKeys(iq, first, sources);
    case 'usync':
      return first ? [answerUsync(first, sources)] : [];
    case 'md':
      return answerDevices(first, sources);
    case 'w:sync:app:state':
      return [answerAppState(first)];
    case 'abt':
      return [{ tag: 'props', attrs: { protocol: '1', hash: 'uji' }, content: [] }];
    case 'privacy':
      return first?.tag === 'privacy' ? [privacySettings()] : [];
    case 'blocklist':
      return [{ tag: 'list', attrs: {}, content: [] }];
    case 'w:m':
      return [mediaServer(sources.host)];
    case 'w:mex':
      return [{ tag: 'result', attrs: {}, content: Buffer.from('{"data":{}}') }];
    default:
      return [];
  }
}

/** The client's own keys, and those of people that it wants to write to. */
function answerKeys(
  iq: BinaryNode,
  first: BinaryNode | undefined,
  { account, find }: QuerySources,
): BinaryNode[] {
  if (iq.attrs.type === 'set') {
    const rotated = getBinaryNodeChild(iq, 'rotate');
    if (rotated) account.rotate(rotated);
    else if (getBinaryNodeChild(iq, 'list')) account.upload(iq);
    return [];
  }
  if (first?.tag === 'count') {
    return [{ tag: 'count', attrs: { value: String(account.preKeysLeft) } }];
  }
  if (first?.tag === 'digest') return [account.digest()];
  const users = getBinaryNodeChildren(first, 'user').map(({ attrs: { jid = '' } }): BinaryNode => {
    const handset = find(jidDecode(jid)?.user ?? '')?.handset;
    if (!handset) return unknownUser(jid);
    return { tag: 'user', attrs: { jid }, content: [handset.registrationNode(), ...handset.bundleNodes()] };
  });
  return [{ tag: 'list', attrs: {}, content: users }];
}

function unknownUser(jid: string): BinaryNode {
  const error = { tag: 'error', attrs: { code: '404', text: 'item-not-found' } };
  return { tag: 'user', attrs: { jid }, content: [error] };
}

/** Who has an account, with which devices and under which LID. */
function answerUsync(usync: BinaryNode, sources: QuerySources): BinaryNode {
  const users = getBinaryNodeChildren(getBinaryNodeChild(usync, 'list'), 'user');
  const content = users.flatMap(user => usyncUser(user, usync, sources));
  const { sid = '' } = usync.attrs;
  return {
    tag: 'usync',
    attrs: { sid, index: '0', last: 'true', mode: 'query', context: usync.attrs.context ?? '' },
    content: [
      { tag: 'result', attrs: {}, content: [] },
      { tag: 'list', attrs: {}, content },
    ],
  };
}

function usyncUser(asked: BinaryNode, usync: BinaryNode, { account, find }: QuerySources): BinaryNode[] {
  const phone = getBinaryNodeChild(asked, 'contact')?.content?.toString().replace(/\D/g, '');
  const jid = asked.attrs.jid ?? `${phone}@s.whatsapp.net`;
  const { user = '', server } = jidDecode(jid) ?? {};
  const holder = find(user);
  const wanted = getBinaryNodeChild(usync, 'query');
  const asks = (tag: string) => getBinaryNodeChild(wanted, tag) !== undefined;
  const content: BinaryNode[] = [];
  if (asks('contact')) content.push({ tag: 'contact', attrs: { type: holder ? 'in' : 'out' } });
  if (asks('devices') && holder) content.push(devices(account.isOwn(user) ? account.device : 0));
  // A LID user is already under that name.
  if (asks('lid') && holder && server !== 'lid') {
    content.push({ tag: 'lid', attrs: { val: `${holder.lid}@lid` } });
  }
  return [{ tag: 'user', attrs: { jid }, content }];
}

/** The phone, and the linked device where there is one. */
function devices(linked: number): BinaryNode {
  const phone = { tag: 'device', attrs: { id: '0' } };
  const all = linked === 0 ? [phone] : [phone, { tag: 'device', attrs: deviceAttrs(linked) }];
  return { tag: 'devices', attrs: {}, content: [{ tag: 'device-list', attrs: {}, content: all }] };
}

function deviceAttrs(device: number): Record<string, string> {
  return { id: String(device), 'key-index': String(device) };
}

function answerDevices(first: BinaryNode | undefined, sources: QuerySources): BinaryNode[] {
  if (first?.tag === 'remove-companion-device') sources.onUnlink();
  if (first?.tag === 'link_code_companion_reg') sources.onPairingCode(first);
  return [];
}

/** No collection has anything new; without an answer for each, Baileys asks for ever. */
function answerAppState(sync: BinaryNode | undefined): BinaryNode {
  const content = getBinaryNodeChildren(sync, 'collection').map(
    ({ attrs: { name = '', version = '0' } }) => ({
      tag: 'collection',
      attrs: { name, version, type: 'result' },
    }),
  );
  return { tag: 'sync', attrs: {}, content };
}

function privacySettings(): BinaryNode {
  const names = ['readreceipts', 'profile', 'status', 'online', 'last', 'groupadd', 'calladd', 'messages'];
  const content = names.map(name => ({ tag: 'category', attrs: { name, value: 'all' } }));
  return { tag: 'privacy', attrs: {}, content };
}

function mediaServer(host: string): BinaryNode {
  const content = [{ tag: 'host', attrs: { hostname: host, maxContentLengthBytes: '104857600' } }];
  return { tag: 'media_conn', attrs: { auth: 'uji', ttl: '300' }, content };
}
