// Liveness that still answers when the main thread is stuck: a small HTTP server in a thread of its own.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { checkInteger } from './options.ts';
import type { WatchdogData } from './watchdog-worker.ts';

/** Options of `startWatchdog`. */
export interface WatchdogOptions {
  /** 0: any free port. Default 8081. */
  port?: number;
  /** Default `127.0.0.1`; a kubelet needs `0.0.0.0`. */
  host?: string;
  /** A main thread that has not moved for this long is stuck, in milliseconds, at least 100. Default 1500. */
  maxStallMs?: number;
}

/** A watchdog that answers. */
export interface Watchdog {
  readonly port: number;
  close(): Promise<void>;
}

const BEAT_MS = 50;

/**
 * Starts a thread that answers `/livez` and `/health`: 200 while the main thread moves, 503 when it is stuck. It does not
 * keep the process alive.
 * @throws {HealthOptionError} When an option is out of range; the error of `listen` (`EADDRINUSE`) as it is.
 */
export async function startWatchdog(options: WatchdogOptions = {}): Promise<Watchdog> {
  const { port = 8081, host = '127.0.0.1', maxStallMs = 1500 } = options;
  checkInteger('`port`', port, 0, 65_535);
  checkInteger('`maxStallMs`', maxStallMs, 100);
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WatchdogData = { beats, port, host, maxStallMs };
  const file = import.meta.url.endsWith('.ts') ? './watchdog-worker.ts' : './watchdog-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData,
    name: 'watchdog',
    // What the program preloads, such as instrumentation, has no business there.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32 },
  });
  const [bound] = (await once(worker, 'message')) as [number];
  // A thread that dies later is seen by whoever asks it; it must not take the program along.
  worker.on('error', () => {});
  const beat = setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS).unref();
  worker.unref();
  return {
    port: bound,
    async close() {
      clearInterval(beat);
      await worker.terminate();
    },
  };
}
