// Reads the YAML front matter of a Markdown file: title, dates and tags, and nothing that YAML could abuse.
import { parseDocument } from 'yaml';

/** What a document says about itself. Dates are ISO 8601 in UTC. */
interface FrontMatter {
  title?: string;
  createdAt?: string;
  updatedAt?: string;
  tags: string[];
}

/** The parts of a Markdown file. */
export interface SplitText {
  matter: FrontMatter;
  body: string;
  /** Set when there was front matter that could not be used; `body` then holds the whole file. */
  problem?: string;
}

/** The most characters of front matter that are parsed. */
export const MAX_FRONT_MATTER_CHARS = 16_384;
const MAX_TAGS = 32;

/**
 * Splits `text` into front matter and body. Front matter is a block between two lines `---` at the very start.
 * Aliases, custom tags and blocks of more than 16,384 characters are refused: the file is then read as it is.
 */
export function splitFrontMatter(text: string): SplitText {
  if (!text.startsWith('---\n')) return { matter: { tags: [] }, body: text };
  const end = text.indexOf('\n---', 3);
  const after = end < 0 ? '' : text.charAt(end + 4);
  if (end < 0 || (after !== '' && after !== '\n')) return { matter: { tags: [] }, body: text };
  const source = text.slice(4, end + 1);
  const whole = (problem: string): SplitText => ({ matter: { tags: [] }, body: text, problem });
  if (source.length > MAX_FRONT_MATTER_CHARS) return whole('too long');
  const fields = parseFields(source);
  if (fields === undefined) return whole('not valid YAML');
  return { matter: readMatter(fields), body: text.slice(end + 5) };
}

function parseFields(source: string): Record<string, unknown> | undefined {
  try {
    const document = parseDocument(source, {
      schema: 'failsafe',
      customTags: [],
      resolveKnownTags: false,
      merge: false,
      logLevel: 'silent',
    });
    // An unknown tag is a warning to the library; here it is a reason not to trust the block.
    if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    if (value === null || value === '') return {};
    return typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function readMatter(fields: Record<string, unknown>): FrontMatter {
  const matter: FrontMatter = { tags: readTags(fields.tags) };
  const title = typeof fields.title === 'string' ? fields.title.trim() : '';
  const createdAt = readDate(fields.created_at ?? fields.date);
  const updatedAt = readDate(fields.updated_at);
  if (title !== '') matter.title = title;
  if (createdAt !== undefined) matter.createdAt = createdAt;
  if (updatedAt !== undefined) matter.updatedAt = updatedAt;
  return matter;
}

function readTags(value: unknown): string[] {
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return list
    .slice(0, MAX_TAGS)
    .filter((tag): tag is string => typeof tag === 'string')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date without a zone is taken as UTC, so that the same file means the same time on every machine. */
function readDate(value: unknown): string | undefined {
  if (typeof value !== 'string' || !ISO_DATE.test(value.trim())) return undefined;
  const text = value.trim().replace(' ', 'T');
  const zoned = /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`;
  const date = new Date(zoned);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
