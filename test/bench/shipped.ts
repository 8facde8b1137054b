/** The program as it is shipped: its public functions out of `dist/`, with the types of the sources. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PACKAGE_ROOT } from '../../src/files/house.js';

export interface Program {
  readonly assess: typeof import('../../src/classifier/assess.js').assess;
  readonly loadRuleset: typeof import('../../src/files/house.js').loadRuleset;
}

/** Needs `npm run build` before. */
export async function shippedProgram(): Promise<Program> {
  const from = (file: string) => import(pathToFileURL(path.join(PACKAGE_ROOT, 'dist', file)).href);
  const [{ assess }, { loadRuleset }] = await Promise.all([
    from('classifier/assess.js'),
    from('files/house.js'),
  ]);
  return { assess, loadRuleset };
}
