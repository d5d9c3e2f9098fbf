// The command line.
import { parseArgs } from 'node:util';
import { messageOf, UsageError } from './errors.ts';

export type Format = 'text' | 'json' | 'sarif';

export interface CliOptions {
  command: 'scan' | 'redact';
  /** Files and folders; `-` is standard input. */
  paths: readonly string[];
  types: readonly string[] | undefined;
  locales: readonly string[] | 'all' | undefined;
  detectorsFile: string | undefined;
  allow: readonly string[];
  /** Largest file, in bytes. */
  maxBytes: number;
  format: Format;
  show: boolean;
  output: string | undefined;
  inPlace: boolean;
  quiet: boolean;
  color: boolean;
}

export const USAGE = `Usage: pii-sanitizer scan|redact [options] [files or folders...]

Finds personal data and secrets in files, or in standard input when no file (or -) is given.
  scan                 lists what is found as path:line:column type, never the data itself
  redact               writes the text with placeholders in place of the data

Options
  --types A,B          only these types, such as EMAIL,PHONE,SECRET
  --locales A,B|all    countries whose identifiers are looked for, such as de,fr (default: the package's)
  --detectors FILE     detectors of your own, in the form of pii-patterns.schema.json
  --allow TEXT         a text that is no finding; may be repeated
  --max-bytes N        a larger file is an error (default: no limit)
  --format FORMAT      scan: text, json or sarif (default: text)
  --show               scan: also print what was found
  -o, --output FILE    redact: write to a file instead of standard output
  --in-place           redact: rewrite the files
  --quiet              no notes, no summary, no progress bar
  --no-color           no colours on a terminal
  --help, --version

Folders are read with all below them, except .git, node_modules and symbolic links. Binary files are skipped.
Exit code: scan 0 when nothing is found, 1 when something is; redact 0; both 2 for a wrong option or a file that
cannot be read, 130 after Ctrl-C.`;

/** @throws {UsageError} For a command or option that there is not. */
export function parseOptions(args: readonly string[]): CliOptions | 'help' | 'version' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const [command, ...paths] = positionals;
  if (command !== 'scan' && command !== 'redact') {
    throw new UsageError(command === undefined ? 'Say scan or redact' : `There is no command ${command}`);
  }
  const options: CliOptions = {
    command,
    paths: paths.length === 0 ? ['-'] : paths,
    types: listOf('types', values.types),
    locales: values.locales === 'all' ? 'all' : listOf('locales', values.locales),
    detectorsFile: values.detectors,
    allow: values.allow ?? [],
    maxBytes: bytesOf(values['max-bytes']),
    format: formatOf(values.format),
    show: values.show ?? false,
    output: values.output,
    inPlace: values['in-place'] ?? false,
    quiet: values.quiet ?? false,
    color: !values['no-color'],
  };
  checkTogether(options, Object.keys(values));
  return options;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        types: { type: 'string' },
        locales: { type: 'string' },
        detectors: { type: 'string' },
        allow: { type: 'string', multiple: true },
        'max-bytes': { type: 'string' },
        format: { type: 'string' },
        show: { type: 'boolean' },
        output: { type: 'string', short: 'o' },
        'in-place': { type: 'boolean' },
        quiet: { type: 'boolean' },
        'no-color': { type: 'boolean' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function checkTogether({ command, paths, output, inPlace }: CliOptions, given: readonly string[]): void {
  const foreign = command === 'scan' ? ['output', 'in-place'] : ['format', 'show'];
  const wrong = foreign.find((name) => given.includes(name));
  if (wrong !== undefined) throw new UsageError(`--${wrong} is not an option of ${command}`);
  if (inPlace && output !== undefined) throw new UsageError('Give --in-place or --output, not both');
  if (inPlace && paths.includes('-')) throw new UsageError('--in-place needs files');
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('Give - once');
}

function listOf(name: string, value: string | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const items = value.split(',').map((item) => item.trim());
  if (items.includes(''))
    throw new UsageError(`Expected --${name} to be a list such as A,B, got ${JSON.stringify(value)}`);
  return items;
}

function bytesOf(value: string | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw new UsageError(`Expected --max-bytes to be a positive integer, got ${JSON.stringify(value)}`);
}

function formatOf(value = 'text'): Format {
  if (value === 'text' || value === 'json' || value === 'sarif') return value;
  throw new UsageError(`Expected --format to be text, json or sarif, got ${JSON.stringify(value)}`);
}
