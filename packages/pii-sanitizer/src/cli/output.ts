// Writes to a stream as fast as it takes it, and stops when its reader has gone.
import type { Writable } from 'node:stream';

/** Where results go. */
export interface Output {
  /** Resolves when more may be written. */
  write(data: string | Uint8Array): Promise<void>;
  /** Whether the reader has gone: nothing more needs to be written. */
  isClosed(): boolean;
}

/** An output for a stream such as `process.stdout`. A reader that goes early (EPIPE) is no error. */
export function createOutput(stream: Writable): Output {
  let isClosed = false;
  let failure: Error | undefined;
  let wake = () => {};
  stream.on('error', (error: NodeJS.ErrnoException) => {
    isClosed = true;
    if (error.code !== 'EPIPE') failure = error;
    wake();
  });
  stream.on('drain', () => wake());
  return {
    async write(data) {
      if (!isClosed && data.length > 0 && !stream.write(data)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure !== undefined) throw failure;
    },
    isClosed: () => isClosed,
  };
}
