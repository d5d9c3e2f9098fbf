// JSON-RPC messages, one a line, as MCP's stdio transport has them.
import type { Readable, Writable } from 'node:stream';
import { atEndOfTurn } from './runtime/end-of-turn.ts';

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

/** Makes a writer of lines. All lines of one turn of the event loop go out in one write. */
export function createLineWriter(output: Pick<Writable, 'write'>): {
  write(line: string): void;
  flush(): Promise<void>;
} {
  let buffer = '';
  const drain = (): void => {
    if (buffer === '') return;
    // As many bytes as characters means ASCII, which needs no transcoding.
    output.write(buffer, Buffer.byteLength(buffer) === buffer.length ? 'latin1' : 'utf8');
    buffer = '';
  };
  return {
    write(line) {
      const isFirst = buffer === '';
      buffer += `${line}\n`;
      // It may be now, and what is not in the buffer then would not be written.
      if (isFirst) atEndOfTurn(drain);
    },
    flush() {
      drain();
      return new Promise((resolve) => output.write('', () => resolve()));
    },
  };
}
