// JSON-RPC messages, one a line, as MCP's stdio transport has them.
import type { Readable, Writable } from 'node:stream';
import { atEndOfTurn } from './runtime/end-of-turn.ts';

/** How much is kept of each end of a line that is too long, in bytes. */
const END_BYTES = 1024;

/**
 * Calls `onLine` for each line of `input`. One with more than `maxBytes` is skipped: `onTooLong` gets how it begins, at
 * once, and unless it gives `true`, that and how it ends, when it has ended.
 */
export function readLines(
  input: Readable,
  maxBytes: number,
  onLine: (line: string) => void,
  onTooLong: (head: string, tail?: string) => boolean,
): void {
  let parts: Buffer[] = [];
  let size = 0;
  let skipped: SkippedLine | undefined;
  input.on('data', (chunk: Buffer) => {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(10, start);
      const part = chunk.subarray(start, end === -1 ? undefined : end);
      size += part.length;
      if (skipped !== undefined) skipped.add(part);
      else {
        parts.push(part);
        if (size > maxBytes) {
          skipped = new SkippedLine(Buffer.concat(parts), onTooLong);
          parts = [];
        }
      }
      if (end === -1) return;
      if (skipped !== undefined) skipped.end();
      else if (size > 0) onLine((parts.length === 1 ? part : Buffer.concat(parts)).toString('utf8'));
      parts = [];
      size = 0;
      skipped = undefined;
      start = end + 1;
    }
  });
}

/** A line that is not kept but for its ends. */
class SkippedLine {
  readonly #head: string;
  readonly #tell: (head: string, tail?: string) => boolean;
  readonly #isDone: boolean;
  #tail: Buffer;

  constructor(begun: Buffer, tell: (head: string, tail?: string) => boolean) {
    this.#head = begun.toString('utf8', 0, END_BYTES);
    this.#tail = Buffer.from(begun.subarray(-END_BYTES));
    this.#tell = tell;
    this.#isDone = tell(this.#head);
  }

  add(part: Buffer): void {
    if (!this.#isDone)
      this.#tail = Buffer.concat([this.#tail, part.subarray(-END_BYTES)]).subarray(-END_BYTES);
  }

  end(): void {
    if (!this.#isDone) this.#tell(this.#head, this.#tail.toString('utf8'));
  }
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
