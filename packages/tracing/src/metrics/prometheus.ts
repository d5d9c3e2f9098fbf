// Answers a scrape in Prometheus' text format, with the unit in each name as OpenTelemetry's compatibility rules want it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PrometheusExporter, PrometheusSerializer, type ResourceMetrics } from '../sdk.ts';

/** Where Prometheus scrapes. */
export interface PrometheusEndpoint {
  readonly reader: PrometheusExporter;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
const UNITS: Readonly<Record<string, string>> = { s: 'seconds', ms: 'milliseconds', By: 'bytes' };

/** Makes the endpoint; it listens nowhere by itself. */
export function createPrometheus(): PrometheusEndpoint {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const serializer = new PrometheusSerializer();

  async function answer(response: ServerResponse): Promise<void> {
    try {
      const { resourceMetrics } = await reader.collect();
      const text = serializer.serialize(withUnits(resourceMetrics));
      response.writeHead(200, { 'content-type': CONTENT_TYPE }).end(text.endsWith('\n') ? text : `${text}\n`);
    } catch {
      // A meter's callback failed, or the telemetry is shut down; or somebody else has answered meanwhile.
      if (!response.headersSent)
        response.writeHead(503, { 'content-type': 'text/plain' }).end('Metrics cannot be collected\n');
    }
  }

  return {
    reader,
    handle(request, response) {
      if (request.method === 'GET' || request.method === 'HEAD') void answer(response);
      else response.writeHead(405, { allow: 'GET, HEAD' }).end();
    },
  };
}

function withUnits(metrics: ResourceMetrics): ResourceMetrics {
  return {
    ...metrics,
    scopeMetrics: metrics.scopeMetrics.map((scope) => ({
      ...scope,
      metrics: scope.metrics.map((metric) => ({
        ...metric,
        descriptor: { ...metric.descriptor, name: nameWithUnit(metric.descriptor) },
      })),
    })),
  };
}

function nameWithUnit({ name, unit }: { name: string; unit: string }): string {
  const suffix = UNITS[unit];
  return suffix === undefined || name.endsWith(suffix) ? name : `${name}_${suffix}`;
}
