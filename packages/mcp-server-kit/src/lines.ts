// JSON-RPC messages, one a line, as MCP's stdio transport has them.
import type { Readable, Writable } from 'node:stream';

/** Calls `onLine` for each line of `input`, and `onTooLong` for one with more than `maxBytes`, which is skipped. */
export function readLines(
  input: Readable,
  maxBytes: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): void {
  let parts: Buffer[] = [];
  let size = 0;
  let isSkipping = false;
  input.on('data', (chunk: Buffer) => {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(10, start);
      const part = chunk.subarray(start, end === -1 ? undefined : end);
      size += part.length;
      if (size > maxBytes && !isSkipping) {
        isSkipping = true;
        parts = [];
        onTooLong();
      }
      if (!isSkipping) parts.push(part);
      if (end === -1) return;
      if (!isSkipping && size > 0)
        onLine((parts.length === 1 ? part : Buffer.concat(parts)).toString('utf8'));
      parts = [];
      size = 0;
      isSkipping = false;
      start = end + 1;
    }
  });
}

/**
 * Makes a writer of lines. All lines of one turn of the event loop go out in one write: a system call for each
 * answer is what a pipelining client would wait for.
 */
export function createLineWriter(output: Writable): { write(line: string): void; flush(): Promise<void> } {
  let buffer = '';
  let isScheduled = false;
  const drain = (): void => {
    isScheduled = false;
    if (buffer === '') return;
    // As many bytes as characters means ASCII, which needs no transcoding.
    output.write(buffer, Buffer.byteLength(buffer) === buffer.length ? 'latin1' : 'utf8');
    buffer = '';
  };
  return {
    write(line) {
      buffer += `${line}\n`;
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(drain);
    },
    flush() {
      drain();
      return new Promise((resolve) => output.write('', () => resolve()));
    },
  };
}
