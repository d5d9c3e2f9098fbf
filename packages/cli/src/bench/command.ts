// The command `bench`: reads its flags, runs `bench`, writes the report and tells the exit code.
import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { addHeader, addVariable, targetOf } from '../flags.ts';
import { wantsColour } from '../output/colours.ts';
import { formatJson } from '../output/json.ts';
import type { Era } from '../report.ts';
import type { RunIo } from '../run.ts';
import { bench } from './bench.ts';
import { formatBench } from './format.ts';
import type { BenchCall, BenchOptions } from './options.ts';
import type { BenchReport } from './report.ts';

interface Flags {
  readonly era?: Era;
  readonly tool?: string;
  readonly resource?: string;
  readonly prompt?: string;
  readonly arguments?: string;
  readonly connections?: number;
  readonly duration?: number;
  readonly requests?: number;
  readonly rate?: number;
  readonly warmup?: number;
  readonly timeout?: number;
  readonly exitTimeout?: number;
  readonly maxP99?: number;
  readonly minRate?: number;
  readonly header: Record<string, string>;
  readonly env: Record<string, string>;
  readonly json?: true;
}

/** Adds the command to the program. `command` is what stands after `--`. */
export function registerBench(
  program: Command,
  command: readonly string[] | undefined,
  io: RunIo,
  onExit: (code: number) => void,
): void {
  program
    .command('bench')
    .description('Make one call of an MCP server over and over, and report how fast it is answered.')
    .usage('[options] <url | -- command args...>')
    .argument('[url]', 'http(s) URL of a streamable HTTP endpoint')
    .addOption(
      new Option('--era <era>', 'era to speak (default: 2026 if the server does)').choices(['2025', '2026']),
    )
    .option('--tool <name>', 'call this tool')
    .option('--resource <uri>', 'read this resource')
    .option('--prompt <name>', 'get this prompt')
    .option('--arguments <json>', 'arguments of the tool or prompt, a JSON object')
    .option(
      '--connections <n>',
      'calls outstanding at a time, over HTTP as many sockets (default: 8)',
      Number,
    )
    .option('--duration <seconds>', 'time of the run (default: 10, or no limit with --requests)', Number)
    .option('--requests <n>', 'calls to make', Number)
    .option('--rate <per second>', 'open loop: begin so many calls in a second', Number)
    .option('--warmup <seconds>', 'calls that are not counted (default: 1, or 0 with --requests)', Number)
    .option('--timeout <ms>', 'time for one call (default: 10000)', Number)
    .option('--exit-timeout <ms>', 'time to exit once stdin is closed (default: 5000)', Number)
    .option('--max-p99 <ms>', 'fail when the 99th percentile is above this', Number)
    .option('--min-rate <per second>', 'fail when fewer calls are answered without error', Number)
    .option('--header <name: value>', 'header for each HTTP request; may be repeated', addHeader, {})
    .option('--env <name=value>', 'variable for the command; may be repeated', addVariable, {})
    .option('--json', 'write the report as JSON')
    .addHelpText('after', HELP_TAIL)
    .action(async (url: string | undefined, flags: Flags) => {
      onExit(await runBench(url, command, flags, io));
    });
}

const HELP_TAIL = `
Without --tool, --resource or --prompt the list of tools is measured. A tool is called only when it is named, and
then really and often. Ctrl-C ends the run early and reports what was measured.

Exit codes: 0 all calls answered without error, 1 errors or a limit missed, 2 wrong usage.`;

async function runBench(
  url: string | undefined,
  command: readonly string[] | undefined,
  flags: Flags,
  io: RunIo,
): Promise<number> {
  const target = targetOf(url, command, flags.env);
  const limits = limitsOf(flags);
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  // Once: a second Ctrl-C ends the process at once.
  process.once('SIGINT', onInterrupt);
  const report = await bench(target, { ...optionsOf(flags), signal: interrupt.signal }).finally(() =>
    process.off('SIGINT', onInterrupt),
  );
  if (flags.json === true) io.out(formatJson(report));
  else io.out(formatBench(report, { colour: wantsColour(io.isTty, io.env) }));
  const missed = limits.flatMap((limit) => limit(report) ?? []);
  for (const text of missed) io.err(`${text}\n`);
  return report.errors > 0 || report.calls === 0 || missed.length > 0 ? 1 : 0;
}

function optionsOf(flags: Flags): BenchOptions {
  const call = callOf(flags);
  const { era, connections, requests, rate: ratePerSecond, timeout, exitTimeout, header } = flags;
  const { durationMs, warmupMs } = { durationMs: toMs(flags.duration), warmupMs: toMs(flags.warmup) };
  return {
    headers: header,
    ...(call === undefined ? {} : { call }),
    ...(era === undefined ? {} : { era }),
    ...(connections === undefined ? {} : { connections }),
    ...(requests === undefined ? {} : { requests }),
    ...(ratePerSecond === undefined ? {} : { ratePerSecond }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(warmupMs === undefined ? {} : { warmupMs }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(exitTimeout === undefined ? {} : { exitTimeoutMs: exitTimeout }),
  };
}

function toMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1_000);
}

function callOf(flags: Flags): BenchCall | undefined {
  const { tool, resource, prompt } = flags;
  if ([tool, resource, prompt].filter((name) => name !== undefined).length > 1)
    throw new UsageError('Expected one of `--tool`, `--resource` and `--prompt`, got several');
  if (flags.arguments !== undefined && tool === undefined && prompt === undefined)
    throw new UsageError('Expected `--arguments` beside `--tool` or `--prompt`');
  // What is no object, and prompt arguments that are no strings, are told by `bench`.
  const args = flags.arguments === undefined ? {} : { arguments: parseArguments(flags.arguments) };
  if (tool !== undefined) return { tool, ...args };
  if (prompt !== undefined) return { prompt, ...args };
  return resource === undefined ? undefined : { resource };
}

function parseArguments(text: string): Record<string, string> {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('Expected `--arguments` to be JSON, such as \'{"text":"hello"}\'');
  }
}

type Limit = (report: BenchReport) => string | undefined;

function limitsOf({ maxP99, minRate }: Flags): Limit[] {
  for (const [flag, value] of Object.entries({ '--max-p99': maxP99, '--min-rate': minRate }))
    if (value !== undefined && !(value > 0))
      throw new UsageError(`Expected \`${flag}\` to be a number above 0, got ${value}`);
  const limits: Limit[] = [];
  if (maxP99 !== undefined)
    limits.push(({ latencyMs }) =>
      latencyMs === undefined || latencyMs.p99 <= maxP99
        ? undefined
        : `--max-p99: ${latencyMs.p99} ms is above ${maxP99} ms`,
    );
  if (minRate !== undefined)
    limits.push(({ callsPerSecond }) =>
      callsPerSecond >= minRate
        ? undefined
        : `--min-rate: ${callsPerSecond} a second is below ${minRate} a second`,
    );
  return limits;
}
