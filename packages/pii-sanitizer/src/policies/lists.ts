// The allow and deny lists, laid over a detector.

import type { CustomDetector } from '../custom/custom-detector.ts';
import type { Detector } from '../detect/detector.ts';
import { findingAt } from '../detect/finding-at.ts';
import { SanitizerOptionError } from '../errors.ts';
import type { Finding } from '../types.ts';
import { joinSpans } from '../values/join-spans.ts';
import { isInsidePlaceholder } from './placeholders.ts';

/** The type of what is on the deny list. */
const DENIED = 'DENIED';
/** The longest text on a list: a stream looks no further. */
const MAX_CHARS = 256;
const WORD = /[\p{L}\p{N}_]/u;

/** A text, or a detector from `defineDetector`, which has been checked to run in linear time. */
export type ListEntry = string | CustomDetector;

/** A list, ready to be asked. */
export interface ListMatcher {
  /** Whether a whole text, without white space around it, is on the list. */
  matches(text: string): boolean;
  /** Where a text holds something of the list. */
  find(text: string, key: string | undefined): Finding[];
}

/**
 * Makes a matcher from texts and detectors.
 * @throws {SanitizerOptionError} For anything else, and for texts that are empty or longer than 256 characters.
 */
export function createList(name: string, entries: readonly ListEntry[]): ListMatcher {
  if (!Array.isArray(entries)) throw new SanitizerOptionError(`Expected \`${name}\` to be an array`);
  const texts = new Set<string>();
  const detectors: CustomDetector[] = [];
  for (const entry of entries as readonly unknown[]) {
    if (typeof (entry as CustomDetector | null)?.scan === 'function') detectors.push(entry as CustomDetector);
    else if (typeof entry === 'string' && entry.trim() !== '' && entry.length <= MAX_CHARS)
      texts.add(fold(entry));
    else {
      throw new SanitizerOptionError(
        `Expected \`${name}\` to hold texts of 1 to ${MAX_CHARS} characters, or detectors`,
      );
    }
  }
  // Longer texts first: an alternation takes the first that fits.
  const alternatives = [...texts].sort((a, b) => b.length - a.length).map(quoted);
  const literal = alternatives.length === 0 ? undefined : new RegExp(alternatives.join('|'), 'giu');
  return {
    matches: (text) => texts.has(fold(text)) || detectors.some((detector) => isWhole(detector, text.trim())),
    find(text, key) {
      const found = literal === undefined ? [] : findTexts(text, literal);
      for (const detector of detectors) detector.scan(text, found, key);
      return found.map(({ start, end }) => deniedAt(start, end));
    },
  };
}

/** The detector without what is allowed, and with what is denied. Findings inside placeholders never count. */
export function withLists(
  detector: Detector,
  allow: ListMatcher | undefined,
  deny: ListMatcher | undefined,
): Detector {
  return {
    detect(text, key) {
      let found = detector.detect(text, key);
      if (found.length > 0) {
        found = found.filter(({ start, end }) => {
          if (isInsidePlaceholder(text, start)) return false;
          return allow === undefined || !allow.matches(text.slice(start, end));
        });
      }
      const denied = deny?.find(text, key).filter(({ start }) => !isInsidePlaceholder(text, start)) ?? [];
      return denied.length === 0 ? found : merge(found, denied);
    },
  };
}

/** Both lists in order. Where they overlap, one denied finding covers both: nothing of either may show. */
function merge(found: readonly Finding[], denied: readonly Finding[]): Finding[] {
  return joinSpans([...found, ...denied], (last, { end }) => deniedAt(last.start, Math.max(last.end, end)));
}

function deniedAt(start: number, end: number): Finding {
  return findingAt(DENIED, start, end, 1);
}

function findTexts(text: string, literal: RegExp): Finding[] {
  const found: Finding[] = [];
  for (const { index: start, 0: match } of text.matchAll(literal)) {
    const end = start + match.length;
    if (isWordApart(text, start, end)) found.push(deniedAt(start, end));
  }
  return found;
}

function isWhole(detector: CustomDetector, text: string): boolean {
  const found: Finding[] = [];
  detector.scan(text, found);
  return found.some(({ start, end }) => start === 0 && end === text.length);
}

/** A text counts only where no letter or digit stands beside it. */
function isWordApart(text: string, start: number, end: number): boolean {
  return !(isWord(text, start - 1) && isWord(text, start)) && !(isWord(text, end - 1) && isWord(text, end));
}

function isWord(text: string, at: number): boolean {
  return WORD.test(text.charAt(at));
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
