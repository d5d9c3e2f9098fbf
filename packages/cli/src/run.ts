// The command line: reads arguments, runs what they ask for and tells the exit code.
import { Command, CommanderError, Option } from 'commander';
import { registerBench } from './bench/command.ts';
import { UsageError } from './errors.ts';
import { addHeader, addVariable, targetOf } from './flags.ts';
import { addGenerateCommand } from './generate/command.ts';
import type { ValidateOptions } from './options.ts';
import { wantsColour } from './output/colours.ts';
import { formatHuman } from './output/human.ts';
import { formatJson } from './output/json.ts';
import { formatRules } from './output/rule-table.ts';
import { validate } from './validate.ts';
import { VERSION } from './version.ts';

/** Where the command writes, and what it knows of the terminal. */
export interface RunIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Flags {
  readonly json?: true;
  readonly rules?: true;
  readonly call: boolean;
  readonly readOnly?: true;
  readonly callDestructive?: true;
  readonly era: '2025' | '2026' | 'both';
  readonly timeout?: number;
  readonly exitTimeout?: number;
  readonly header: Record<string, string>;
  readonly env: Record<string, string>;
}

/**
 * Runs the command.
 *
 * @param argv - the arguments, without the executable and the script
 * @returns the exit code: 0 no errors, 1 errors found, 2 wrong usage
 */
export async function run(argv: readonly string[], io: RunIo): Promise<number> {
  // What follows `--` belongs to the server: no option of ours is looked for there.
  const split = argv.indexOf('--');
  const own = split === -1 ? argv : argv.slice(0, split);
  const command = split === -1 ? undefined : argv.slice(split + 1);
  let code = 0;
  const program = createProgram(io, async (url, flags) => {
    code = await runValidate(url, command, flags, io);
  });
  addGenerateCommand(program, io.out, command);
  registerBench(program, command, io, (exitCode) => {
    code = exitCode;
  });
  try {
    await program.parseAsync([...own], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    io.err(`error: ${error.message}\n`);
    return 2;
  }
}

async function runValidate(
  url: string | undefined,
  command: readonly string[] | undefined,
  flags: Flags,
  io: RunIo,
): Promise<number> {
  if (flags.rules === true) {
    io.out(formatRules());
    return 0;
  }
  const options: ValidateOptions = {
    era: flags.era,
    call: flags.call,
    readOnly: flags.readOnly === true,
    callDestructive: flags.callDestructive === true,
    headers: flags.header,
    ...(flags.timeout === undefined ? {} : { timeoutMs: flags.timeout }),
    ...(flags.exitTimeout === undefined ? {} : { exitTimeoutMs: flags.exitTimeout }),
  };
  const report = await validate(targetOf(url, command, flags.env), options);
  if (flags.json === true) io.out(formatJson(report));
  else io.out(formatHuman(report, { colour: wantsColour(io.isTty, io.env) }));
  return report.summary.errors > 0 ? 1 : 0;
}

function createProgram(io: RunIo, action: (url: string | undefined, flags: Flags) => Promise<void>): Command {
  const program = new Command('portcullis').version(VERSION);
  // Before the subcommand is made: it inherits both.
  program.exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err });
  program
    .command('validate')
    .description('Connect to an MCP server in both protocol eras, call everything, and report what is wrong.')
    .usage('[options] <url | -- command args...>')
    .argument('[url]', 'http(s) URL of a streamable HTTP endpoint')
    .addOption(new Option('--era <era>', 'eras to try').choices(['2025', '2026', 'both']).default('both'))
    .option('--no-call', 'only list: call no tool, read no resource, get no prompt')
    .option('--read-only', 'call only tools that say readOnlyHint: true')
    .option('--call-destructive', 'also call tools that say destructiveHint: true')
    .option('--timeout <ms>', 'time for one request (default: 10000)', Number)
    .option('--exit-timeout <ms>', 'time to exit once stdin is closed (default: 5000)', Number)
    .option('--header <name: value>', 'header for each HTTP request; may be repeated', addHeader, {})
    .option('--env <name=value>', 'variable for the command; may be repeated', addVariable, {})
    .option('--json', 'write the report as JSON')
    .option('--rules', 'list all rules and exit')
    .addHelpText('after', HELP_TAIL)
    .action(action);
  return program;
}

const HELP_TAIL = `
Tools are really called, with input made from their schemas. Tools that say destructiveHint: true are left
out unless --call-destructive is given.

Exit codes: 0 no errors, 1 errors found, 2 wrong usage.`;
