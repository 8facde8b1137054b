import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartupError } from '../../src/errors.js';
import {
  KEY_BYTES,
  KEY_PURPOSES,
  KEYS_PER_PURPOSE_MAX,
  openSecretFile,
  SECRET_FILE_BYTES_MAX,
} from '../../src/store/secret-file.js';

interface Content {
  about: string;
  format: number;
  purposes: Record<string, { current: string; keys: Record<string, string> }>;
}

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cekloker-secrets-'));
  path = join(folder, 'deep', 'secrets.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contentOf = (file = path): Content => JSON.parse(readFileSync(file, 'utf8')) as Content;
const put = (text: string): string => {
  const file = join(folder, 'given.json');
  writeFileSync(file, text);
  return file;
};
const refusalOf = (file: string): string => {
  try {
    openSecretFile(file);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return String(error);
  }
  throw new Error('the file was not refused');
};

describe('the secret file', () => {
  it('is made on first start with one key for each purpose, for this account alone', () => {
    const secrets = openSecretFile(path);
    expect(secrets.isNew).toBe(true);
    expect(secrets.isOpenToOthers).toBe(false);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    const keys = KEY_PURPOSES.map(purpose => secrets.current(purpose).key.export().toString('hex'));
    expect(keys.every(key => key.length === 2 * KEY_BYTES)).toBe(true);
    expect(new Set(keys).size).toBe(KEY_PURPOSES.length);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['secrets.json']);
  });

  it('gives the same keys at every later start and is left untouched by it', () => {
    const first = openSecretFile(path);
    const before = readFileSync(path, 'utf8');
    const second = openSecretFile(path);
    expect(second.isNew).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe(before);
    for (const purpose of KEY_PURPOSES) {
      expect(second.current(purpose).id).toBe(first.current(purpose).id);
      expect(second.current(purpose).key.equals(first.current(purpose).key)).toBe(true);
    }
  });

  it('gains a key for a purpose that it lacks, keeps all others, and those of a newer version', () => {
    const before = openSecretFile(path);
    const content = contentOf();
    content.purposes.from_the_future = content.purposes.inbox!;
    delete content.purposes.cookie;
    writeFileSync(path, JSON.stringify(content));
    const after = openSecretFile(path);
    expect(after.current('cookie').id).not.toBe(before.current('cookie').id);
    expect(after.current('inbox').id).toBe(before.current('inbox').id);
    expect(contentOf().purposes.from_the_future).toEqual(content.purposes.from_the_future);
  });

  it('may be a link, which stays one when keys change', () => {
    openSecretFile(path);
    const link = join(folder, 'link.json');
    symlinkSync(path, link);
    const id = openSecretFile(link).rotate('cookie');
    expect(openSecretFile(path).current('cookie').id).toBe(id);
    expect(openSecretFile(link).current('cookie').id).toBe(id);
  });

  it('says when other accounts may read it', () => {
    openSecretFile(path);
    chmodSync(path, 0o640);
    expect(openSecretFile(path).isOpenToOthers).toBe(true);
  });

  it('shows no key when its content is printed or serialised', () => {
    const secrets = openSecretFile(path);
    const shown = `${inspect(secrets, { depth: 9, showHidden: true })}${JSON.stringify(secrets.all('inbox'))}`;
    for (const { keys } of Object.values(contentOf().purposes)) {
      for (const base64 of Object.values(keys)) {
        expect(shown).not.toContain(base64);
        expect(shown).not.toContain(Buffer.from(base64, 'base64').toString('hex'));
      }
    }
  });
});

describe('a rotation', () => {
  it('makes a new key current, keeps the old one, and survives a restart', () => {
    const secrets = openSecretFile(path);
    const oldId = secrets.current('inbox').id;
    const newId = secrets.rotate('inbox');
    for (const ring of [secrets, openSecretFile(path)]) {
      expect(ring.all('inbox').map(key => key.id)).toEqual([newId, oldId]);
      expect(ring.find('inbox', oldId)).not.toBeNull();
      expect(ring.find('outbox', oldId)).toBeNull();
    }
  });

  it('keeps what another process changed in the file meanwhile', () => {
    const server = openSecretFile(path);
    const commandLineId = openSecretFile(path).rotate('inbox');
    server.rotate('outbox');
    expect(server.current('inbox').id).toBe(commandLineId);
    expect(openSecretFile(path).current('inbox').id).toBe(commandLineId);
  });

  it('destroys a forgotten key, and never the current one', () => {
    const secrets = openSecretFile(path);
    const oldId = secrets.current('inbox').id;
    expect(() => secrets.forget('inbox', oldId)).toThrow(/cannot be forgotten/);
    const oldKey = contentOf().purposes.inbox!.keys[oldId]!;
    secrets.rotate('inbox');
    secrets.forget('inbox', oldId);
    expect(secrets.find('inbox', oldId)).toBeNull();
    expect(readFileSync(path, 'utf8')).not.toContain(oldKey);
  });

  it('is refused when too many keys are held, and changes nothing then', () => {
    const secrets = openSecretFile(path);
    for (let n = 1; n < KEYS_PER_PURPOSE_MAX; n++) secrets.rotate('inbox');
    const before = readFileSync(path, 'utf8');
    expect(() => secrets.rotate('inbox')).toThrow(/forget the oldest/);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

describe('wrong contents are refused, and left as they are', () => {
  it.each([
    ['an empty file', '', /is empty.*Put the right file back/],
    ['something else', 'TOKEN=abc', /no secret file of CekLoker.*Put the right file back/],
    ['another JSON file', '{"name":"x"}', /wrong: about, format, purposes/],
    ['a format of a later version', '{"about":"","format":2,"purposes":{}}', /wrong: format/],
  ])('%s', (_what, text, message) => {
    const file = put(text);
    expect(refusalOf(file)).toMatch(message);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('every damaged key is named, and no key is shown', () => {
    openSecretFile(path);
    const content = contentOf();
    const { inbox, outbox, session } = content.purposes;
    const sound = inbox!.keys[inbox!.current]!;
    inbox!.keys[inbox!.current] = `${sound[0] === 'A' ? 'B' : 'A'}${sound.slice(1)}`;
    outbox!.keys[outbox!.current] = 'short';
    session!.current = 'ffffffff';
    const message = refusalOf(put(JSON.stringify(content)));
    expect(message).toContain(`inbox/${inbox!.current} is damaged`);
    expect(message).toContain(`outbox/${outbox!.current} is damaged`);
    expect(message).toContain('session/ffffffff is damaged');
    expect(message).not.toContain(sound.slice(1, 20));
  });

  it('a file of absurd size, and a folder in its place', () => {
    expect(refusalOf(put(' '.repeat(SECRET_FILE_BYTES_MAX + 1)))).toMatch(/larger than/);
    expect(refusalOf(folder)).toMatch(/it is a folder/);
  });

  it('a path where no file can be made', () => {
    expect(refusalOf(join(put('x'), 'secrets.json'))).toMatch(/cannot be/);
  });
});
