// The options of `validate`, their defaults and their check. Checked once, before anything is opened.
import { UsageError } from './errors.ts';
import type { Era } from './report.ts';

/** A server that is started as a child process and spoken to over its pipes. */
export interface CommandTarget {
  /** The executable. No shell is involved. */
  readonly command: string;
  /** Its arguments. Default: none. */
  readonly args?: readonly string[];
  /** Added to the few variables that MCP clients pass on (PATH, HOME, ...). Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Working directory. Default: that of this process. */
  readonly cwd?: string;
}

/** What to validate: the `http(s)` URL of the MCP endpoint, or a command. */
export type Target = string | URL | CommandTarget;

/** Options of `validate`. */
export interface ValidateOptions {
  /** Which eras to try. Default: `both`. */
  readonly era?: Era | 'both';
  /** Time for one request, in milliseconds. Default: 10000. */
  readonly timeoutMs?: number;
  /** Time a command has to exit once its stdin is closed, in milliseconds. Default: 5000. */
  readonly exitTimeoutMs?: number;
  /** Call tools, read resources and get prompts. `false` only lists. Default: true. */
  readonly call?: boolean;
  /** Call only tools with `readOnlyHint: true`. Default: false. */
  readonly readOnly?: boolean;
  /** Also call tools with `destructiveHint: true`. Default: false. */
  readonly callDestructive?: boolean;
  /** Headers for each HTTP request, such as `Authorization`. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Pages read of one list. Default: 50. */
  readonly maxPages?: number;
  /** Entries kept of one list. Default: 1000. */
  readonly maxItems?: number;
  /** Calls, reads and gets sent in one era. Default: 500. */
  readonly maxCalls?: number;
  /** Bytes accepted in one HTTP answer or one stdio line. Default: 16777216 (16 MiB). */
  readonly maxMessageBytes?: number;
}

/** A target after the check. */
export type ResolvedTarget =
  | { readonly kind: 'http'; readonly url: URL }
  | ({ readonly kind: 'stdio' } & Required<Omit<CommandTarget, 'cwd'>> & Pick<CommandTarget, 'cwd'>);

/** Options after the check, with defaults. */
export type ResolvedOptions = Required<ValidateOptions>;

const DEFAULTS: ResolvedOptions = {
  era: 'both',
  timeoutMs: 10_000,
  exitTimeoutMs: 5_000,
  call: true,
  readOnly: false,
  callDestructive: false,
  headers: {},
  maxPages: 50,
  maxItems: 1_000,
  maxCalls: 500,
  maxMessageBytes: 16 * 1024 * 1024,
};

const NUMBERS = [
  'timeoutMs',
  'exitTimeoutMs',
  'maxPages',
  'maxItems',
  'maxCalls',
  'maxMessageBytes',
] as const;
// setTimeout fires at once for anything above this.
const LARGEST = 2 ** 31 - 1;

/**
 * Fills in the defaults.
 *
 * @throws UsageError when an option is out of its range.
 */
export function resolveOptions(options: ValidateOptions): ResolvedOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const resolved: ResolvedOptions = { ...DEFAULTS, ...given };
  for (const name of NUMBERS) checkInteger(name, resolved[name]);
  if (!['2025', '2026', 'both'].includes(resolved.era))
    throw new UsageError(`Expected \`era\` to be 2025, 2026 or both, got ${resolved.era}`);
  checkHeaders(resolved.headers);
  return resolved;
}

/**
 * Checks an option that counts something, or a time in milliseconds.
 *
 * @throws UsageError when it is no integer from `least` to `most`.
 */
export function checkInteger(name: string, value: unknown, least = 1, most = LARGEST): void {
  if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
    throw new UsageError(`Expected \`${name}\` to be an integer from ${least} to ${most}, got ${value}`);
}

/**
 * Checks headers that are sent.
 *
 * @throws UsageError for what is no HTTP header. The value may be a credential: it is not repeated.
 */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new UsageError('Expected each of `headers` to be a valid HTTP header');
  }
}

/**
 * Checks a target.
 *
 * @throws UsageError when it is neither an http(s) URL nor a command.
 */
export function resolveTarget(target: Target): ResolvedTarget {
  if (typeof target === 'object' && 'command' in target) {
    if (typeof target.command !== 'string' || target.command === '')
      throw new UsageError('Expected `command` to be the name of an executable');
    const { command, args = [], env = {}, cwd } = target;
    return { kind: 'stdio', command, args, env, ...(cwd === undefined ? {} : { cwd }) };
  }
  const text = String(target);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new UsageError('Expected the target to be an http or https URL; a command goes after `--`');
  if (url.username !== '' || url.password !== '')
    throw new UsageError('Expected a URL without user and password; send credentials with a header');
  url.hash = '';
  return { kind: 'http', url };
}

/** What a report calls a target. */
export function nameOf(target: ResolvedTarget): string {
  // A query may hold a key.
  if (target.kind === 'http') return `${target.url.origin}${target.url.pathname}`;
  return [target.command, ...target.args].join(' ');
}
