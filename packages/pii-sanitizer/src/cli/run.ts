// The command, from its arguments to its exit code.
import { messageOf, UsageError } from './errors.ts';
import { listFiles, type Source } from './list-files.ts';
import { makeSanitizer } from './make-sanitizer.ts';
import { type CliOptions, parseOptions, USAGE } from './options.ts';
import { createOutput, type Output } from './output.ts';
import { printable } from './printable.ts';
import { createProgress } from './progress.ts';
import { openText, type TextSource } from './read-text.ts';
import { redactTo, redactToFile } from './redact-source.ts';
import { createReport } from './reports.ts';
import { scanChunks } from './scan-chunks.ts';
import { VERSION } from './version.ts';

const CLEAN = 0;
const FOUND = 1;
const FAILED = 2;
const INTERRUPTED = 130;

/** Runs the command in this process. Resolves to the exit code: 0 clean, 1 found, 2 failed, 130 interrupted. */
export async function run(args: readonly string[]): Promise<number> {
  const output = createOutput(process.stdout);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const options = parseOptions(args);
    if (options === 'help' || options === 'version') {
      await output.write(`${options === 'help' ? USAGE : VERSION}\n`);
      return CLEAN;
    }
    return await execute(options, output, interruption.signal);
  } catch (error) {
    if (interruption.signal.aborted) return INTERRUPTED;
    const hint = error instanceof UsageError ? '\nSee pii-sanitizer --help.' : '';
    process.stderr.write(`pii-sanitizer: ${messageOf(error).split('\n').map(printable).join('\n')}${hint}\n`);
    return FAILED;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    // Standard input may never end by itself.
    process.stdin.destroy();
  }
}

async function execute(options: CliOptions, output: Output, signal: AbortSignal): Promise<number> {
  const sanitizer = await makeSanitizer(options);
  let failures = 0;
  let findings = 0;
  let files = 0;

  const sources: Source[] = [];
  const fail = (path: string, error: unknown) => {
    failures += 1;
    progress.clear();
    process.stderr.write(`pii-sanitizer: ${printable(`${path}: ${messageOf(error)}`)}\n`);
  };
  const note = (text: string) => {
    progress.clear();
    if (!options.quiet) process.stderr.write(`${printable(text)}\n`);
  };
  let progress = createProgress(process.stderr, undefined, false);
  for await (const source of listFiles(options.paths, fail)) sources.push(source);
  progress = createProgress(process.stderr, totalOf(sources), !options.quiet);
  if (options.output !== undefined && sources.length > 1) throw new UsageError('--output takes one file');

  const color = options.color && process.stdout.isTTY && process.env.NO_COLOR === undefined;
  const report = createReport({ ...options, color });
  const scan = async ({ path }: Source, { chunks }: TextSource) => {
    for await (const finding of scanChunks(chunks, sanitizer.detect)) {
      findings += 1;
      if (process.stdout.isTTY) progress.clear();
      await output.write(report.finding(path, finding));
      signal.throwIfAborted();
      if (output.isClosed()) return;
    }
  };
  const redact = async ({ path }: Source, text: TextSource) => {
    const target = options.inPlace ? path : options.output;
    if (target === undefined) await redactTo(text, sanitizer.stream, output);
    else await redactToFile(text, sanitizer.stream, target, signal);
  };
  const work = options.command === 'scan' ? scan : redact;

  if (options.command === 'scan') await output.write(report.head());
  for (const source of sources) {
    if (output.isClosed()) break;
    try {
      const text = await openText(source, options.maxBytes, signal, progress.add);
      if (text === undefined) {
        note(`${source.path}: binary, skipped`);
        continue;
      }
      files += 1;
      await work(source, text);
      if (text.hasInvalidBytes())
        note(`${source.path}: not valid ${text.encoding}; what is not was read as U+FFFD`);
    } catch (error) {
      if (signal.aborted) throw error;
      fail(source.path, error);
    }
  }
  if (options.command === 'scan') {
    await output.write(report.tail());
    if (options.format === 'text') note(`${findings} found in ${files} ${files === 1 ? 'file' : 'files'}`);
  }
  progress.clear();
  if (failures > 0) return FAILED;
  return findings > 0 ? FOUND : CLEAN;
}

/** Bytes of all sources, when each is known. */
function totalOf(sources: readonly Source[]): number | undefined {
  return sources.reduce<number | undefined>(
    (sum, { bytes }) => (sum === undefined || bytes === undefined ? undefined : sum + bytes),
    0,
  );
}
