// Keeps standard output for the protocol: a `console.log` between two messages would break the connection.
import type { Writable } from 'node:stream';
import type { SanitizerLike } from './runtime/options.ts';

/** Standard output while it is claimed. */
export interface ClaimedOutput {
  /** The only way to it. */
  readonly output: Pick<Writable, 'write'>;
  /** Gives it back to everybody. */
  release(): void;
}

/**
 * Sends what others write to `stdout` to `stderr`, cleaned, until it is released. What does not pass the stream, such
 * as a write to file descriptor 1 or a child process that inherits it, cannot be caught.
 */
export function claimStdout(
  stdout: Writable,
  stderr: Pick<Writable, 'write'>,
  sanitizer: SanitizerLike,
): ClaimedOutput {
  const { write } = stdout;
  function divert(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
    const [encoding, callback] = typeof rest[0] === 'function' ? [undefined, rest[0]] : rest;
    const text =
      typeof chunk === 'string'
        ? Buffer.from(chunk, encoding as BufferEncoding | undefined)
        : Buffer.from(chunk);
    return stderr.write(sanitizer.redact(text.toString('utf8')), callback as (() => void) | undefined);
  }
  stdout.write = divert as Writable['write'];
  return {
    output: { write: write.bind(stdout) },
    release() {
      // Somebody else may have put something in its place.
      if (stdout.write === (divert as Writable['write'])) stdout.write = write;
    },
  };
}
