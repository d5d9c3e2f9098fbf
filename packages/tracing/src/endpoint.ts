// Where spans are posted: the rules of the OTLP exporter specification for endpoints.
import { TracingOptionsError } from './errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The URL to post to, or `undefined` when nothing names one. The option goes before the environment. */
export function resolveTracesUrl(endpoint: string | undefined, env: Env): string | undefined {
  if (endpoint !== undefined) return withTracesPath(parse(endpoint, '`endpoint`'));
  const exact = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.trim();
  if (exact) return parse(exact, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT').href;
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim();
  if (base) return withTracesPath(parse(base, 'OTEL_EXPORTER_OTLP_ENDPOINT'));
  return undefined;
}

function withTracesPath(url: URL): string {
  const path = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : url.pathname;
  url.pathname = path.endsWith('/v1/traces') ? path : `${path}/v1/traces`;
  return url.href;
}

function parse(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  // The value is left out of the message: a URL may hold a password.
  throw new TracingOptionsError(`Expected ${name} to be an absolute http or https URL`);
}
