// Turns the text of one file into a title, a body and what it says about itself.
import { extname } from 'node:path';
import { splitFrontMatter } from './front-matter.ts';
import { readHtml } from './html.ts';

/** A file as it was written; nothing in it is masked yet. */
export interface ParsedDocument {
  title: string;
  content: string;
  tags: string[];
  createdAt?: string;
  updatedAt?: string;
  /** Set when the front matter could not be used. */
  problem?: string;
}

/** The kinds of file that are read, by their ending in lower case. */
export const FILE_TYPES: ReadonlySet<string> = new Set(['.md', '.txt', '.html', '.htm']);

/**
 * Reads one document.
 * @param relativePath - Its ending picks the format; its name is the title of last resort.
 * @param text - The decoded file.
 * @returns `undefined` for an HTML page that is too complex to be read.
 */
export function parseDocumentText(relativePath: string, text: string): ParsedDocument | undefined {
  const type = extname(relativePath).toLowerCase();
  if (type === '.md') {
    const { matter, body, problem } = splitFrontMatter(text);
    const { title, ...rest } = matter;
    return {
      ...rest,
      title: title ?? firstHeading(body) ?? nameOf(relativePath),
      content: body.trim(),
      ...(problem === undefined ? {} : { problem: `front matter ${problem}` }),
    };
  }
  if (type === '.html' || type === '.htm') {
    const page = readHtml(text);
    if (page === undefined) return undefined;
    return { title: page.title ?? nameOf(relativePath), content: page.text, tags: [] };
  }
  const content = text.trim();
  return { title: firstLine(content) ?? nameOf(relativePath), content, tags: [] };
}

/** Code in fences (CommonMark) has comments that look like headings. */
function firstHeading(markdown: string): string | undefined {
  let fence: string | undefined;
  for (const [line, mark, heading] of markdown.matchAll(/^(?: {0,3}(`{3,}|~{3,})|#[ \t]+(\S)).*$/gm)) {
    if (heading !== undefined && fence === undefined) return line.slice(1).trim();
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
  }
  return undefined;
}

/** The first line of a text file stands for its title if it is short enough to be one. */
function firstLine(text: string): string | undefined {
  const end = text.indexOf('\n');
  const line = (end < 0 ? text : text.slice(0, end)).trim();
  return line !== '' && line.length <= 120 ? line : undefined;
}

/** The name as it is: turning its hyphens into spaces would hide a number in it from the detectors. */
function nameOf(relativePath: string): string {
  const base = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  return base.slice(0, base.length - extname(base).length) || base;
}
