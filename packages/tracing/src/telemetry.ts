// The interface between a program and its telemetry: what a call is, what a span offers, what can be stopped.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Meter, Tracer } from '@opentelemetry/api';
import type { Logger } from '@opentelemetry/api-logs';

/** How two sides are connected: `http` is recorded as `tcp` and `http`, `stdio` as `pipe`, `memory` not at all. */
export type McpTransportKind = 'http' | 'stdio' | 'memory';

/** One MCP request or notification. */
export interface McpCall {
  /** JSON-RPC method: `mcp.method.name`. */
  readonly method: string;
  /** Tool name of `tools/call`, or prompt name of `prompts/get` and `completion/complete`. Ignored for other methods. */
  readonly target?: string | undefined;
  /** `mcp.resource.uri`. Never part of the span's name, never a metric label. */
  readonly resourceUri?: string | undefined;
  /** JSON-RPC id; leave it out for a notification. Recorded as a string. */
  readonly requestId?: string | number | undefined;
  /** Negotiated MCP revision, such as `2025-11-25`. */
  readonly protocolVersion?: string | undefined;
  /** Recorded on revisions before 2026-07-28 only: from there on MCP has no sessions. */
  readonly sessionId?: string | undefined;
  readonly transport: McpTransportKind;
  /** Version of HTTP, such as `1.1`; recorded with `http` only. */
  readonly httpVersion?: string | undefined;
  /** Arguments of `tools/call`; recorded only with `recordArguments`. */
  readonly arguments?: unknown;
}

/** A call as the server received it. */
export interface McpServerCall extends McpCall {
  /** Address of the peer. Mind that it is personal data where your law says so: `sanitize` sees it. */
  readonly clientAddress?: string | undefined;
  /** Port of the peer; recorded only with `clientAddress`. */
  readonly clientPort?: number | undefined;
  /** `params._meta`. Its `traceparent`, `tracestate` and `baggage` are the parent (SEP-414). */
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

/** A call as the client makes it. */
export interface McpClientCall extends McpCall {
  /** Host name of the server. */
  readonly serverAddress?: string | undefined;
  /** Port of the server; recorded only with `serverAddress`. */
  readonly serverPort?: number | undefined;
}

/** How a call ended. Leave it out when the call went well. */
export interface McpOutcome {
  /**
   * `error.type` of a failure that is not a JSON-RPC error: `tool_error` for a result with `isError: true`.
   * With a `statusCode` the convention wants the code as `error.type`, and this is not used.
   */
  readonly errorType?: string | undefined;
  /** Code of the JSON-RPC error that was returned: `rpc.response.status_code`. */
  readonly statusCode?: number | undefined;
  /** Description of the span's status when the call failed; default the exception's message. */
  readonly message?: string | undefined;
  /** What was thrown, recorded as an `exception` event with its stack. */
  readonly exception?: unknown;
  /** Result of `tools/call`; recorded only with `recordResults`. */
  readonly result?: unknown;
  /** Whether the call was refused by a rate limit; counted in `portcullis.server.limited_calls`. */
  readonly limited?: boolean | undefined;
}

/** A call that is under way. */
export interface McpSpan {
  /** `undefined` when no span is made for the call: it is measured, or its caller's context is passed on. */
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  /**
   * Runs `fn` with this span as the active one, through every `await` in it, and returns what `fn` returns. Where no
   * span is made, the caller's context is active instead, if there is one.
   */
  run<T>(fn: () => T): T;
  /** Ends the call. A second time does nothing. Never throws. */
  end(outcome?: McpOutcome): void;
}

/** What lasts from a client's `initialize` to the end of its connection. */
export interface McpSession {
  readonly side: 'server' | 'client';
  readonly durationMs: number;
  readonly transport: McpTransportKind;
  readonly protocolVersion?: string | undefined;
  /** Why it ended, when that was a failure: `error.type`. */
  readonly errorType?: string | undefined;
  /** Host name and port of the server, on the client's side. */
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
}

/** What became of spans or log records. What is in none of the counters is queued, in flight or was cut off by a shutdown. */
export interface SignalStats {
  /** Sampled spans that ended, or log records that were emitted. */
  readonly recorded: number;
  /** How many the exporter reported as delivered. */
  readonly exported: number;
  readonly dropped: {
    /** The queue was full. */
    readonly queueFull: number;
    /** The collector was down, slow or refused them. */
    readonly exportFailed: number;
    /** `sanitize` threw: such a record is not exported. */
    readonly unsanitized: number;
    /** The tail sampler had no room to wait for how their call would end. */
    readonly tailBufferFull: number;
  };
}

/** Counters since start. */
export interface TelemetryStats {
  readonly spans: SignalStats;
  readonly logs: SignalStats;
  /** Exports of all metrics at a time; a failed one loses nothing but the point in time, as sums are cumulative. */
  readonly metrics: { readonly exported: number; readonly exportFailed: number };
}

/** Traces, metrics and logs of one program. */
export interface Telemetry {
  /** Whether anything can be recorded at all. */
  readonly enabled: boolean;
  /**
   * Makes spans inside a call: `telemetry.tracer.startActiveSpan('load', fn)`. Outside a recorded call it makes
   * no span, so that an unsampled call leaves no fragments; ask for `{ root: true }` to start a trace of its own.
   */
  readonly tracer: Tracer;
  /** Makes instruments of your own. Their attributes pass `sanitize` as well. */
  readonly meter: Meter;
  /** Emits log records over OTLP, with the ids of the active span; does nothing unless `logs` is on. */
  readonly logger: Logger;
  /** Answers `GET /metrics` in Prometheus' text format; `undefined` unless `metrics.prometheus` is on. */
  readonly prometheusHandler: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** Begins a call that came in: kind SERVER. `undefined` when nothing is recorded of it and nothing is to be passed on. */
  startServerSpan(call: McpServerCall): McpSpan | undefined;
  /**
   * Begins a call that goes out: kind CLIENT. Send it inside `span.run`, with `withTraceMeta(params)` as its parameters.
   * `undefined` only when telemetry is off.
   */
  startClientSpan(call: McpClientCall): McpSpan | undefined;
  /** Records the duration of a session that has ended. */
  recordSession(session: McpSession): void;
  /** Counts personal data that was removed, by type: `countRedactions('EMAIL', 2)`. `undefined` when nothing is measured. */
  readonly countRedactions: ((type: string, count?: number) => void) | undefined;
  /** Sends what is queued. Resolves, never rejects, also when the collector is down: within `exportTimeoutMs`. */
  forceFlush(): Promise<void>;
  /** Sends what is queued and stops. Resolves, never rejects, within `shutdownTimeoutMs`. */
  shutdown(): Promise<void>;
  /** What became of everything so far. */
  stats(): TelemetryStats;
}
