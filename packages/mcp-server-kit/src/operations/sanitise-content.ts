// Replaces personal data in content blocks, embedded resources and resource bodies.
import type { SanitizerLike } from '../runtime/options.ts';
import { redactStrings } from '../runtime/redact-strings.ts';

type Block = Readonly<Record<string, unknown>>;

const TEXTUAL = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|yaml|x-yaml|javascript|x-ndjson)\b)/i;

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
  if (typeof block.data === 'string') return withRest(block, 'data', block.data, sanitizer);
  if (typeof block.blob === 'string')
    return withRest(block, 'blob', sanitiseBlob(block, sanitizer), sanitizer);
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

function sanitiseBlob(block: Block, sanitizer: SanitizerLike): string {
  const blob = block.blob as string;
  if (typeof block.mimeType !== 'string' || !TEXTUAL.test(block.mimeType)) return blob;
  const text = Buffer.from(blob, 'base64').toString('utf8');
  const clean = sanitizer.sanitize(text);
  return clean === text ? blob : Buffer.from(clean, 'utf8').toString('base64');
}
