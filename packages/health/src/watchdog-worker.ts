// The thread of the watchdog: it sees whether the main thread still counts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { answerProbe, isProbeMethod, pathOf, WRONG_METHOD } from './routes.ts';
import type { HealthStatus } from './types.ts';

/** What the main thread hands over. */
export interface WatchdogData {
  beats: Int32Array;
  port: number;
  host: string;
  maxStallMs: number;
}

const PATHS = new Set(['/livez', '/health']);
const LOOK_MS = 50;

const { beats, port, host, maxStallMs } = workerData as WatchdogData;
let seen = Atomics.load(beats, 0);
let seenAt = performance.now();

function look(): HealthStatus {
  const beat = Atomics.load(beats, 0);
  if (beat !== seen) {
    seen = beat;
    seenAt = performance.now();
  }
  return performance.now() - seenAt > maxStallMs ? 'fail' : 'pass';
}
setInterval(look, LOOK_MS);

const server = createServer((request, response) => {
  if (!PATHS.has(pathOf(request.url ?? ''))) {
    response.writeHead(404, { 'Content-Length': '0' }).end();
    return;
  }
  const { status, headers, body } = isProbeMethod(request.method)
    ? answerProbe({ status: look() }, request.method, false)
    : WRONG_METHOD;
  response.writeHead(status, headers).end(body);
});
// An error ends the thread, and is thrown where the watchdog was started.
server.listen(port, host, () => parentPort?.postMessage((server.address() as AddressInfo).port));
