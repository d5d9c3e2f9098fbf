// Replaces personal data in content blocks, embedded resources and resource bodies.
import type { SanitizerLike } from '../runtime/options.ts';
import { sanitiseRecord } from '../runtime/sanitise-record.ts';
import { asUtf8, sanitiseBytes } from './sanitise-bytes.ts';

type Block = Readonly<Record<string, unknown>>;

/** The kinds of block whose content is in a field of its own. */
const TYPES: ReadonlySet<unknown> = new Set(['text', 'image', 'audio', 'resource']);

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

/**
 * Cleans one block: text, bytes and an embedded resource each in its way, as many of them as it has, and the rest as
 * structured content is. The same reference when nothing was found.
 */
export function sanitiseBlock<T extends Block>(block: T, sanitizer: SanitizerLike): T {
  // No block at all, but a handler may have put it there.
  if (block === null || typeof block !== 'object') return sanitizer.sanitize(block);
  const content: Record<string, unknown> = {};
  const others: [string, unknown][] = [];
  let isClean = true;
  for (const key of Object.keys(block)) {
    const value = block[key];
    if (!isContent(key, value)) {
      others.push([key, value]);
      continue;
    }
    content[key] = sanitiseContent(key, value, block, sanitizer);
    isClean &&= content[key] === value;
  }
  // Not by assignment, which would make a prototype of `__proto__`, and leave it out of what is looked at.
  const rest = others.length > 0 ? Object.fromEntries(others) : undefined;
  const clean = rest && sanitiseRecord(rest, sanitizer);
  if (isClean && clean === rest) return block;
  const copy: Record<string, unknown> = { ...content, ...clean };
  const isNewText = content.data !== block.data || content.blob !== block.blob;
  if (isNewText && typeof copy.mimeType === 'string') copy.mimeType = asUtf8(copy.mimeType);
  return copy as T;
}

function isContent(key: string, value: unknown): boolean {
  if (key === 'type') return TYPES.has(value);
  if (key === 'resource') return value !== null && typeof value === 'object';
  return (key === 'text' || key === 'data' || key === 'blob') && typeof value === 'string';
}

function sanitiseContent(key: string, value: unknown, block: Block, sanitizer: SanitizerLike): unknown {
  if (key === 'type') return value;
  // `sanitize` also looks inside text that is JSON, with its keys; `redact` would not.
  if (key === 'text') return sanitizer.sanitize(value);
  if (key === 'resource') return sanitiseBlock(value as Block, sanitizer);
  return sanitiseBytes(value as string, block.mimeType, sanitizer);
}
