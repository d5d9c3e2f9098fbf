// Writes a report as an HTTP response.
import type { HealthReport, ResponseLike } from './types.ts';

/** 200 for pass and warn, 503 for fail. A HEAD gets the same headers and no body. */
export function respond(response: ResponseLike, report: HealthReport, withBody: boolean): void {
  const body = JSON.stringify(report);
  response.statusCode = report.status === 'fail' ? 503 : 200;
  response.setHeader('Content-Type', 'application/health+json');
  response.setHeader('Cache-Control', 'no-store');
  // Names are ASCII, so characters are bytes.
  response.setHeader('Content-Length', String(body.length));
  if (withBody) response.end(body);
  else response.end();
}

/** Says which methods there are. */
export function refuseMethod(response: ResponseLike): void {
  response.statusCode = 405;
  response.setHeader('Allow', 'GET, HEAD');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Length', '0');
  response.end();
}
