// Replaces personal data in content blocks, embedded resources and resource bodies.
import type { SanitizerLike } from '../runtime/options.ts';
import { redactStrings } from '../runtime/redact-strings.ts';

type Block = Readonly<Record<string, unknown>>;

const TEXTUAL =
  /^(?:text\/|[\w.-]+\/[\w.-]+\+(?:json|xml)\b|application\/(?:json|xml|yaml|x-yaml|javascript|x-ndjson)\b)/i;

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}$/;

/** Cleans a list of content blocks; the same reference when nothing was found. */
export function sanitiseBlocks<T extends Block>(
  blocks: readonly T[],
  sanitizer: SanitizerLike,
): readonly T[] {
  let copy: T[] | undefined;
  for (const [index, block] of blocks.entries()) {
    const clean = sanitiseBlock(block, sanitizer);
    if (clean === block) continue;
    copy ??= [...blocks];
    copy[index] = clean;
  }
  return copy ?? blocks;
}

/** Cleans one block. Bytes are left alone unless their type says that they are text. */
export function sanitiseBlock<T extends Block>(block: T, sanitizer: SanitizerLike): T {
  if (typeof block.text === 'string') {
    // `sanitize` also looks inside text that is JSON, with its keys; `redact` would not.
    const text = sanitizer.sanitize(block.text);
    return withRest(block, 'text', text, sanitizer);
  }
  for (const key of ['data', 'blob']) {
    const bytes = block[key];
    if (typeof bytes === 'string') {
      return withRest(block, key, sanitiseBase64(bytes, block.mimeType, sanitizer), sanitizer);
    }
  }
  if (block.resource !== null && typeof block.resource === 'object') {
    return withRest(block, 'resource', sanitiseBlock(block.resource as Block, sanitizer), sanitizer);
  }
  return redactStrings(block, sanitizer);
}

// The payload has been dealt with; what is left are names, URIs and descriptions.
function withRest<T extends Block>(block: T, key: string, payload: unknown, sanitizer: SanitizerLike): T {
  let changed = payload !== block[key];
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(block)) {
    copy[name] = name === key ? payload : redactStrings(value, sanitizer);
    changed ||= copy[name] !== value;
  }
  return changed ? (copy as T) : block;
}

function sanitiseBase64(data: string, mimeType: unknown, sanitizer: SanitizerLike): string {
  // Whatever it says that it is, what is not Base64 is text.
  if (!BASE64.test(data)) return sanitizer.redact(data);
  if (typeof mimeType !== 'string' || !TEXTUAL.test(mimeType)) return data;
  const text = Buffer.from(data, 'base64').toString('utf8');
  const clean = sanitizer.sanitize(text);
  return clean === text ? data : Buffer.from(clean, 'utf8').toString('base64');
}
