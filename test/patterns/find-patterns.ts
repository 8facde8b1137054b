/**
 * Every regular expression in a source text, found with the TypeScript compiler: literals with their pattern, and the
 * places where one is built from pieces, of which only running the module tells the pattern. Runs nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Pattern {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** A call of `RegExp`, or a string that a method of strings turns into a pattern. */
export interface BuiltPattern {
  readonly file: string;
  readonly line: number;
  /** Built whenever the module is loaded, so that loading it shows every pattern it can ever build. */
  readonly isBuiltAtLoad: boolean;
}

export interface FoundPatterns {
  readonly literals: readonly Pattern[];
  readonly built: readonly BuiltPattern[];
}

/** Methods of strings that take a string for a pattern. */
const METHODS_OF_PATTERNS: ReadonlySet<string> = new Set(['match', 'matchAll', 'search']);

/** What all scripts below `root` hold, those that browsers run included. */
export function patternsBelow(root: string): FoundPatterns {
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith('.d.ts'))
    .sort()
    .map(file => patternsIn(file, readFileSync(path.join(root, file), 'utf8')));
  return {
    literals: found.flatMap(({ literals }) => literals),
    built: found.flatMap(({ built }) => built),
  };
}

/** What one source text holds. */
export function patternsIn(file: string, text: string): FoundPatterns {
  const script = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const literals: Pattern[] = [];
  const built: BuiltPattern[] = [];
  const visit = (node: ts.Node, isAtLoad: boolean): void => {
    const place = { file, line: script.getLineAndCharacterOfPosition(node.getStart(script)).line + 1 };
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ ...place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (isBuilding(node)) built.push({ ...place, isBuiltAtLoad: isAtLoad });
    const isInside = isAtLoad && !mayRunLater(node);
    ts.forEachChild(node, child => visit(child, isInside));
  };
  visit(script, true);
  return { literals, built };
}

function isBuilding(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  const { expression: called } = node;
  if (ts.isIdentifier(called)) return called.text === 'RegExp';
  if (!ts.isPropertyAccessExpression(called)) return false;
  if (called.name.text === 'RegExp') return true;
  const first = node.arguments?.[0];
  return (
    METHODS_OF_PATTERNS.has(called.name.text) &&
    first !== undefined &&
    (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))
  );
}

/** Functions run when they are called, branches and loops perhaps never or more than once. */
function mayRunLater(node: ts.Node): boolean {
  return (
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isIterationStatement(node, false)
  );
}
