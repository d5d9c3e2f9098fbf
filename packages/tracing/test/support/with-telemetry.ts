// Starts telemetry against an in-memory exporter, for tests that look at spans rather than at the wire.
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { onTestFinished } from 'vitest';
import { type StartTracingOptions, startTracing, type Telemetry } from '../../src/index.ts';

export interface Traced {
  readonly telemetry: Telemetry;
  /** Flushes, and gives all spans so far. */
  spans(): Promise<ReadableSpan[]>;
}

/** Telemetry that ends with the test, and warns nobody unless the test listens. */
export async function started(options: Partial<StartTracingOptions>): Promise<Telemetry> {
  const telemetry = await startTracing({ serviceName: 'test', onWarning: () => undefined, ...options });
  onTestFinished(() => telemetry.shutdown());
  return telemetry;
}

export async function traced(options: Partial<StartTracingOptions> = {}): Promise<Traced> {
  const exporter = new InMemorySpanExporter();
  const telemetry = await started({ exporter, ...options });
  return {
    telemetry,
    spans: async () => {
      await telemetry.forceFlush();
      return exporter.getFinishedSpans();
    },
  };
}

/** A call that most tests do not care about. */
export const CALL = { method: 'tools/call', target: 'search', requestId: 1, transport: 'memory' } as const;

export const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
export const PARENT_ID = '00f067aa0ba902b7';

export function traceparent(flags = '01'): string {
  return `00-${TRACE_ID}-${PARENT_ID}-${flags}`;
}
