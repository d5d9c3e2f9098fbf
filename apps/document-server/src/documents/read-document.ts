// Reads one file as a document in which everything personal is masked.
import type { Sanitizer } from '@portcullis/pii-sanitizer';
import { normalText } from '../normal-text.ts';
import { decodeText } from './decode-text.ts';
import { createMasker, type MaskCounts } from './mask-text.ts';
import { parseDocumentText } from './parse-document.ts';
import { readBytes } from './read-bytes.ts';
import type { FoundFile, SkipReason } from './walk-folder.ts';

/** A file that was read. */
export interface ReadDocument {
  title: string;
  content: string;
  tags: string[];
  /** What the document says about itself, in ISO 8601; what it does not say, the file tells. */
  createdAt: string | undefined;
  updatedAt: string | undefined;
  masked: MaskCounts;
  /** Set when the front matter could not be used. */
  problem: string | undefined;
}

const MAX_TITLE_CHARS = 200;
const MAX_TAG_CHARS = 64;

/** @returns The document, or why it is left out. */
export async function readDocument(
  { path, realPath, top }: FoundFile,
  maxBytes: number,
  sanitizer: Pick<Sanitizer, 'detect' | 'redact'>,
): Promise<ReadDocument | SkipReason> {
  const bytes = await readBytes(realPath, top, maxBytes);
  if (typeof bytes === 'string') return bytes;
  const decoded = decodeText(bytes);
  if ('refused' in decoded) return decoded.refused;
  const parsed = parseDocumentText(path, decoded.text);
  if (parsed === undefined) return 'too_complex';
  const mask = createMasker(sanitizer);
  const clean = (text: string): string => mask(normalText(text));
  // Masked whole and shortened afterwards: half a number would not be recognised.
  return {
    title: shorten(clean(parsed.title), MAX_TITLE_CHARS) || 'Untitled',
    content: clean(parsed.content),
    tags: parsed.tags.map((tag) => shorten(clean(tag), MAX_TAG_CHARS)),
    createdAt: parsed.createdAt,
    updatedAt: parsed.updatedAt,
    masked: mask.counts,
    problem: parsed.problem,
  };
}

function shorten(text: string, maxChars: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= maxChars) return flat;
  const cut = flat.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}
