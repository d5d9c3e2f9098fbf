// From a request to the answer of a probe, whatever the framework.
import { createHash, timingSafeEqual } from 'node:crypto';
import { HealthOptionError } from './errors.ts';
import { checkPath } from './options.ts';
import type { HealthOptions, HealthReport, ProbeKind } from './types.ts';

const DEFAULT_PATHS: Readonly<Record<ProbeKind, readonly string[]>> = {
  live: ['/health', '/livez'],
  ready: ['/ready', '/readyz'],
  started: ['/startupz'],
};
const MIN_TOKEN_CHARS = 16;

/** What answers a path. */
export interface Route {
  kind: ProbeKind;
  /** Whether everybody gets the full report. */
  isInternal: boolean;
}

/** A response without a framework. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Empty for HEAD. */
  body: string;
}

/** The routes by path. @throws {HealthOptionError} When a path is none or stands twice. */
export function resolveRoutes({ paths = {}, internalPath }: HealthOptions): Map<string, Route> {
  const routes = new Map<string, Route>();
  const add = (name: string, path: string, route: Route): void => {
    if (routes.has(checkPath(name, path))) {
      throw new HealthOptionError(`Expected different paths, got "${path}" twice`);
    }
    routes.set(path, route);
  };
  for (const kind of ['live', 'ready', 'started'] as const) {
    for (const path of paths[kind] ?? DEFAULT_PATHS[kind])
      add(`\`paths.${kind}\``, path, { kind, isInternal: false });
  }
  if (internalPath !== undefined) add('`internalPath`', internalPath, { kind: 'ready', isInternal: true });
  return routes;
}

/** Makes the test of an Authorization header. @throws {HealthOptionError} When the token can be guessed. */
export function createTokenTest(token: string | undefined): (authorization: string | undefined) => boolean {
  if (token === undefined) return () => false;
  if (typeof token !== 'string' || token.length < MIN_TOKEN_CHARS) {
    throw new HealthOptionError(`Expected \`token\` to have at least ${MIN_TOKEN_CHARS} characters`);
  }
  const expected = digest(`bearer ${token}`);
  return (authorization) =>
    authorization !== undefined &&
    timingSafeEqual(digest(authorization.replace(/^bearer /i, 'bearer ')), expected);
}

/** The path of a URL or of a request target. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** Whether a probe may be asked with this method. */
export function isProbeMethod(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** 200 for pass and warn, 503 for fail. Who may not see more gets the status alone. */
export function answerProbe(report: HealthReport, method: string | undefined, isFull: boolean): Answer {
  const body = JSON.stringify(isFull ? report : { status: report.status });
  return {
    status: report.status === 'fail' ? 503 : 200,
    headers: {
      'Content-Type': 'application/health+json',
      'Cache-Control': 'no-store',
      'Content-Length': String(Buffer.byteLength(body)),
    },
    body: method === 'HEAD' ? '' : body,
  };
}

/** Says which methods there are. */
export const WRONG_METHOD: Answer = {
  status: 405,
  headers: { Allow: 'GET, HEAD', 'Cache-Control': 'no-store', 'Content-Length': '0' },
  body: '',
};

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
