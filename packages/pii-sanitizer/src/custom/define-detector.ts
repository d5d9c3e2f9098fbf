// Compiles a user's detector.
import { SanitizerOptionError } from '../errors.ts';
import type { Finding } from '../types.ts';
import { passesChecksum } from './checksums.ts';
import { createContextCheck } from './context-words.ts';
import type { CustomDetector } from './custom-detector.ts';
import type { DetectorDefinition, ProgrammaticDetector } from './detector-definition.ts';
import { DETECTOR_FILE_SCHEMA } from './detector-file-schema.ts';
import { findMistake } from './json-schema.ts';
import { compileSafePattern, LOOK_AROUND_CHARS, type SafePattern } from './safe-pattern.ts';

const DEFAULT_MAX_CHARS = 256;
const DEFAULT_CONFIDENCE = 0.8;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Makes a detector from a description, or from a `RegExp` and a function.
 * @param definition What to find. See `DetectorDefinition` for each option, with its unit and default.
 * @returns A detector for `createSanitizer({ detectors })`.
 * @throws {SanitizerOptionError} When an option is out of range, or when the pattern could run in more than linear time:
 *   the message then says which part of it, and why.
 */
export function defineDetector(definition: DetectorDefinition | ProgrammaticDetector): CustomDetector {
  if (typeof definition !== 'object' || definition === null) {
    throw new SanitizerOptionError(`Expected a detector to be an object, got ${String(definition)}`);
  }
  const { validate, ...plain } = toPlain(definition);
  if (validate !== undefined && typeof validate !== 'function') {
    throw new SanitizerOptionError(`Expected \`validate\` to be a function, got ${String(validate)}`);
  }
  const schema = DETECTOR_FILE_SCHEMA.properties?.detectors?.items;
  const mistake = schema && findMistake(plain, schema, '');
  if (mistake) throw new SanitizerOptionError(`Expected ${mistake}`);
  return compile(plain, validate);
}

/** The description with a pattern as text. Options that are undefined count as not given. */
function toPlain(
  given: DetectorDefinition | ProgrammaticDetector,
): DetectorDefinition & Pick<ProgrammaticDetector, 'validate'> {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  const { pattern, ...rest } = Object.fromEntries(entries) as unknown as typeof given;
  if (!(pattern instanceof RegExp)) return { ...rest, pattern };
  return { ...rest, pattern: pattern.source, flags: pattern.flags.replace(/[dgy]/g, '') };
}

function compile(definition: DetectorDefinition, validate: ProgrammaticDetector['validate']): CustomDetector {
  const { type, minLength = 1, maxLength = DEFAULT_MAX_CHARS, confidence = DEFAULT_CONFIDENCE } = definition;
  const { wholeWord = true, checksum, placeholder = `[${type}]` } = definition;
  if (minLength > maxLength) {
    throw new SanitizerOptionError(
      `Expected \`minLength\` to be at most \`maxLength\`, got ${minLength} and ${maxLength}`,
    );
  }
  const safe = compileSafePattern(definition.pattern, definition.flags ?? '', maxLength);
  const isInContext = createContextCheck(definition.context);
  const allowed = new Set(definition.allow);
  const isCut = definition.maxLength === undefined;

  const accepts = (text: string, start: number, end: number, key: string | undefined): boolean => {
    const match = text.slice(start, end);
    return (
      match.length >= minLength &&
      (!wholeWord || isFreeAfter(text, end)) &&
      !isPlaceholder(text, start, end) &&
      !allowed.has(match) &&
      (checksum === undefined || passesChecksum(checksum, match)) &&
      isInContext(text, start, end, key) &&
      (validate === undefined || validate(match))
    );
  };

  const scan = (text: string, out: Finding[], key?: string): void => {
    const { finder, finderLength } = safe;
    for (let from = 0; ; ) {
      finder.lastIndex = from;
      if (!finder.test(text)) return;
      const start = finder.lastIndex - finderLength;
      from = start + 1;
      if ((wholeWord && !isFreeBefore(text, start)) || isInsidePair(text, start)) continue;
      let end = matchEnd(safe, text, start, maxLength);
      if (isCut && end > start + maxLength) {
        end = start + maxLength - Number(isInsidePair(text, start + maxLength));
      }
      if (end === start || end - start > maxLength || !accepts(text, start, end, key)) continue;
      out.push({ type, start, end, confidence });
      from = end;
    }
  };
  return { type, placeholder, scan };
}

/** Where a match that begins at `start` ends; `start` when there is none. The pattern sees a window, not the text. */
function matchEnd({ pattern }: SafePattern, text: string, start: number, maxChars: number): number {
  const from = Math.max(0, start - LOOK_AROUND_CHARS);
  pattern.lastIndex = start - from;
  const match = pattern.exec(text.slice(from, start + maxChars + LOOK_AROUND_CHARS));
  return start + (match?.[0].length ?? 0);
}

/** Whether `at` is between the two halves of a character beyond U+FFFF. */
function isInsidePair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

/** Whether the match is a placeholder, or the word in one: what was redacted once is left alone. */
function isPlaceholder(text: string, start: number, end: number): boolean {
  const from = text[start] === '[' ? start : start - 1;
  const to = text[end - 1] === ']' ? end : end + 1;
  return text[from] === '[' && /^\[[A-Z][A-Z0-9_]*\]$/.test(text.slice(from, to));
}

function isFreeBefore(text: string, start: number): boolean {
  return !(WORD.test(text.charAt(start)) && WORD.test(text.charAt(start - 1)));
}

function isFreeAfter(text: string, end: number): boolean {
  return !(WORD.test(text.charAt(end - 1)) && WORD.test(text.charAt(end)));
}
