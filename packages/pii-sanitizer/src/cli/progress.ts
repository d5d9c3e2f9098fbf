// A bar on a terminal's standard error.
import type { WriteStream } from 'node:tty';

/** Shows how far the work has come. */
export interface Progress {
  /** More bytes have been read. */
  add(bytes: number): void;
  /** Takes the bar away, for a note or the end. */
  clear(): void;
}

const WIDTH = 24;
const INTERVAL_MS = 100;

/** A bar for `total` bytes, or a count when the total is not known; nothing when `stream` is no terminal. */
export function createProgress(stream: WriteStream, total: number | undefined, isWanted: boolean): Progress {
  if (!isWanted || !stream.isTTY) return { add: () => {}, clear: () => {} };
  let done = 0;
  let shownAt = performance.now();
  let isShown = false;
  return {
    add(bytes) {
      done += bytes;
      const now = performance.now();
      if (now - shownAt < INTERVAL_MS) return;
      shownAt = now;
      isShown = true;
      stream.write(`\r\x1b[K${line(done, total)}`);
    },
    clear() {
      if (isShown) stream.write('\r\x1b[K');
      isShown = false;
    },
  };
}

function line(done: number, total: number | undefined): string {
  if (total === undefined || total === 0) return megabytes(done);
  const share = Math.min(1, done / total);
  const full = Math.round(share * WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
  return `${bar} ${Math.round(share * 100)} % of ${megabytes(total)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
