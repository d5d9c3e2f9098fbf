// Arguments and results as text for a span: sanitised leaf by leaf, and no longer than will be kept of them.
import { REMOVED, type TextScrubber } from '../scrub/text.ts';

/**
 * The value as JSON, sanitised. It is a span's attribute, and so passes the scrubber once more and is cut there.
 * @returns `[removed]` when it cannot be sanitised or written.
 */
export function contentText({ value }: TextScrubber, content: unknown): string {
  try {
    return JSON.stringify(value(content)) ?? REMOVED;
  } catch {
    return REMOVED;
  }
}
