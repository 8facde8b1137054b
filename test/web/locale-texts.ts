/** The texts of the page for tests: those of the locales themselves, so that a test sees what a seeker sees. */

import { isProblems } from '../../src/errors.js';
import { loadTexts } from '../../src/files/texts-file.js';
import { type PageTexts, readPageTexts } from '../../src/web/page-texts.js';

export function localePageTexts(): PageTexts {
  const texts = loadTexts('locales', 'locales');
  if (isProblems(texts)) throw new Error(texts.map(problem => problem.message).join('\n'));
  return readPageTexts(texts);
}
