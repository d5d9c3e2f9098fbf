// The allow and deny lists, laid over a detector.
import type { Detector } from '../detect/detector.ts';
import { SanitizerOptionError } from '../errors.ts';
import type { Finding } from '../types.ts';
import { isInsidePlaceholder } from './placeholders.ts';

/** The type of what is on the deny list. */
const DENIED = 'DENIED';
/** The longest text on a list: a stream looks no further. */
const MAX_CHARS = 256;
const WORD = /[\p{L}\p{N}_]/u;

/** A list, ready to be asked. */
export interface ListMatcher {
  /** Whether a whole text, without white space around it, is on the list. */
  matches(text: string): boolean;
  /** Where a text holds something of the list. */
  find(text: string): Finding[];
}

/**
 * Makes a matcher from texts and patterns.
 * @throws {SanitizerOptionError} For anything else, and for texts that are empty or longer than 256 characters.
 */
export function createList(name: string, entries: readonly (string | RegExp)[]): ListMatcher {
  if (!Array.isArray(entries)) throw new SanitizerOptionError(`Expected \`${name}\` to be an array`);
  const texts = new Set<string>();
  const patterns: RegExp[] = [];
  for (const entry of entries as readonly unknown[]) {
    if (entry instanceof RegExp) patterns.push(globalCopy(entry));
    else if (typeof entry === 'string' && entry.trim() !== '' && entry.length <= MAX_CHARS)
      texts.add(fold(entry));
    else {
      throw new SanitizerOptionError(
        `Expected \`${name}\` to hold texts of 1 to ${MAX_CHARS} characters, or patterns`,
      );
    }
  }
  // Longer texts first: an alternation takes the first that fits.
  const alternatives = [...texts].sort((a, b) => b.length - a.length).map(quoted);
  const literal = alternatives.length === 0 ? [] : [new RegExp(alternatives.join('|'), 'giu')];
  return {
    matches(text) {
      const folded = fold(text);
      return texts.has(folded) || patterns.some((pattern) => isWhole(pattern, text.trim()));
    },
    find(text) {
      const found: Finding[] = [];
      for (const pattern of literal) addMatches(text, pattern, isWordApart, found);
      for (const pattern of patterns) addMatches(text, pattern, always, found);
      return found;
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
      const denied = deny?.find(text).filter(({ start }) => !isInsidePlaceholder(text, start)) ?? [];
      return denied.length === 0 ? found : merge(found, denied);
    },
  };
}

/** Both lists in order. Where they overlap, one denied finding covers both: nothing of either may show. */
function merge(found: readonly Finding[], denied: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of [...found, ...denied].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last === undefined || finding.start >= last.end) merged.push({ ...finding });
    else if (finding.type === DENIED || last.type === DENIED) {
      last.type = DENIED;
      last.confidence = 1;
      last.end = Math.max(last.end, finding.end);
    }
  }
  return merged;
}

function addMatches(
  text: string,
  pattern: RegExp,
  fits: (text: string, start: number, end: number) => boolean,
  found: Finding[],
): void {
  for (const { index, 0: match } of text.matchAll(pattern)) {
    const end = index + match.length;
    if (match !== '' && fits(text, index, end))
      found.push({ type: DENIED, start: index, end, confidence: 1 });
  }
}

function isWhole(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  const match = pattern.exec(text);
  return match !== null && match.index === 0 && match[0].length === text.length;
}

/** A text counts only where no letter or digit stands beside it. */
function isWordApart(text: string, start: number, end: number): boolean {
  return !(isWord(text, start - 1) && isWord(text, start)) && !(isWord(text, end - 1) && isWord(text, end));
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && WORD.test(text.charAt(at));
}

function always(): boolean {
  return true;
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function globalCopy(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}g`);
}
