// Where each signal is posted: the rules of the OTLP exporter specification for endpoints.
import { TracingOptionsError } from '../errors.ts';
import type { Env } from './checks.ts';

/** The kinds of telemetry, as they stand in OTLP's paths and variables. */
export type Signal = 'traces' | 'metrics' | 'logs';

/** The URL to post a signal to, or `undefined` when nothing names one. The option goes before the environment. */
export function resolveUrl(signal: Signal, endpoint: string | undefined, env: Env): string | undefined {
  if (endpoint !== undefined) return withSignalPath(parse(endpoint, '`endpoint`'), signal);
  const variable = `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`;
  const exact = env[variable]?.trim();
  if (exact) return parse(exact, variable).href;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim();
  if (base) return withSignalPath(parse(base, 'OTEL_EXPORTER_OTLP_ENDPOINT'), signal);
  return undefined;
}

// Somebody who gives the path for one signal means its siblings for the others.
function withSignalPath(url: URL, signal: Signal): string {
  const base = url.pathname.replace(/\/$/, '').replace(/\/v1\/(?:traces|metrics|logs)$/, '');
  url.pathname = `${base}/v1/${signal}`;
  return url.href;
}

function parse(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  // The value is left out of the message: a URL may hold a password.
  throw new TracingOptionsError(`Expected ${name} to be an absolute http or https URL`);
}
