// Keeps standard output for the protocol: a `console.log` between two messages would break the connection.
import type { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { SanitizerLike } from './runtime/options.ts';

/** Standard output while it is claimed. */
export interface ClaimedOutput {
  /** The only way to it. */
  readonly output: Pick<Writable, 'write'>;
  /** Gives it back to everybody. */
  release(): void;
}

/** The longest part of a line that waits for the rest of it, in characters. */
const MAX_WAITING_CHARS = 65_536;

/**
 * Sends what others write to `stdout` to `stderr`, cleaned, until it is released. What does not end its line waits for the
 * writes that do: each by itself could hold half of what is to be replaced. What does not pass the stream, such as a
 * write to file descriptor 1 or a child process that inherits it, cannot be caught.
 */
export function claimStdout(
  stdout: Writable,
  stderr: Pick<Writable, 'write'>,
  sanitizer: SanitizerLike,
): ClaimedOutput {
  const { write } = stdout;
  const decoder = new StringDecoder('utf8');
  let waiting = '';
  function flush(callback?: () => void): boolean {
    const text = waiting;
    waiting = '';
    return stderr.write(sanitizer.redact(text), callback);
  }
  function divert(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
    const [encoding, callback] = (typeof rest[0] === 'function' ? [undefined, rest[0]] : rest) as [
      BufferEncoding?,
      (() => void)?,
    ];
    waiting += decoder.write(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk));
    if (/[\r\n]$/.test(waiting) || waiting.length > MAX_WAITING_CHARS) return flush(callback);
    if (callback !== undefined) process.nextTick(callback);
    return true;
  }
  function flushRest(): void {
    waiting += decoder.end();
    if (waiting !== '') flush();
  }
  stdout.write = divert as Writable['write'];
  process.once('exit', flushRest);
  return {
    output: { write: write.bind(stdout) },
    release() {
      process.removeListener('exit', flushRest);
      flushRest();
      // Somebody else may have put something in its place.
      if (stdout.write === (divert as Writable['write'])) stdout.write = write;
    },
  };
}
