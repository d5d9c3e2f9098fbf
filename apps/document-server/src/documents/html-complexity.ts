// Measures a page before it is read: the time that reading takes grows with depth times length, the memory with the number
// of elements.
import { Parser } from 'htmlparser2';

/**
 * Whether `html` has more than `maxElements` elements and comments, or elements that nest deeper than `maxDepth`. Takes
 * time in proportion to the length: it is asked of the parser that html-to-text reads with, which stops at the first
 * element too many. Anything else would take some pages for flat that are not so to that parser.
 */
export function isTooComplex(html: string, maxDepth: number, maxElements: number): boolean {
  let depth = 0;
  let elements = 0;
  let isTooMuch = false;
  const count = (): void => {
    elements++;
    if (depth <= maxDepth && elements <= maxElements) return;
    isTooMuch = true;
    parser.pause();
  };
  const parser = new Parser({
    onopentag() {
      depth++;
      count();
    },
    onclosetag() {
      depth--;
    },
    oncomment: count,
    onprocessinginstruction: count,
  });
  parser.write(html);
  return isTooMuch;
}
