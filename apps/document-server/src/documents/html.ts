// Turns an HTML page into its title and its readable text.
import { compile, type FormatCallback } from 'html-to-text';
import { isTooComplex } from './html-complexity.ts';
import { htmlTitle } from './html-title.ts';

/** The words of a page. */
export interface PageText {
  title: string | undefined;
  text: string;
}

/** Pages whose elements nest deeper are refused. */
export const MAX_HTML_DEPTH = 256;
/** Pages with more elements are refused: each takes about 600 bytes of memory while the page is read. */
export const MAX_HTML_ELEMENTS = 200_000;

const MAX_NUMBER = 1_000_000;

/** The library's own lists and quotations indent every line by their depth: a small page could become a huge text. */
const list: FormatCallback = (element, walk, builder) => {
  const start = Number(element.attribs.start ?? 1);
  let number = Math.abs(start) < MAX_NUMBER ? Math.floor(start) : 1;
  builder.openBlock({ leadingLineBreaks: 1 });
  for (const child of element.children) {
    if (child.name !== 'li') {
      walk([child], builder);
      continue;
    }
    builder.openBlock({ leadingLineBreaks: 1 });
    builder.addInline(element.name === 'ol' ? `${number++}. ` : '* ');
    walk(child.children, builder);
    builder.closeBlock({ trailingLineBreaks: 1 });
  }
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const toText = compile({
  wordwrap: false,
  formatters: { list },
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
    { selector: 'ol', format: 'list' },
    { selector: 'ul', format: 'list' },
    { selector: 'blockquote', format: 'block' },
    { selector: 'hr', options: { length: 3 } },
    // Not `dataTable`: it lays cells out in memory by colspan, which is the page's to choose.
    { selector: 'tr', format: 'block' },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' | ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' | ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/**
 * Reads a page (WHATWG HTML) as text: no markup, scripts, styles, comments or link targets; one line a table row.
 * The title is that of `<title>`, else the first `<h1>`.
 * @returns `undefined` for a page that goes over {@link MAX_HTML_DEPTH} or {@link MAX_HTML_ELEMENTS}.
 */
export function readHtml(html: string): PageText | undefined {
  if (isTooComplex(html, MAX_HTML_DEPTH, MAX_HTML_ELEMENTS)) return undefined;
  return { title: htmlTitle(html), text: toText(html).trim() };
}
