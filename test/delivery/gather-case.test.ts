import { describe, expect, it } from 'vitest';
import { READ_UNITS_MAX, TEXT_LENGTH_MAX } from '../../src/assessment.js';
import { gatherCase } from '../../src/delivery/gather-case.js';
import { ChatAddress, type InboundContent } from '../../src/message.js';

const caseOf = (...contents: readonly InboundContent[]) =>
  gatherCase(
    contents.map((content, index) => ({
      id: String(index),
      chatKey: 'x',
      receivedAtMs: 0,
      message: {
        address: new ChatAddress('telegram', '88001234'),
        messageId: String(index),
        content,
        edited: false,
        sentAtMs: 0,
      },
    })),
  );
const text = (words: string): InboundContent => ({ kind: 'text', text: words, forwarded: true });
const picture = (caption: string): InboundContent => ({
  kind: 'picture',
  fileRef: 'berkas1',
  caption,
  forwarded: true,
});
const document: InboundContent = {
  kind: 'document',
  fileRef: 'berkas2',
  mediaType: 'application/pdf',
  caption: '',
  forwarded: false,
};
const choice: InboundContent = { kind: 'choice', press: { caseId: 'bcdfgh', number: 2 } };
const voice: InboundContent = { kind: 'unsupported', what: 'voice' };

describe('a case', () => {
  it.each<[string, InboundContent[], ReturnType<typeof gatherCase>]>([
    ['one text', [text('a')], { text: 'a', typed: [], messageCount: 1, press: null, unread: null }],
    [
      'texts in order, a line each',
      [text('b'), text('a')],
      { text: 'b\na', typed: [], messageCount: 2, press: null, unread: null },
    ],
    [
      'a contact card as lines',
      [{ kind: 'contact', text: 'Budi +62' }],
      { text: 'Budi +62', typed: [], messageCount: 1, press: null, unread: null },
    ],
    [
      'a picture with its caption',
      [picture('iklan')],
      { text: 'iklan', typed: [], messageCount: 1, press: null, unread: 'picture' },
    ],
    [
      'a picture without words',
      [picture('')],
      { text: '', typed: [], messageCount: 1, press: null, unread: 'picture' },
    ],
    ['a document', [document], { text: '', typed: [], messageCount: 1, press: null, unread: 'document' }],
    ['a voice note', [voice], { text: '', typed: [], messageCount: 1, press: null, unread: 'unsupported' }],
    [
      'a picture beside a voice note',
      [picture(''), voice],
      { text: '', typed: [], messageCount: 2, press: null, unread: 'picture' },
    ],
    [
      'a choice',
      [choice],
      { text: '', typed: [], messageCount: 1, press: { caseId: 'bcdfgh', number: 2 }, unread: null },
    ],
    [
      'words before a choice: they are judged',
      [text('a'), choice],
      { text: 'a', typed: [], messageCount: 2, press: null, unread: null },
    ],
  ])('holds %s', (_, contents, expected) => {
    expect(caseOf(...contents)).toEqual(expected);
  });

  it('is cut at the length that is judged', () => {
    const long = caseOf(...Array.from({ length: 20 }, () => text('a'.repeat(4_096))));
    expect(long.text).toHaveLength(TEXT_LENGTH_MAX);
    expect(long.messageCount).toBe(20);
    expect(long.unread).toBe('too_long');
    for (const length of [TEXT_LENGTH_MAX - 1, TEXT_LENGTH_MAX, TEXT_LENGTH_MAX + 1]) {
      const alone = caseOf(text('b'.repeat(length))).text;
      expect(alone).toHaveLength(Math.min(length, TEXT_LENGTH_MAX));
      expect(alone.replace('\n', 'b')).toBe('b'.repeat(alone.length));
      expect(caseOf(text('a'), text('b'.repeat(length))).text.length).toBeLessThanOrEqual(TEXT_LENGTH_MAX);
    }
  });

  it('says so where not all of it is read', () => {
    expect(caseOf(text('b'.repeat(READ_UNITS_MAX))).unread).toBeNull();
    expect(caseOf(text('b'.repeat(READ_UNITS_MAX + 1))).unread).toBe('too_long');
  });

  it('keeps both ends of one message that is too long by itself, apart', () => {
    const { text: words } = caseOf(text(`0812${'3'.repeat(60_000)}5678 tolong saya disekap`));
    expect(words).toHaveLength(TEXT_LENGTH_MAX);
    expect(words).toMatch(/^0812[3]+\n[3]+5678 tolong saya disekap$/);
  });

  it('keeps its last message whole, for a plea comes last', () => {
    const adverts = Array.from({ length: 5 }, (_, n) => text(`${n}${'a'.repeat(4_000)}`));
    const { text: words } = caseOf(...adverts, text('tolong saya disekap'));
    expect(words.startsWith('0aaa')).toBe(true);
    expect(words.endsWith('a\ntolong saya disekap')).toBe(true);
    expect(words).toHaveLength(TEXT_LENGTH_MAX);
  });

  it('holds no trace of who sent it or which file it was', () => {
    expect(JSON.stringify(caseOf(text('a'), picture('b')))).not.toMatch(/88001234|berkas/);
  });
});
