import { afterEach, expect, it } from 'vitest';
import type { Clock } from '../../../src/clock.js';
import { ChatAddress } from '../../../src/message.js';
import { PERSON_KEY_TTL_MS } from '../../../src/store/lifetimes.js';
import { noticeReply } from '../../contracts/sample-replies.js';
import { storageOf } from './linked-channel.js';
import { closeRigs, NUMBER, SITI_ID, startRig } from './rig.js';

afterEach(closeRigs);

const TO_SITI = new ChatAddress('whatsapp', SITI_ID);

it('a person who was silent for thirty days is forgotten, and their next message builds a new session', async () => {
  let nowMs = Date.now();
  const clock: Clock = { now: () => nowMs };
  const rig = await startRig({ clock });
  const { server, store, siti, channel } = rig;
  const reply = (key: string) =>
    channel.send(
      TO_SITI,
      { kind: 'text', reply: noticeReply('Baik.') },
      { inReplyTo: null, key, isLast: true },
    );
  const kept = async () => {
    const names = [`session:${SITI_ID.replace('@lid', '_1')}.0`, `lid-mapping:${NUMBER}`, `chat:${SITI_ID}`];
    return [...(await storageOf(store).read('person', names)).keys()];
  };
  await siti.write('satu', { via: 'phone' });
  await rig.accepts(1);
  await reply('a');
  expect(await kept()).toHaveLength(3);

  nowMs += PERSON_KEY_TTL_MS;
  const swept = await store.sweep();
  expect(swept.channel_person_key).toBeGreaterThan(3);
  expect(await kept()).toEqual([]);
  // What is only remembered in memory goes with the connection.
  server.drop();
  await server.until(() => server.logins.length >= 2 && channel.status().state === 'on');
  await expect(reply('b')).rejects.toMatchObject({ code: 'whatsapp_never_wrote' });

  await siti.write('dua', { via: 'phone' });
  await rig.accepts(2);
  await reply('c');
  expect(siti.texts).toEqual(['Baik.', 'Baik.']);
  expect(rig.accepted[1]?.address.reveal().nativeId).toBe(SITI_ID);
  expect(await kept()).toHaveLength(3);
  expect(server.faults).toEqual([]);
});
