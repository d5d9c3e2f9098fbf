// The instruments for MCP calls and sessions: those of the conventions, and four of this package's own.
import type { Histogram, Meter } from '@opentelemetry/api';
import { type AnyCall, KEYS } from '../spans/conventions.ts';
import type { Side } from '../spans/outcome.ts';
import type { McpOutcome, McpSession, TelemetryStats } from '../telemetry.ts';
import { createLabelSets } from './label-sets.ts';

/** Bounds of the histograms, in seconds, by the conventions. */
const BOUNDARIES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

/** The measurement of one call under way. */
export interface CallMeter {
  end(outcome: McpOutcome, errorType: string | undefined): void;
}

/** Measures calls and sessions. */
export interface McpMetrics {
  begin(side: Side, call: AnyCall): CallMeter;
  recordSession(session: McpSession): void;
  countRedactions(type: string, count: number): void;
}

/** Options of {@link createMcpMetrics}. */
export interface McpMetricsOptions {
  readonly names: readonly string[] | undefined;
  readonly maxNames: number;
  readonly stats: () => TelemetryStats;
}

/** Makes the instruments. */
export function createMcpMetrics(meter: Meter, options: McpMetricsOptions): McpMetrics {
  const labels = createLabelSets(options);
  const operations = {
    server: durations(
      meter,
      'mcp.server.operation.duration',
      'Duration of MCP requests and notifications, from receipt to answer.',
    ),
    client: durations(
      meter,
      'mcp.client.operation.duration',
      'Duration of MCP requests and notifications, from sending to answer.',
    ),
  };
  const sessions = {
    server: durations(
      meter,
      'mcp.server.session.duration',
      'Duration of MCP sessions, as the server saw them.',
    ),
    client: durations(
      meter,
      'mcp.client.session.duration',
      'Duration of MCP sessions, as the client saw them.',
    ),
  };
  const limited = meter.createCounter('portcullis.server.limited_calls', {
    unit: '{call}',
    description: 'Calls that a rate limit refused.',
  });
  const redactions = meter.createCounter('portcullis.redactions', {
    unit: '{redaction}',
    description: 'Personal data that was removed, by type.',
  });
  const inFlight = observeInFlight(meter);
  observeDrops(meter, options.stats);

  class Measurement implements CallMeter {
    readonly #side: Side;
    readonly #call: AnyCall;
    readonly #method: string;
    readonly #startedAt = performance.now();

    constructor(side: Side, call: AnyCall) {
      this.#side = side;
      this.#call = call;
      this.#method = labels.method(call.method);
      if (side === 'server') inFlight.add(this.#method, 1);
    }

    end(outcome: McpOutcome, errorType: string | undefined): void {
      const seconds = (performance.now() - this.#startedAt) / 1000;
      operations[this.#side].record(seconds, labels.ofCall(this.#call, errorType, outcome.statusCode));
      if (this.#side === 'client') return;
      inFlight.add(this.#method, -1);
      if (outcome.limited === true) limited.add(1, labels.ofTarget(this.#call));
    }
  }

  return {
    begin: (side, call) => new Measurement(side, call),
    recordSession: (session) =>
      sessions[session.side].record(session.durationMs / 1000, labels.ofSession(session)),
    countRedactions: (type, count) => redactions.add(count, labels.ofRedaction(type)),
  };
}

function durations(meter: Meter, name: string, description: string): Histogram {
  return meter.createHistogram(name, {
    unit: 's',
    description,
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
}

function observeInFlight(meter: Meter): { add(method: string, change: 1 | -1): void } {
  const counts = new Map<string, number>();
  const gauge = meter.createObservableUpDownCounter('portcullis.server.calls_in_flight', {
    unit: '{call}',
    description: 'Calls that are being answered.',
  });
  gauge.addCallback((result) => {
    for (const [method, count] of counts) result.observe(count, { [KEYS.method]: method });
  });
  return { add: (method, change) => counts.set(method, (counts.get(method) ?? 0) + change) };
}

function observeDrops(meter: Meter, stats: () => TelemetryStats): void {
  const drops = meter.createObservableCounter('portcullis.telemetry.dropped', {
    unit: '{record}',
    description: 'Spans and log records that were not exported, by reason.',
  });
  drops.addCallback((result) => {
    const { spans, logs } = stats();
    for (const [signal, { dropped }] of [
      ['traces', spans],
      ['logs', logs],
    ] as const) {
      for (const [reason, count] of Object.entries(dropped)) {
        result.observe(count, { 'portcullis.signal': signal, 'portcullis.reason': reason });
      }
    }
  });
}
