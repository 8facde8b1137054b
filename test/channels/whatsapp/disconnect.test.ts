import { describe, expect, it } from 'vitest';
import {
  ACCOUNT_IS_GONE,
  DISCONNECT_HINTS,
  type DisconnectKind,
  disconnectFrom,
  InboxRefused,
} from '../../../src/channels/whatsapp/disconnect.js';

/** As Baileys makes them: a Boom with WhatsApp's code. */
const ended = (statusCode: number, message = 'Stream Errored (x)') =>
  Object.assign(new Error(message), { output: { statusCode }, data: { from: '6281299990001' } });

describe('the end of a connection', () => {
  it.each<[number, DisconnectKind]>([
    [401, 'logged_out'],
    [402, 'banned'],
    [403, 'banned'],
    [405, 'outdated'],
    [406, 'banned'],
    [408, 'network'],
    [411, 'mismatch'],
    [428, 'network'],
    [440, 'replaced'],
    [500, 'session'],
    [503, 'network'],
    [515, 'restart'],
    [599, 'network'],
  ])('with code %d is %s', (code, kind) => {
    expect(disconnectFrom(ended(code))).toEqual({ kind, code });
  });

  it.each([401, 403, 405, 500])('before WhatsApp spoke (HTTP %d of a proxy) is the network', code => {
    const error = ended(code, `WebSocket Error (Unexpected server response: ${code})`);
    expect(disconnectFrom(error)).toEqual({ kind: 'network', code: 0 });
  });

  it.each([
    ['nothing', undefined],
    ['an error without a code', new Error('x')],
    ['no error at all', 'x'],
    ['a code that is none', ended(Number.NaN)],
  ])('by %s is the network', (_, error) => {
    expect(disconnectFrom(error).kind).toBe('network');
  });

  it('by ourselves, for the sake of a message, is the inbox', () => {
    expect(disconnectFrom(new InboxRefused()).kind).toBe('inbox');
  });

  it('is told to the operator in one line each, with what to do where only they can', () => {
    for (const hint of Object.values(DISCONNECT_HINTS)) expect(hint).not.toMatch(/\n|@|\d{6}/);
    for (const kind of ACCOUNT_IS_GONE) expect(DISCONNECT_HINTS[kind]).toMatch(/start again/);
  });
});
