// The report that `bench` returns.
import type { Era } from '../report.ts';
import type { BenchErrorKind } from './answer.ts';

/** Calls that failed in the same way. */
export interface BenchError {
  /** How they failed. */
  readonly kind: BenchErrorKind;
  /** The HTTP status of `http`, the JSON-RPC code of `rpc`. */
  readonly code?: number;
  readonly count: number;
  /** What was seen first, cut to 400 characters. Text of the server, with the values of headers and variables left out. */
  readonly example: string;
}

/** Latencies in milliseconds. A quantile is at most 0.8 % or one microsecond too large; `min` and `max` are exact. */
export type LatencyMs = Readonly<Record<'min' | 'p50' | 'p90' | 'p99' | 'p999' | 'max', number>>;

/** What `bench` measured. */
export interface BenchReport {
  /** The URL without credentials, query and fragment, or the command. */
  readonly target: string;
  /** The era that was spoken; absent when the server could not be reached. */
  readonly era?: Era;
  /** The negotiated revision, such as `2025-11-25`. */
  readonly protocolVersion?: string;
  readonly server?: { readonly name?: string; readonly version?: string };
  /** What was called, such as `tools/call search`. */
  readonly call: string;
  /** Calls outstanding at a time. */
  readonly connections: number;
  /** The rate of the open loop; absent for a closed one. */
  readonly ratePerSecond?: number;
  /** From the beginning of the first call to the end of the last, warm-up left out. */
  readonly elapsedMs: number;
  /** Calls that ended, with or without error. */
  readonly calls: number;
  /** Calls that ended with an error. */
  readonly errors: number;
  readonly errorsByKind: readonly BenchError[];
  /** Calls that were answered without error, in a second. An open loop lasts at least for the time that was planned. */
  readonly callsPerSecond: number;
  /**
   * Of calls that were answered without error, and of those that were not answered in time, which count with the time
   * that was waited. Absent when there is neither.
   */
  readonly latencyMs?: LatencyMs;
  /** Mean size of an answer without error; the body over HTTP, the line over stdio. Absent when there is none. */
  readonly bytesPerAnswer?: number;
  /** Present when the server said that it limits calls. `retryAfterMs` is the longest wait that it asked for. */
  readonly limited?: { readonly calls: number; readonly retryAfterMs?: number };
  /** How busy the event loop of this process was, from 0 to 1. */
  readonly clientUtilization: number;
  /** True when the run was ended by `signal`. */
  readonly endedEarly: boolean;
  /** What makes the figures doubtful. */
  readonly warnings: readonly string[];
}
