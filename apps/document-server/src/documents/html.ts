// Turns an HTML page into its title and its readable text.
import { compile } from 'html-to-text';
import { nestsDeeperThan } from './html-depth.ts';

/** The words of a page. */
export interface PageText {
  title: string | undefined;
  text: string;
}

/** Pages whose elements nest deeper are refused. */
export const MAX_HTML_DEPTH = 256;

const toText = compile({
  wordwrap: false,
  // What goes over these is left out without a word, so they are wider than what is let in.
  limits: { maxDepth: 2 * MAX_HTML_DEPTH, maxChildNodes: 10_000_000, maxInputLength: 256 * 1024 * 1024 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'noscript', format: 'skip' },
    { selector: 'template', format: 'skip' },
    { selector: 'title', format: 'skip' },
    // Not `dataTable`: it lays cells out in memory by colspan, which is the page's to choose.
    { selector: 'tr', format: 'block' },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' | ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' | ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

const TITLE = /<title[^>]{0,200}>([^<]{1,2000})<\/title/i;
const HEADING = /<h1[^>]{0,200}>([^<]{1,2000})<\/h1/i;

/**
 * Reads a page (WHATWG HTML) as text: no markup, scripts, styles, comments or link targets; one line a table row.
 * The title is that of `<title>`, else the first `<h1>`.
 * @returns `undefined` for a page whose elements nest deeper than {@link MAX_HTML_DEPTH}.
 */
export function readHtml(html: string): PageText | undefined {
  if (nestsDeeperThan(html, MAX_HTML_DEPTH)) return undefined;
  const heading = TITLE.exec(html)?.[1] ?? HEADING.exec(html)?.[1];
  const title = heading === undefined ? '' : toText(`<p>${heading}</p>`).replace(/\s+/g, ' ').trim();
  return { title: title === '' ? undefined : title, text: toText(html).trim() };
}
