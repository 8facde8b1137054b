/**
 * `rules/wording.json`: what the choice of words says, as numbers alone. Reads it and writes it; without the file the
 * choice of words says nothing. Features are 32-bit numbers in rising order, weights hundredths of a log odd; both are
 * little-endian in base64, so that a hundred thousand figures stay one short file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { z } from 'zod';
import { NO_WORDING, SCALES, type WordingTable } from '../classifier/wording.js';
import type { Problem } from '../errors.js';

const WEIGHT_STEPS = 100;
const LEARN_ANEW = 'it is written by "npm run fit"; restore it or learn it anew';
const wordingSchema = z.strictObject({
  about: z.string(),
  bases: z.record(z.enum(SCALES), z.number()),
  features: z.base64(),
  weights: z.base64(),
});

export function readWording(absolutePath: string, name: string): WordingTable | readonly Problem[] {
  if (!existsSync(absolutePath)) return NO_WORDING;
  const checked = wordingSchema.safeParse(parsed(readFileSync(absolutePath, 'utf8')));
  if (!checked.success) return [{ file: name, line: null, message: `cannot be read: ${LEARN_ANEW}` }];
  const features = new Uint32Array(bytesOf(checked.data.features));
  const steps = new Int16Array(bytesOf(checked.data.weights));
  if (steps.length !== features.length * SCALES.length)
    return [
      { file: name, line: null, message: `features and weights do not belong together: ${LEARN_ANEW}` },
    ];
  return {
    bases: checked.data.bases,
    features,
    weights: Float32Array.from(steps, step => step / WEIGHT_STEPS),
  };
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/** @throws Error on a machine of the other byte order, for which there is no Node */
function bytesOf(base64: string): ArrayBuffer {
  if (endianness() !== 'LE')
    throw new Error('rules/wording.json can only be read on a little-endian machine');
  return new Uint8Array(Buffer.from(base64, 'base64')).buffer;
}

/** @param about what it was learnt from, for the reader of the file */
export function writeWording(
  absolutePath: string,
  about: string,
  { features, weights, bases }: WordingTable,
): void {
  const base64 = (bytes: ArrayBufferView): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const steps = Int16Array.from(weights, weight => Math.round(weight * WEIGHT_STEPS));
  writeFileSync(
    absolutePath,
    `${JSON.stringify({ about, bases, features: base64(features), weights: base64(steps) }, null, 1)}\n`,
  );
}
