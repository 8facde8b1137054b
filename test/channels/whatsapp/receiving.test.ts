import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { baileysDownload } from '../../fakes/download.js';
import { edit, ephemeral, forwarded, reaction, revoke, viewOnce } from '../../fakes/whatsapp-content.js';
import { closeRigs, SITI_ID, startRig } from './rig.js';

afterEach(closeRigs);

/** Long enough for what should not come to come, on loopback. */
const SILENCE_MS = 200;

describe('a person on WhatsApp', () => {
  it('is one, whichever of the two addresses a message comes from, and with or without the other beside it', async () => {
    const { siti, accepted, accepts } = await startRig();
    await siti.write('satu', { via: 'phone' });
    await accepts(1);
    await siti.write('dua', { via: 'lid' });
    await siti.write('tiga', { via: 'phone', withAlt: false });
    await siti.write('empat', { via: 'lid', withAlt: false });
    await accepts(4);
    expect(accepted.map(({ address }) => address.reveal().nativeId)).toEqual(Array(4).fill(SITI_ID));
  });

  it('is not somebody else', async () => {
    const { siti, server, accepted, accepts } = await startRig();
    const budi = server.person('6281299990043', { lid: '199990043' });
    await siti.write('satu');
    await budi.write('dua');
    await accepts(2);
    expect(new Set(accepted.map(({ address }) => address.reveal().nativeId)).size).toBe(2);
  });
});

describe('many new people on WhatsApp', () => {
  it('find keys to begin with, because new ones are made when few are left', async () => {
    const { server, accepts } = await startRig();
    server.account.leavePreKeys(6);
    for (let n = 1; n <= 8; n++) {
      const person = server.person(`62812999980${n}`, { lid: `19999980${n}` });
      await person.write('halo');
      await accepts(n);
      await server.until(() => server.account.preKeysLeft >= 5);
    }
    expect(server.faults).toEqual([]);
    expect(server.retryRequests).toHaveLength(0);
  });
});

describe('a message on WhatsApp', () => {
  it('arrives out of every wrapper, with the time at which it was written', async () => {
    const { siti, server, contents, accepted, accepts } = await startRig();
    await siti.write(ephemeral({ conversation: 'yang hilang' }), { at: 1_790_000_000 });
    await siti.write(viewOnce({ conversation: 'sekali lihat' }));
    await siti.write(forwarded('diteruskan'));
    await accepts(3);
    server.unavailable(siti, 'view_once');
    await accepts(4);
    expect(contents()).toEqual(['yang hilang', 'sekali lihat', 'diteruskan', 'other']);
    expect(accepted[0]?.sentAtMs).toBe(1_790_000_000_000);
    expect(accepted[2]?.content).toMatchObject({ forwarded: true });
  });

  it('with a picture arrives with its words and with all that is needed to fetch and open it', async () => {
    const { siti, server, accepted, accepts } = await startRig();
    const bytes = Buffer.alloc(50_000, 7);
    await siti.write(await server.media.image(bytes, { caption: 'poster loker' }));
    await accepts(1);
    const content = accepted[0]?.content;
    expect(content).toMatchObject({ kind: 'picture', caption: 'poster loker', forwarded: false });
    const { fileRef } = content as { fileRef: string };
    expect((await baileysDownload(fileRef)).equals(bytes)).toBe(true);
  });

  it('that was changed replaces the one before, under an id of its own', async () => {
    const { siti, accepted, accepts } = await startRig();
    const id = await siti.write('gaji 12 jt');
    const editId = await siti.write(edit(id, 'gaji 15 jt'));
    await accepts(2);
    expect(accepted[1]).toMatchObject({ messageId: `${id}e${editId}`, edited: true });
    expect(accepted[1]?.content).toMatchObject({ text: 'gaji 15 jt' });
  });

  it('that says nothing, or is not from a person, is none, and is confirmed all the same', async () => {
    const { siti, server, contents, accepts } = await startRig();
    const id = await siti.write('satu');
    await accepts(1);
    await siti.write(reaction(id, '👍'));
    await siti.write(revoke(id));
    server.status(siti, 'status saya');
    server.group(siti, 'di grup');
    server.newsletter('kabar');
    await server.fromOwnPhone('dari HP akun', siti);
    await siti.write('dua');
    await accepts(2);
    await server.until(() => server.waiting === 0);
    await delay(SILENCE_MS);
    expect(contents()).toEqual(['satu', 'dua']);
  });

  it('is confirmed only once the inbox has it', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const { siti, server, accepts } = await startRig({ inbox: () => held });
    const id = await siti.write('satu');
    await delay(SILENCE_MS);
    expect(server.acknowledged.filter(ack => ack.id === id)).toEqual([]);
    release();
    await accepts(1);
    await server.until(() => server.acknowledged.some(ack => ack.id === id && ack.how === 'receipt'));
  });

  it('that the inbox refuses comes again over a new connection, with everybody else’s behind it', async () => {
    const { siti, server, accepted, contents, accepts, lines } = await startRig({
      inbox: async (_, nth) => {
        if (nth <= 2) throw new Error('penuh');
      },
    });
    const budi = server.person('6281299990043', { lid: '199990043' });
    const id = await siti.write('satu');
    await budi.write('dua');
    await accepts(2);
    expect(contents().toSorted()).toEqual(['dua', 'satu']);
    expect(accepted.find(({ messageId }) => messageId === id)).toBeDefined();
    await server.until(() => server.waiting === 0);
    expect(server.acknowledged.filter(ack => ack.how === 'nack')).toEqual([]);
    expect(lines.map(({ code }) => code)).toContain('whatsapp_message_kept_back');
    await siti.write('tiga');
    await accepts(3);
    expect(server.faults).toEqual([]);
  });

  it('that came while the line was cut arrives with the next, each once, in order', async () => {
    const { siti, server, contents, accepts } = await startRig();
    await siti.write('satu');
    await accepts(1);
    server.refuse(true);
    server.drop();
    await server.until(() => !server.isOnline);
    for (const words of ['dua', 'tiga', 'empat']) await siti.write(words);
    server.refuse(false);
    await accepts(4);
    await delay(SILENCE_MS);
    expect(contents()).toEqual(['satu', 'dua', 'tiga', 'empat']);
  });

  it('that is delivered twice is offered once, or again under the same id where the phone says it anew', async () => {
    const { siti, server, accepted, accepts } = await startRig();
    const id = await siti.write('satu');
    await accepts(1);
    siti.repeat();
    await server.until(() => server.waiting === 0);
    await delay(SILENCE_MS);
    expect(accepted).toHaveLength(1);
    await siti.write('satu', { id });
    await accepts(2);
    expect(accepted[1]?.messageId).toBe(id);
  });
});
