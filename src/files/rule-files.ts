/**
 * Reads everything under rules/ into the parts of a ruleset. Every mistake in every file is found in one go and
 * named by file and line; nothing is half loaded.
 */
import path from 'node:path';
import { fold } from '../advert/normalise.js';
import type { DistressPattern, Rule, SpeechPattern, TopicPattern, TriageCues } from '../classifier/rule.js';
import { type CompiledRules, compileRules, rulesNamedIn } from '../classifier/ruleset.js';
import { NO_WORDING, type WordingTable } from '../classifier/wording.js';
import { isProblems, type Problem } from '../errors.js';
import { ConditionReader } from './condition-reader.js';
import { readEmployers } from './employers-file.js';
import { readPlaces } from './places-file.js';
import { misnamedRuleFiles, ruleFileNames } from './rule-file-names.js';
import {
  type ConditionFile,
  distressFileSchema,
  namesFileSchema,
  ruleFileSchema,
  speechFileSchema,
  topicsFileSchema,
  triageFileSchema,
  weightsFileSchema,
  wordsFileSchema,
} from './rule-schema.js';
import { triageCuesOf } from './triage-file.js';
import { type WeightsFile, weightsOf } from './weights-file.js';
import { readWording } from './wording-file.js';
import { readYamlFile, validateYaml, type YamlFile } from './yaml-file.js';

/** Folder of the distress patterns; every other folder under rules/ is a family of rules. */
const DISTRESS_FOLDER = 'distress';

/**
 * Reads `rulesFolder` and compiles what it holds.
 * @param reasonKeys reasons that the texts put into words; null leaves them unchecked
 * @param withLearnt false: what was learnt is left aside, to be learnt anew
 * @returns what a ruleset is opened from, or every problem found
 */
export function readRules(
  rulesFolder: string,
  reasonKeys: ReadonlySet<string> | null = null,
  withLearnt = true,
): CompiledRules | readonly Problem[] {
  return new RulesReader(rulesFolder, reasonKeys, withLearnt).read();
}

class RulesReader {
  readonly #problems: Problem[] = [];
  #conditions = new ConditionReader(new Map(), this.#problems);

  constructor(
    readonly folder: string,
    readonly reasonKeys: ReadonlySet<string> | null,
    readonly withLearnt: boolean,
  ) {}

  read(): CompiledRules | readonly Problem[] {
    const words = this.#file('words.yaml', wordsFileSchema);
    const weights = this.#file('weights.yaml', weightsFileSchema);
    const names = this.#file('names.yaml', namesFileSchema);
    const places = readPlaces(path.join(this.folder, 'places.yaml'), 'rules/places.yaml');
    if (isProblems(places)) this.#problems.push(...places);
    const employers = readEmployers(path.join(this.folder, 'employers.yaml'), 'rules/employers.yaml');
    if (isProblems(employers)) this.#problems.push(...employers);
    this.#conditions = new ConditionReader(new Map(Object.entries(words?.value.lists ?? {})), this.#problems);
    const signs = this.#conditions.signs(words);
    const speech = this.#speech();
    const topics = this.#topics();
    const triage = this.#triage();
    this.#problems.push(...misnamedRuleFiles(this.folder));
    const rules: Rule[] = [];
    const distress: DistressPattern[] = [];
    const fileNames = ruleFileNames(this.folder);
    for (const name of fileNames) {
      if (name.startsWith(`${DISTRESS_FOLDER}/`)) push(distress, this.#distress(name));
      else push(rules, this.#rule(name));
    }
    // A rule whose file is broken is there all the same: what names it is not wrong as well.
    const ids = new Set(fileNames.map(name => name.replace(/\.yaml$/, '')));
    this.#checkNames(rules, ids, weights);
    const wording = this.#wording();
    const isWhole =
      words && weights && names && triage && wording && !isProblems(places) && !isProblems(employers);
    if (this.#problems.length > 0 || !isWhole) return this.#problems;
    return compileRules({
      rules,
      distress,
      speech,
      topics,
      triage,
      weights: weightsOf(weights.value),
      wording,
      signs,
      negations: new Set(words.value.negations.map(word => fold(word).text)),
      slang: slangOf(words.value.spelling),
      passives: new Set(words.value.passives),
      ordinary: new Set(words.value.ordinary),
      names: new Set(names.value.names),
      gazetteer: places,
      employers,
      phrases: this.#conditions.phrases,
      sets: this.#conditions.sets,
    });
  }

  #file<T>(
    name: string,
    schema: Parameters<typeof validateYaml<T>>[1],
  ): { readonly value: T; readonly file: YamlFile } | null {
    const file = readYamlFile(path.join(this.folder, name), `rules/${name}`);
    if (isProblems(file)) {
      this.#problems.push(...file);
      return null;
    }
    const checked = validateYaml(file, schema);
    if (isProblems(checked)) {
      this.#problems.push(...checked);
      return null;
    }
    return { value: checked.value, file };
  }

  #wording(): WordingTable | null {
    if (!this.withLearnt) return NO_WORDING;
    const wording = readWording(path.join(this.folder, 'wording.json'), 'rules/wording.json');
    if (!isProblems(wording)) return wording;
    this.#problems.push(...wording);
    return null;
  }

  #speech(): readonly SpeechPattern[] {
    const read = this.#file('speech.yaml', speechFileSchema);
    return (read?.value.patterns ?? []).map((pattern, index) => ({
      act: pattern.act,
      points: pattern.points,
      when: this.#conditions.read(pattern.when, read!.file, ['patterns', index, 'when']),
    }));
  }

  #topics(): readonly TopicPattern[] {
    const read = this.#file('topics.yaml', topicsFileSchema);
    return (read?.value.patterns ?? []).map((pattern, index) => ({
      topic: pattern.topic,
      when: this.#conditions.read(pattern.when, read!.file, ['patterns', index, 'when']),
    }));
  }

  #triage(): TriageCues | null {
    const read = this.#file('triage.yaml', triageFileSchema);
    return (
      read && triageCuesOf(read.value, (written, where) => this.#conditions.read(written, read.file, where))
    );
  }

  #rule(name: string): Rule | null {
    const read = this.#file(name, ruleFileSchema);
    if (!read) return null;
    const { value, file } = read;
    if (this.reasonKeys && !this.reasonKeys.has(value.reason)) {
      // A rule whose reason no text puts into words would leave a reply without its why.
      const message = `reason "${value.reason}" has no text; add it under "reasons" in every file of locales/`;
      this.#problems.push({ file: file.name, line: file.lineOf(['reason']), message });
    }
    const when = this.#conditions.read(value.when, file, ['when']);
    return {
      ...this.#base(name, value, file),
      when,
      sign: value.sign,
      strength: value.strength,
      reason: value.reason,
      category: value.category ?? null,
      isMissing: value.about === 'missing',
      isCombination: rulesNamedIn(when).length > 0,
    };
  }

  #distress(name: string): DistressPattern | null {
    const read = this.#file(name, distressFileSchema);
    if (!read) return null;
    const { value, file } = read;
    const when = this.#conditions.read(value.when, file, ['when']);
    return {
      ...this.#base(name, value, file),
      when,
      who: value.who,
      urgency: value.urgency,
      stage: value.stage,
    };
  }

  #base(
    name: string,
    value: {
      title: string;
      status: Rule['status'];
      unless: { because: string; when: ConditionFile | ConditionFile[] }[];
      negation: 'undoes' | 'counts';
      match: string[];
      no_match: string[];
      known_miss: string[];
    },
    file: YamlFile,
  ) {
    return {
      id: name.replace(/\.yaml$/, ''),
      title: value.title,
      status: value.status,
      negatable: value.negation === 'undoes',
      unless: value.unless.map((exception, index) => ({
        because: exception.because,
        when: this.#conditions.read(exception.when, file, ['unless', index, 'when']),
      })),
      examples: { match: value.match, noMatch: value.no_match, knownMiss: value.known_miss },
    };
  }

  /** Names that point nowhere: a combination's rule, a weight's rule. */
  #checkNames(
    rules: readonly Rule[],
    ids: ReadonlySet<string>,
    weights: { readonly value: WeightsFile; readonly file: YamlFile } | null,
  ): void {
    const known = new Map(rules.map(rule => [rule.id, rule]));
    for (const rule of rules) {
      for (const name of rulesNamedIn(rule.when)) {
        const message = !ids.has(name)
          ? `there is no rule "${name}"`
          : known.get(name)?.isCombination
            ? `"${name}" is a combination itself; name plain rules`
            : null;
        if (message) this.#problems.push({ file: `rules/${rule.id}.yaml`, line: null, message });
      }
    }
    weights?.value.plea.alone.forEach((name, index) => {
      if (ids.has(name) && name.startsWith(`${DISTRESS_FOLDER}/`)) return;
      const line = weights.file.lineOf(['plea', 'alone', index]);
      this.#problems.push({
        file: 'rules/weights.yaml',
        line,
        message: `there is no distress pattern "${name}"`,
      });
    });
    for (const [where, names] of [
      [['rules'], weights?.value.rules],
      [['learnt', 'advert', 'rules'], this.withLearnt ? weights?.value.learnt.advert.rules : {}],
    ] as const) {
      for (const name of Object.keys(names ?? {})) {
        if (ids.has(name)) continue;
        const message = `there is no rule "${name}"${where[0] === 'learnt' ? '; take it out, "npm run fit" learns anew' : ''}`;
        const line = weights?.file.lineOf([...where, name]) ?? null;
        this.#problems.push({ file: 'rules/weights.yaml', line, message });
      }
    }
  }
}

function push<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item);
}

function slangOf(spelling: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(spelling).flatMap(([standard, typed]) =>
      typed.map(form => [fold(form).text, fold(standard).text] as const),
    ),
  );
}
