import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLANTS } from './plant.js';
import { ROOT } from './program.js';

describe('a planted bug', () => {
  const edits = Object.entries(PLANTS).flatMap(([name, plant]) =>
    plant.edits.map(edit => [name, edit.file, edit] as const),
  );

  it.each(edits)('%s still finds the place in %s that it spoils', (_, file, { from, to }) => {
    expect(readFileSync(path.join(ROOT, file), 'utf8').split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  });
});
