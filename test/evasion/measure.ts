/**
 * `npm run measure:evasion -- FILE`: judges a file of labelled texts clean and under every disguise, and prints counts
 * only, never a text. `--json` prints the same for machines, `--triples N` sets the random triples of each text (3),
 * `--only NAME` measures one disguise.
 */
import { parseArgs } from 'node:util';
import { readLabelled } from '../../src/commands/evaluate.js';
import { loadRuleset } from '../../src/files/house.js';
import { addedPoints, keptShare, type Measured, measure } from './measuring.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    triples: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const [fileName] = positionals;
if (fileName === undefined) {
  process.stderr.write('npm run measure:evasion -- FILE [--json] [--triples N] [--only NAME]\n');
  process.exitCode = 2;
} else {
  const texts = await readLabelled(fileName);
  const triples = Math.max(0, Number.parseInt(values.triples, 10) || 0);
  const measured = measure(texts, await loadRuleset(), triples, values.only);
  process.stdout.write(values.json ? `${JSON.stringify(measured)}\n` : asTable(measured));
}

function asTable({ clean, rows }: Measured): string {
  const lines = [
    ...clean.map(
      ({ expect, found, of }) =>
        `clean, ${expect}: ${found} of ${of} ${expect === 'quiet' ? 'warned of' : 'found'}`,
    ),
    '',
    'kept: of the texts found clean, the share still found · added: points more of the quiet texts warned of',
    cells(['disguise', 'kept', '%', 'danger', '%', 'quiet', 'warned', 'clean', 'added']),
    ...rows.map(row =>
      cells([
        row.name,
        `${row.kept}/${row.caught}`,
        (100 * keptShare(row)).toFixed(1),
        `${row.keptDanger}/${row.caughtDanger}`,
        row.caughtDanger === 0 ? '–' : ((100 * row.keptDanger) / row.caughtDanger).toFixed(1),
        String(row.quiet),
        String(row.falseDisguised),
        String(row.falseClean),
        addedPoints(row).toFixed(2),
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function cells(values: readonly string[]): string {
  return values
    .map((value, index) => (index === 0 ? value.padEnd(32) : value.padStart(index % 2 === 1 ? 10 : 7)))
    .join(' ');
}
