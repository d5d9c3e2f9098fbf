// The interface between a server and its tracing: what a call is, what a span offers, what can be stopped.
import type { Tracer } from '@opentelemetry/api';

/** One MCP request or notification, as the server received it. */
export interface McpServerCall {
  /** JSON-RPC method: `mcp.method.name`. */
  readonly method: string;
  /** Tool name of `tools/call`, or prompt name of `prompts/get` and `completion/complete`. Ignored for other methods. */
  readonly target?: string | undefined;
  /** `mcp.resource.uri`. Never part of the span's name. */
  readonly resourceUri?: string | undefined;
  /** JSON-RPC id; leave it out for a notification. Recorded as a string. */
  readonly requestId?: string | number | undefined;
  /** Negotiated MCP revision, such as `2025-11-25`. */
  readonly protocolVersion?: string | undefined;
  /** Recorded on revisions before 2026-07-28 only: from there on MCP has no sessions. */
  readonly sessionId?: string | undefined;
  /** `http` is recorded as `tcp` and `http`, `stdio` as `pipe`; `memory` uses no network and records none. */
  readonly transport: 'http' | 'stdio' | 'memory';
  /** Address of the peer. Mind that it is personal data where your law says so: `sanitize` sees it. */
  readonly clientAddress?: string | undefined;
  /** Port of the peer; recorded only with `clientAddress`. */
  readonly clientPort?: number | undefined;
  /** `params._meta`. Its `traceparent`, `tracestate` and `baggage` are the parent (SEP-414). */
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

/** How a call ended. Leave it out when the call went well. */
export interface McpSpanOutcome {
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
}

/** A sampled call. Its trace and span id are those that go to the collector. */
export interface ServerSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Runs `fn` with this span as the active one, through every `await` in it, and returns what `fn` returns. */
  run<T>(fn: () => T): T;
  /** Ends the span. A second call does nothing. Never throws. */
  end(outcome?: McpSpanOutcome): void;
}

/** Counters since start. `recorded - exported - (all dropped)` spans are queued, in flight or were cut off by a shutdown. */
export interface TracingStats {
  /** Sampled spans that ended. */
  readonly recorded: number;
  /** Spans that the exporter reported as delivered. */
  readonly exported: number;
  readonly dropped: {
    /** The queue was full. */
    readonly queueFull: number;
    /** The collector was down, slow or refused them. */
    readonly exportFailed: number;
    /** `sanitize` threw: such a span is not exported. */
    readonly unsanitized: number;
  };
}

/** Tracing of one server. */
export interface Telemetry {
  /** Whether spans can be recorded at all. */
  readonly enabled: boolean;
  /**
   * Makes spans inside a call: `telemetry.tracer.startActiveSpan('load', fn)`. Outside a sampled call it makes
   * no span, so that an unsampled call leaves no fragments; ask for `{ root: true }` to start a trace of its own.
   */
  readonly tracer: Tracer;
  /** Starts the SERVER span of a call; `undefined` when tracing is off or the call is not sampled. */
  startServerSpan(call: McpServerCall): ServerSpan | undefined;
  /** Sends what is queued. Resolves, never rejects, also when the collector is down: within `exportTimeoutMs`. */
  forceFlush(): Promise<void>;
  /** Sends what is queued and stops. Resolves, never rejects, within `shutdownTimeoutMs`. */
  shutdown(): Promise<void>;
  /** What became of the spans so far. */
  stats(): TracingStats;
}
