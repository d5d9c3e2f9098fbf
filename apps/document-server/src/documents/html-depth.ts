// Measures how deep a page nests before it is read: the time that reading takes grows with depth times length.
import { Parser } from 'htmlparser2';

/**
 * Whether elements of `html` nest deeper than `maxDepth`. Takes time in proportion to the length: it is asked of the
 * parser that html-to-text reads with, which stops at the first element that is too deep. Anything else would take some
 * pages for flat that are not so to that parser.
 */
export function nestsDeeperThan(html: string, maxDepth: number): boolean {
  let depth = 0;
  let isDeeper = false;
  const parser = new Parser({
    onopentag() {
      depth++;
      if (depth <= maxDepth) return;
      isDeeper = true;
      parser.pause();
    },
    onclosetag() {
      depth--;
    },
  });
  parser.write(html);
  return isDeeper;
}
