/**
 * The program with a bug planted on purpose: sources are copied, one piece of text is replaced, and the copy is
 * compiled. A checker that was never seen to go red proves nothing. The repository itself is not touched.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownFolder } from './belongings.js';
import { copyInto, READ_AT_RUN_TIME, ROOT } from './program.js';

export type Proof = 'kill' | 'canary';

interface Plant {
  readonly proof: Proof;
  /** What the bug does to somebody. */
  readonly harm: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

export const PLANTS: Readonly<Record<string, Plant>> = {
  'no-dedupe': {
    proof: 'kill',
    harm: 'a message that is delivered twice is answered twice',
    edits: [
      {
        file: 'src/store/inbox.ts',
        from: 'if (await wasSeen(transaction, messageKeys, nowMs)) return false;',
        to: 'await wasSeen(transaction, messageKeys, nowMs);',
      },
    ],
  },
  'reply-before-commit': {
    proof: 'kill',
    harm: 'what was answered and not committed yet is thought and answered anew after a crash',
    edits: [
      {
        file: 'src/app.ts',
        from: 'await store.commit(step);',
        to: `const channel = this.#channels.get(step.address.channel);
        for (const [index, { outgoing, inReplyTo }] of step.replies.entries()) {
          const isLast = index === step.replies.length - 1;
          const key = randomBytes(16).toString('hex');
          await channel?.send(step.address, outgoing, { inReplyTo, key, isLast });
        }
        await store.commit({ ...step, replies: [] });`,
      },
    ],
  },
  'receipt-before-inbox': {
    proof: 'kill',
    harm: 'WhatsApp hears "delivered" first, so a message that a crash overtakes is nowhere',
    edits: [
      {
        // Without this, Baileys' own order is what remains: decrypted, confirmed, told.
        file: 'src/channels/whatsapp/journal.ts',
        from: 'if (message) await take({ stanza, message, person });',
        to: 'void [take, stanza, message];',
      },
    ],
  },
  'lid-and-phone': {
    proof: 'kill',
    harm: 'who writes from their number and from their hidden address is two people, and is answered as both',
    edits: [
      {
        file: 'src/channels/whatsapp/people.ts',
        from: 'return chatJid(hidden ?? jid);',
        to: 'return chatJid(jid);',
      },
    ],
  },
  'keys-after-sending': {
    proof: 'kill',
    harm: 'a reply leaves before its key is noted as used, so a crash uses that key twice and a phone cannot read',
    edits: [
      {
        // The socket's own keys are written when its sending is over.
        file: 'src/channels/whatsapp/journal.ts',
        from: 'return journalling(inner, keys, stanzas, take);',
        to: `const asBaileysDoes = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, SILENT_LOGGER, hiddenOf);
      return {
        ...journalling(inner, keys, stanzas, take),
        encryptMessage: given => asBaileysDoes.encryptMessage(given),
      };`,
      },
    ],
  },
  'leaking-log': {
    proof: 'canary',
    harm: 'whoever reads the log knows who wrote and what',
    edits: [
      {
        file: 'src/app.ts',
        from: 'const received = await this.options.store.receive(message);',
        to: `process.stderr.write(message.address.reveal().nativeId + ' ' + JSON.stringify(message.content) + '\\n');
    const received = await this.options.store.receive(message);`,
      },
    ],
  },
  'leaking-temp': {
    proof: 'canary',
    harm: 'the words under a picture stay in a temporary file',
    edits: [
      {
        file: 'src/app.ts',
        from: 'const received = await this.options.store.receive(message);',
        to: `if ('caption' in message.content && message.content.caption !== '') {
      const { writeFileSync } = await import('node:fs');
      writeFileSync(process.env.TMPDIR + '/caption-' + Date.now(), message.content.caption);
    }
    const received = await this.options.store.receive(message);`,
      },
    ],
  },
  'unkeyed-hash': {
    proof: 'canary',
    harm: 'whoever has the disk tries every number there is, and knows who wrote',
    edits: [
      {
        file: 'src/store/inbox.ts',
        from: 'await remember(transaction, messageKeys[0], nowMs);',
        to: `const { createHash } = await import('node:crypto');
    const [number = ''] = message.address.reveal().nativeId.split('@');
    await remember(transaction, createHash('sha256').update(number).digest('hex'), nowMs);
    await remember(transaction, messageKeys[0], nowMs);`,
      },
    ],
  },
};

export function plantsOf(proof: Proof): readonly string[] {
  return Object.keys(PLANTS).filter(name => PLANTS[name]?.proof === proof);
}

/** @returns the folder in which `dist/main.js` lies @throws when there is no such plant, or nowhere to put it */
export function plantedProgram(name: string, proof: Proof): string {
  const plant = PLANTS[name];
  if (plant?.proof !== proof) {
    throw new Error(`no such plant for this proof; there are: ${plantsOf(proof).join(', ')}`);
  }
  const folder = ownFolder('planted');
  copyInto(folder, ['src', 'tsconfig.json', 'tsconfig.build.json', ...READ_AT_RUN_TIME]);
  for (const { file, from, to } of plant.edits) {
    const place = path.join(folder, file);
    const source = readFileSync(place, 'utf8');
    if (source.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`);
    // A function, so that no "$" in the text means anything.
    writeFileSync(
      place,
      source.replace(from, () => to),
    );
  }
  execFileSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  cpSync(path.join(folder, 'src/web/assets'), path.join(folder, 'dist/web/assets'), { recursive: true });
  return folder;
}
