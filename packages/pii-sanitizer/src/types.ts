// The public vocabulary of the package: what can be found, and what a sanitizer does.

/** The kinds of data that a sanitizer finds. */
export type FindingType = 'EMAIL' | 'US_SSN' | 'PHONE' | 'CREDIT_CARD' | 'SECRET';

/** One piece of personal data in a text. */
export interface Finding {
  /** What it is. */
  type: FindingType | (string & {});
  /** Offset of its first UTF-16 code unit in the text that was given. */
  start: number;
  /** Offset after its last code unit. */
  end: number;
  /** How sure the rule is, from 0 to 1. It ranks rules; it is not a measured probability. */
  confidence: number;
}

/** Bounds on the work that one call does. What goes over a bound is redacted, never passed on. */
export interface SanitizerLimits {
  /** Deepest nesting of containers that is walked, 1 to 1000. Anything deeper becomes `[REDACTED]`. Default 100. */
  maxDepth?: number;
  /** Longest string, in UTF-16 code units. A longer one becomes `[REDACTED]`. Default 10,000,000. */
  maxStringChars?: number;
  /** Most values in one call of `sanitize`. A larger value becomes `[REDACTED]` as a whole. Default 1,000,000. */
  maxNodes?: number;
}

/** Options of `createSanitizer`. */
export interface SanitizerOptions {
  /** Keys whose values are redacted whole, **added to** the built-in list. Matched by whole words. */
  sensitiveKeys?: readonly string[];
  /** Bounds on the work of one call. */
  limits?: SanitizerLimits;
}

/** Finds and removes personal data. Holds no state between calls other than a small cache of key names. */
export interface Sanitizer {
  /**
   * Finds personal data in a text.
   * @param text Any text. It is scanned in linear time, whatever its length.
   * @returns Findings sorted by `start`, disjoint, with offsets into `text`.
   */
  detect(text: string): Finding[];
  /**
   * Replaces what `detect` finds by placeholders: `[EMAIL]`, `[SSN]`, `[PHONE]`, `[CREDIT_CARD]`, and `[REDACTED]` for secrets.
   * @param text Any text. One longer than `maxStringChars` comes back as `[REDACTED]`.
   * @returns The very same string when there is nothing to do. Redacting twice changes nothing.
   */
  redact(text: string): string;
  /**
   * Sanitises any JSON-like value, with keys, Map, Set, Error and JSON held in strings. Never changes its input.
   * @param value Any value. Cycles are kept as cycles.
   * @returns The same reference when nothing had to change; otherwise a copy that shares its clean parts.
   */
  sanitize<T>(value: T): T;
}
