/**
 * What a proof has lying about while it runs: temporary folders and child processes. Whatever ends the proof (its
 * own end, Ctrl-C, an error) ends the processes and deletes the folders; with `keepFolders` the folders stay.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folders: string[] = [];
const children = new Set<ChildProcess>();
let isKept = false;

const SIGNAL_STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  if (isKept) return;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
for (const [signal, status] of Object.entries(SIGNAL_STATUS)) process.on(signal, () => process.exit(status));

/** A new folder, gone when the proof ends. */
export function ownFolder(name: string): string {
  // The program compares paths: a temporary folder that is itself a link would not be recognised.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `cekloker-prove-${name}-`)));
  folders.push(folder);
  return folder;
}

/** A child process that must not outlive the proof. */
export function ownChild(child: ChildProcess): void {
  children.add(child);
  child.once('close', () => children.delete(child));
}

/** The folders stay where they are. @returns where */
export function keepFolders(): readonly string[] {
  isKept = true;
  return folders;
}
