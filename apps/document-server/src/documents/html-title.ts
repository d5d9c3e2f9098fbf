// Finds what a page is called.
import { Parser } from 'htmlparser2';

const MAX_CHARS = 2000;

/** The words of the first `<title>` that is the page's own and no picture's, else of the first `<h1>`. */
export function htmlTitle(html: string): string | undefined {
  const found: Record<string, string> = {};
  let pictures = 0;
  let inside: string | undefined;
  const parser = new Parser({
    onopentagname(name) {
      if (name === 'svg') pictures++;
      else if (name === 'br' && inside !== undefined) found[inside] += ' ';
      else if (pictures === 0 && (name === 'title' || name === 'h1') && !found[name]) {
        inside = name;
        found[name] = '';
      }
    },
    ontext(text) {
      if (inside !== undefined) found[inside] = `${found[inside]}${text}`.slice(0, MAX_CHARS);
    },
    onclosetag(name) {
      if (name === 'svg') pictures--;
      if (name !== inside) return;
      found[name] = (found[name] ?? '').replace(/\s+/g, ' ').trim();
      inside = undefined;
      if (found.title) parser.pause();
    },
  });
  parser.write(html);
  // What is never closed may be all of the page.
  if (inside !== undefined) delete found[inside];
  return found.title || found.h1 || undefined;
}
