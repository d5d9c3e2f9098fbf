// The options of `bench`, their defaults and their check. Checked once, before anything is opened.
import { UsageError } from '../errors.ts';
import { checkHeaders, checkInteger } from '../options.ts';
import type { Era } from '../report.ts';

/** The one thing that is called over and over. */
export type BenchCall =
  | { readonly tool: string; readonly arguments?: Readonly<Record<string, unknown>> }
  | { readonly resource: string }
  | { readonly prompt: string; readonly arguments?: Readonly<Record<string, string>> };

/** Options of `bench`. */
export interface BenchOptions {
  /** What to call. Default: the list of tools, which calls none of them. */
  readonly call?: BenchCall;
  /** The era to speak. Default: 2026-07-28 if the server speaks it, else 2025. */
  readonly era?: Era;
  /** Calls outstanding at a time; over HTTP as many sockets. From 1 to 10000. Default: 8. */
  readonly connections?: number;
  /** For how long calls are begun, in milliseconds. Default: 10000, or no limit when `requests` is given. */
  readonly durationMs?: number;
  /** How many calls to make. With `durationMs` too, what is reached first ends the run. Default: no limit. */
  readonly requests?: number;
  /**
   * Calls to begin in a second, from above 0 to 100000, whether the server keeps up or not (an open loop). Latency is
   * then counted from when a call should have begun. Default: the next call begins when one has ended (a closed loop).
   */
  readonly ratePerSecond?: number;
  /** Time, in milliseconds, of calls that are not counted. Default: 1000, or 0 when `requests` is given. */
  readonly warmupMs?: number;
  /** Time for one call, in milliseconds. Default: 10000. */
  readonly timeoutMs?: number;
  /** Time a command has to exit once its stdin is closed, in milliseconds. Default: 5000. */
  readonly exitTimeoutMs?: number;
  /** Headers for each HTTP request, such as `Authorization`. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes accepted in one HTTP answer or one stdio line. Default: 16777216 (16 MiB). */
  readonly maxMessageBytes?: number;
  /** Ends the run early; what has been measured by then is reported. Default: none. */
  readonly signal?: AbortSignal;
}

/** Options after the check, with defaults. */
export interface ResolvedBenchOptions
  extends Required<Omit<BenchOptions, 'call' | 'era' | 'ratePerSecond' | 'signal'>> {
  readonly call: BenchCall | undefined;
  readonly era: Era | undefined;
  readonly ratePerSecond: number | undefined;
  readonly signal: AbortSignal;
}

const MAX_CONNECTIONS = 10_000;
const MAX_RATE = 100_000;

/**
 * Fills in the defaults.
 *
 * @throws UsageError when an option is wrong.
 */
export function resolveBenchOptions(options: BenchOptions): ResolvedBenchOptions {
  const isCounted = options.requests !== undefined;
  const {
    call,
    era,
    connections = 8,
    durationMs = isCounted ? Number.POSITIVE_INFINITY : 10_000,
    requests = Number.POSITIVE_INFINITY,
    ratePerSecond,
    warmupMs = isCounted ? 0 : 1_000,
    timeoutMs = 10_000,
    exitTimeoutMs = 5_000,
    headers = {},
    maxMessageBytes = 16 * 1024 * 1024,
    signal = new AbortController().signal,
  } = options;
  checkInteger('connections', connections, 1, MAX_CONNECTIONS);
  if (options.durationMs !== undefined) checkInteger('durationMs', durationMs);
  if (isCounted) checkInteger('requests', requests);
  checkInteger('warmupMs', warmupMs, 0);
  checkInteger('timeoutMs', timeoutMs);
  checkInteger('exitTimeoutMs', exitTimeoutMs);
  checkInteger('maxMessageBytes', maxMessageBytes);
  if (ratePerSecond !== undefined && !(ratePerSecond > 0 && ratePerSecond <= MAX_RATE))
    throw new UsageError(
      `Expected \`ratePerSecond\` to be above 0 and at most ${MAX_RATE}, got ${ratePerSecond}`,
    );
  if (era !== undefined && era !== '2025' && era !== '2026')
    throw new UsageError(`Expected \`era\` to be 2025 or 2026, got ${era}`);
  checkHeaders(headers);
  return {
    call: call === undefined ? undefined : checkedCall(call),
    era,
    connections,
    durationMs,
    requests,
    ratePerSecond,
    warmupMs,
    timeoutMs,
    exitTimeoutMs,
    headers,
    maxMessageBytes,
    signal,
  };
}

/** The call as it was when it was checked: what is sent does not change later. */
function checkedCall(call: BenchCall): BenchCall {
  const names = ['tool', 'resource', 'prompt'].filter((name) => name in call);
  if (names.length !== 1)
    throw new UsageError('Expected `call` to have one of `tool`, `resource` and `prompt`');
  const name = 'tool' in call ? call.tool : 'prompt' in call ? call.prompt : call.resource;
  if (typeof name !== 'string' || name === '')
    throw new UsageError(`Expected \`${names[0]}\` to be a name or a URI`);
  const args: unknown = 'arguments' in call ? call.arguments : undefined;
  if (args === undefined) return { ...call };
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    throw new UsageError('Expected `arguments` to be a JSON object');
  if ('prompt' in call && Object.values(args).some((value) => typeof value !== 'string'))
    throw new UsageError('Expected each of the `arguments` of a prompt to be a string');
  try {
    return JSON.parse(JSON.stringify(call));
  } catch (cause) {
    throw new UsageError('Expected `arguments` to be what JSON can say', { cause });
  }
}
