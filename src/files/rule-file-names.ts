/**
 * Which files under rules/ are rules: one folder for each family, one file for each rule. Comes in: the folder;
 * goes out: names, and a problem for each file that would be passed over in silence. It opens none of them.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../errors.js';

export const RULE_FILES_MAX = 2_000;

/** Files in a family that would be passed over in silence. */
export function misnamedRuleFiles(rulesFolder: string): Problem[] {
  if (!existsSync(rulesFolder)) return [];
  return readdirSync(rulesFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(family => readdirSync(path.join(rulesFolder, family.name)).map(name => `${family.name}/${name}`))
    .filter(name => !RULE_FILE_NAME.test(name))
    .map(name => ({
      file: `rules/${name}`,
      line: null,
      message: 'name it family/rule-name.yaml, in small letters',
    }));
}

const RULE_FILE_NAME = /^[a-z][a-z-]*\/[a-z][a-z0-9-]*\.yaml$/;

/** Names of all rule files, `family/name.yaml`, sorted. */
export function ruleFileNames(rulesFolder: string): string[] {
  if (!existsSync(rulesFolder)) return [];
  return readdirSync(rulesFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(family =>
      readdirSync(path.join(rulesFolder, family.name))
        .filter(name => name.endsWith('.yaml'))
        .map(name => `${family.name}/${name}`),
    )
    .sort()
    .slice(0, RULE_FILES_MAX);
}
