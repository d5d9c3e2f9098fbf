// Where log lines wait, so that not every one of them costs a system call.
import { type DestinationStream, destination } from 'pino';

/** How many characters may wait, and for how long. */
const MAX_CHARS = 16_384;
const MAX_WAIT_MS = 200;

const byDescriptor = new Map<number, DestinationStream>();

/**
 * Makes a stream of lines to a file descriptor; nothing is lost when the process ends by itself. Loggers that write
 * to the same descriptor share one, and with it its timer and its listener.
 */
export function bufferedDestination(fd: number): DestinationStream {
  const known = byDescriptor.get(fd);
  if (known !== undefined) return known;
  const target = destination({ dest: fd, sync: true });
  // Growing one string costs a third of what the list of lines costs that `minLength` of the target would keep.
  let waiting = '';
  const flush = (): void => {
    const lines = waiting;
    waiting = '';
    if (lines !== '') target.write(lines);
  };
  const stream = {
    write(line: string): void {
      waiting += line;
      if (waiting.length >= MAX_CHARS) flush();
    },
    // pino calls it after a line at `fatal`.
    flushSync(): void {
      flush();
      target.flushSync();
    },
  };
  setInterval(flush, MAX_WAIT_MS).unref();
  process.on('exit', stream.flushSync);
  byDescriptor.set(fd, stream);
  return stream;
}
