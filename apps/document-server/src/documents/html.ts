// Turns an HTML page into its title and its readable text.
import { compile } from 'html-to-text';

/** The words of a page. */
export interface PageText {
  title: string | undefined;
  text: string;
}

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 100, maxChildNodes: 100_000, maxInputLength: 32 * 1024 * 1024 },
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
 */
export function readHtml(html: string): PageText {
  const heading = TITLE.exec(html)?.[1] ?? HEADING.exec(html)?.[1];
  const title = heading === undefined ? '' : toText(`<p>${heading}</p>`).replace(/\s+/g, ' ').trim();
  return { title: title === '' ? undefined : title, text: toText(html).trim() };
}
