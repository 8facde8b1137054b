import { describe, expect, it } from 'vitest';
import { chatJid, isIgnored, isPerson, personOf } from '../../../src/channels/whatsapp/people.js';

const nobody = async (): Promise<string | null> => null;

describe('an address on WhatsApp', () => {
  it.each([
    '6281299990042@s.whatsapp.net',
    '6281299990042:3@s.whatsapp.net',
    '199990042@lid',
    '199990042:7@lid',
    '6281299990042:99@hosted',
  ])('%s is a person', jid => {
    expect([isPerson(jid), isIgnored(jid)]).toEqual([true, false]);
  });

  it.each([
    '120363000000000001@g.us',
    'status@broadcast',
    '120363000000000001@newsletter',
    '1712345678@broadcast',
    '867051314767696@bot',
    '0@s.whatsapp.net',
  ])('%s is not for us', jid => {
    expect([isPerson(jid), isIgnored(jid)]).toEqual([false, true]);
  });

  it.each(['s.whatsapp.net', '@s.whatsapp.net', ''])(
    '"%s", the server itself, is no person and heard',
    jid => {
      expect([isPerson(jid), isIgnored(jid)]).toEqual([false, false]);
    },
  );

  it('is that of the chat, whatever device it was written on', () => {
    expect(chatJid('6281299990042:3@s.whatsapp.net')).toBe('6281299990042@s.whatsapp.net');
    expect(chatJid('199990042:7@lid')).toBe('199990042@lid');
  });

  it.each([
    ['199990042:7@lid', '6281299990042@s.whatsapp.net', nobody],
    ['6281299990042:3@s.whatsapp.net', '199990042@lid', nobody],
    ['6281299990042@s.whatsapp.net', null, async (): Promise<string | null> => '199990042:3@lid'],
  ])('leads to one person: %s beside %s', async (jid, alternative, hiddenOf) => {
    expect(await personOf(jid, alternative, hiddenOf)).toBe('199990042@lid');
  });

  it('is the person’s number while the hidden one is unknown', async () => {
    expect(await personOf('6281299990042:3@s.whatsapp.net', undefined, nobody)).toBe(
      '6281299990042@s.whatsapp.net',
    );
  });
});
