#!/usr/bin/env node
/**
 * The command line. Parses words into calls of `commands/`; the answer goes to standard output, everything else to
 * standard error. Exit status: 0 done, 1 something could not be judged or a check failed, 64 wrong usage, 78 the
 * configuration or a data file is wrong.
 */
import { Command, CommanderError } from 'commander';
import type { EvaluateOptions } from './commands/evaluate.js';
import { StartupError } from './errors.js';

const EXIT_USAGE = 64;
const EXIT_CONFIGURATION = 78;
/** What a shell reports for a program whose reader went away (128 + SIGPIPE). */
const EXIT_NOBODY_READS = 141;

const program = new Command('cekloker')
  .description('Reads Indonesian job adverts and warns of trafficking and fraud.')
  .exitOverride()
  .showHelpAfterError();

program
  .command('serve')
  .description('serve the web page and every channel that is configured')
  .action(async () => (await import('./main.js')).serve());

program
  .command('status')
  .description('tell whether it runs and how each channel stands')
  .action(async () => {
    process.exitCode = await (await import('./commands/status.js')).status();
  });

program
  .command('chat')
  .description('talk to the bot in this terminal')
  .action(async () => (await import('./commands/chat.js')).chat());

program
  .command('check')
  .description('judge a text from FILE or standard input')
  .argument('[FILE]', 'file with one text; standard input without it')
  .option('--json', 'answer with one JSON object')
  .option('--jsonl', 'read lines {"id","text"}, answer with one JSON line each')
  .action(async (file: string | undefined, options: { json?: true; jsonl?: true }) => {
    process.exitCode = await (await import('./commands/check.js')).check(file, options);
  });

program
  .command('eval')
  .description('score judgements against expectations: lines {"id","text","expect",…}')
  .argument('<FILE>', 'JSON lines with expect danger, alarm, scam or quiet')
  .option('--json', 'answer with one JSON object')
  .option('--without <SET>', 'leave out texts of this set (may be repeated)', collect, [])
  .option('--errors <N>', 'how many of the worst errors to show', '20')
  .option('--cross-validate', 'judge each fifth with what was learnt from the others; takes minutes')
  .action(async (file: string, options: EvaluateOptions) => {
    process.exitCode = await (await import('./commands/evaluate.js')).evaluate(file, options);
  });

const rules = program.command('rules').description('check, try and begin rules');
rules
  .command('check')
  .description('read every rule, text and contact, run every example; list every mistake')
  .action(async () => {
    process.exitCode = await (await import('./commands/rules.js')).rulesCheck();
  });
rules
  .command('try')
  .description('show what a text triggers and how its level came about')
  .argument('<TEXT>')
  .option('--json', 'answer with one JSON object')
  .action(async (text: string, options: { json?: true }) =>
    (await import('./commands/rule-try.js')).rulesTry(text, options),
  );
rules
  .command('record')
  .description('in how many bad and good texts each rule is found')
  .argument('[FILE...]', "JSON lines as for eval; the project's own texts without it")
  .option('--json', 'answer with one JSON object')
  .action(async (files: string[], options: { json?: true }) => {
    process.exitCode = await (await import('./commands/rule-record.js')).rulesRecord(files, options);
  });
rules
  .command('catalogue')
  .description('write rules/RULES.md: every rule with its record')
  .option('--check', 'write nothing, say where it is stale')
  .action(async (options: { check?: true }) => {
    process.exitCode = await (await import('./commands/rules-page.js')).rulesCatalogue(options);
  });
rules
  .command('scoreboard')
  .description("write test/corpus/SCOREBOARD.md: how the project's own texts are answered")
  .option('--check', 'write nothing, say where it is stale')
  .action(async (options: { check?: true }) => {
    process.exitCode = await (await import('./commands/scoreboard.js')).rulesScoreboard(options);
  });
rules
  .command('fit')
  .description('learn what rules and words say (rules/weights.yaml, rules/wording.json) from labelled texts')
  .argument('<FILE...>', 'JSON lines as for eval')
  .option(
    '--shared <FILE...>',
    'learn from these too, which are texts from life, and measure on them by cross-validation',
    [],
  )
  .action(async (files: string[], { shared }: { shared: string[] }) => {
    process.exitCode = await (await import('./commands/fit.js')).fitWeights(files, shared);
  });
rules
  .command('new')
  .description('begin a rule, e.g. fees/upfront-fee, or a pattern, e.g. distress/at-sea')
  .argument('<FAMILY/ID>')
  .option('--title <SENTENCE>', 'what the sign is, in one sentence')
  .option('--sign <SIGN>', 'raises or lowers')
  .option('--strength <STRENGTH>', 'alone, strong or combo')
  .option('--category <CATEGORY>', 'what it points to')
  .option('--reason <KEY>', 'key under "reasons" in locales/')
  .option('--who <WHO>', 'pattern: self or relative')
  .option('--urgency <URGENCY>', 'pattern: now or soon')
  .option('--stage <STAGE>', 'pattern: how far along, e.g. inside')
  .action(async (id: string, options: Record<string, string>) => {
    process.exitCode = (await import('./commands/rule-new.js')).rulesNew(id, options);
  });

const report = program.command('report').description('what was reported without a name');
report
  .command('list')
  .description('recruiters that were reported, the most reported first')
  .action(async () => (await import('./commands/report.js')).reportList());
report
  .command('withdraw')
  .description('delete a report by the code that its reporter asked for')
  .argument('<CODE>')
  .action(async (code: string) => {
    process.exitCode = await (await import('./commands/report.js')).reportWithdraw(code);
  });

const contacts = program.command('contacts').description('check hotlines and note it');
contacts
  .command('due')
  .description('list every contact that wants a check: never checked, ageing, too old')
  .action(async () => (await import('./commands/contacts.js')).printDue());
contacts
  .command('verified')
  .description('note that a contact was dialled or opened, in DATA_DIR')
  .argument('<ID>')
  .option('--date <YYYY-MM-DD>', 'the day of the check; today without it')
  .action(async (id: string, options: { date?: string }) => {
    process.exitCode = await (await import('./commands/contacts.js')).noteVerified(id, options.date);
  });

program
  .command('whatsapp')
  .description("the linked account's keys")
  .command('forget')
  .description('delete them, to link the same number or another one anew')
  .action(async () => (await import('./commands/whatsapp.js')).whatsappForget());

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

// `… | head -1` closes the pipe early: that is no fault, and nothing that follows can be said.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT_NOBODY_READS);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
  } else if (error instanceof StartupError) {
    process.stderr.write(`CekLoker cannot start. Mend this first:\n${error.message}\n`);
    process.exitCode = EXIT_CONFIGURATION;
  } else throw error;
}
