// Cuts a byte stream into lines, without holding more than one line of the permitted length.

const NEWLINE = 0x0a;

/**
 * Creates a function to feed chunks to. It returns false once a line is over `maxBytes`; feed it no more then.
 * Blanks around a line are taken off.
 */
export function createLineReader(maxBytes: number, onLine: (line: string) => void) {
  let parts: Buffer[] = [];
  let held = 0;
  return (chunk: Buffer): boolean => {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const piece = chunk.subarray(start, end === -1 ? undefined : end);
      held += piece.length;
      if (held > maxBytes) return false;
      parts.push(piece);
      if (end === -1) return true;
      const line = Buffer.concat(parts).toString('utf8').trim();
      parts = [];
      held = 0;
      start = end + 1;
      onLine(line);
    }
  };
}
