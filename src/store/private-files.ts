/**
 * Files that only this account may read: made with mode 0600 in folders of mode 0700, replaced whole or not at
 * all. Paths and text come in; it never leaves half a file behind and never loosens the mode of what exists.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StartupError } from '../errors.js';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const OTHERS_MAY_READ = 0o044;

/** Makes a folder with its parents, mode 0700; one that exists keeps its mode (it may be somebody's `/srv`). */
export function makePrivateFolder(path: string): void {
  startupStep(path, 'the folder cannot be made', () =>
    mkdirSync(path, { recursive: true, mode: FOLDER_MODE }),
  );
}

/** Makes an empty file of mode 0600 where there is none. @throws StartupError */
export function makePrivateFile(path: string): void {
  startupStep(path, 'the file cannot be opened for writing', () => closeSync(openSync(path, 'a', FILE_MODE)));
}

/** @returns null where there is no such file @throws StartupError when it is too large or cannot be read */
export function readSmallFile(path: string, bytesMax: number): string | null {
  return startupStep(path, 'the file cannot be read', () => {
    if (!existsSync(path)) return null;
    const status = statSync(path);
    if (status.isDirectory()) throw new Error('it is a folder');
    if (status.size > bytesMax) throw new Error(`it is larger than ${bytesMax} bytes`);
    return readFileSync(path, 'utf8');
  });
}

export function isOpenToOthers(path: string): boolean {
  return (statSync(path).mode & OTHERS_MAY_READ) !== 0;
}

/**
 * Writes a file so that a crash leaves the old or the new one, never half: a new file beside it, then the name,
 * then the folder on disk. `create` leaves a file that is there already as it is. @throws StartupError
 */
export function writeSecretly(path: string, text: string, how: 'create' | 'replace'): void {
  makePrivateFolder(dirname(path));
  startupStep(path, 'the file cannot be written', () => {
    // A link (as container secrets are) stays a link; the file behind it is replaced.
    const target = existsSync(path) ? realpathSync(path) : path;
    const draft = `${target}.${randomBytes(6).toString('hex')}.new`;
    try {
      writeAndSync(draft, text);
      if (how === 'create') nameUnlessTaken(draft, target);
      else renameSync(draft, target);
      syncFolder(dirname(target));
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

function writeAndSync(path: string, text: string): void {
  const file = openSync(path, 'wx', FILE_MODE);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A second name is refused when it exists, a rename is not; file systems without hard links get the rename. */
function nameUnlessTaken(draft: string, target: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    renameSync(draft, target);
  }
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function startupStep<T>(path: string, what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new StartupError([{ file: path, line: null, message: `${what} (${code})` }]);
  }
}
