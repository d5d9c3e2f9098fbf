// Finds data in a text of any size that comes in pieces, with lines and columns, in bounded memory.
import type { Finding } from '../types.ts';

/** A finding by its place in a file. Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface PlacedFinding extends Finding {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** What was found. */
  value: string;
}

/** How much is scanned at once. */
const SEGMENT_CHARS = 1 << 20;
/** More than the longest finding and what its rule looks at after it: what begins before that is decided. */
const UNDECIDED_CHARS = 17_000;
/** More than a rule looks at before a finding. */
const CONTEXT_CHARS = 1_024;

/** Yields the findings of a text in order, with offsets into the whole. */
export async function* scanChunks(
  chunks: AsyncIterable<string>,
  detect: (text: string) => readonly Finding[],
  segmentChars = SEGMENT_CHARS,
): AsyncGenerator<PlacedFinding> {
  const position = createPosition();
  let text = '';
  /** Offset of `text` in the whole, and up to where all is decided. */
  let base = 0;
  let decided = 0;

  function* settle(isEnd: boolean): Generator<PlacedFinding> {
    const limit = base + text.length - (isEnd ? 0 : UNDECIDED_CHARS);
    for (const { type, start, end, confidence } of detect(text)) {
      const from = base + start;
      if (from < decided || from >= limit) continue;
      decided = base + end;
      const begin = position.at(text, base, from);
      const stop = position.at(text, base, decided);
      yield {
        ...{ type, start: from, end: decided, confidence },
        ...{ line: begin.line, column: begin.column, endLine: stop.line, endColumn: stop.column },
        value: text.slice(start, end),
      };
    }
    decided = Math.max(decided, limit);
    const next = Math.max(base, decided - CONTEXT_CHARS);
    position.at(text, base, next);
    text = text.slice(next - base);
    base = next;
  }

  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += segmentChars) {
      text += chunk.slice(at, at + segmentChars);
      if (text.length >= segmentChars + UNDECIDED_CHARS + CONTEXT_CHARS) yield* settle(false);
    }
  }
  yield* settle(true);
}

/** Counts lines, always forward. */
function createPosition() {
  let line = 1;
  let lineStart = 0;
  let seen = 0;
  return {
    /** Line and column of an offset into the whole, of which `text` begins at `base`. */
    at(text: string, base: number, offset: number): { line: number; column: number } {
      const passed = text.slice(Math.max(0, seen - base), Math.max(0, offset - base));
      for (let end = passed.indexOf('\n'); end !== -1; end = passed.indexOf('\n', end + 1)) {
        line += 1;
        lineStart = seen + end + 1;
      }
      seen = Math.max(seen, offset);
      return { line, column: offset - lineStart + 1 };
    },
  };
}
