// The public vocabulary of the package: what can be found, and what a sanitizer does.
import type { CustomDetector } from './custom/custom-detector.ts';
import type { ListEntry } from './policies/lists.ts';
import type { Policies, SinkName } from './policies/policy.ts';

/** One piece of personal data in a text. */
export interface Finding {
  /** What it is: `EMAIL`, `PHONE`, `US_SSN`, `SECRET` … */
  type: string;
  /** Offset of its first UTF-16 code unit in the text that was given. */
  start: number;
  /** Offset after its last code unit. */
  end: number;
  /** How sure the rule is, from 0 to 1. It ranks rules; it is not a measured probability. */
  confidence: number;
}

/** Why a value was replaced without being read to its end. */
export type LimitReason = 'depth' | 'size' | 'nodes' | 'time' | 'unreadable';

/** One piece of personal data in a value, or a limit that was met (type `LIMIT`). */
export interface ValueFinding extends Finding {
  /**
   * JSON Pointer (RFC 6901) to the text or value, with keys as they are **after** sanitising: a pointer holds no personal
   * data. Entries of a Map are named by their key when it is a string, else by their place, as items of a Set are.
   * `start` and `end` count within that text; both are 0 for a whole object or array.
   */
  pointer: string;
  /** Set when the finding is in the key itself. */
  inKey?: true;
  /** Set when the type is `LIMIT`. `unreadable` is a getter, a `toJSON` or a proxy that throws. */
  reason?: LimitReason;
}

/** What `inspect` gives. */
export interface Inspection<T> {
  /** What `sanitize` would give. */
  value: T;
  /** What was found and where, in the order of the walk. */
  findings: ValueFinding[];
}

/** Bounds on the work that one call does. What goes over a bound is replaced, never passed on. */
export interface SanitizerLimits {
  /** Deepest nesting of containers that is walked. A deeper part becomes `[REDACTED]`. Default 100,000. */
  maxDepth?: number;
  /** Longest string, in UTF-16 code units. A longer one becomes `[REDACTED]`. Default 10,000,000. */
  maxStringChars?: number;
  /** Most values in one call. A larger value becomes `[REDACTED]` as a whole. Default 1,000,000. */
  maxNodes?: number;
  /** Longest time for one call, in milliseconds, looked at between values. After it the whole becomes `[REDACTED]`. Default 5,000. */
  maxMs?: number;
}

/** Options of `createSanitizer`. */
export interface SanitizerOptions {
  /** The only types to report, such as `['EMAIL', 'SECRET']`; one that is not known is refused. Default: all. */
  types?: readonly string[];
  /** Countries whose national identifiers count, as ISO 3166 codes in lower case, or 'all', the default. */
  locales?: readonly string[] | 'all';
  /** Keys whose values are replaced whole, **added to** the built-in list. Matched by whole words: `badge_number` is `badgeNumber`. */
  keys?: readonly string[];
  /** What happens to findings, by type and by sink. Default: placeholders. */
  policies?: Policies;
  /**
   * What is never replaced: texts, compared with a whole finding without white space around it and without case, or
   * detectors from `defineDetector` that find the whole of it.
   */
  allow?: readonly ListEntry[];
  /**
   * What is always replaced, as type `DENIED`: texts of up to 256 characters, found anywhere as whole words and without
   * case, or detectors. Wins over `allow`.
   */
  deny?: readonly ListEntry[];
  /** Detectors of one's own. */
  detectors?: readonly CustomDetector[];
  /** Bounds on the work of one call. */
  limits?: SanitizerLimits;
}

/** Finds and removes personal data. Its functions need no `this`, may be shared, and hold no data between calls. */
export interface Sanitizer {
  /**
   * Finds personal data in a text.
   * @param text Any text. It is scanned in linear time, whatever its length.
   * @returns Findings sorted by `start`, disjoint, with offsets into `text`.
   */
  detect(text: string): Finding[];
  /**
   * Replaces what is found, by the policies. JSON text, also one document after another, is treated as the value that it
   * is: sensitive keys count, and it still parses.
   * @param text Any text. One longer than `maxStringChars` comes back as `[REDACTED]`.
   * @returns The very same string when there is nothing to do. Redacting twice changes nothing, unless values stand side by side without a mark between them.
   * @throws {PiiBlockedError} Under the policy `block`.
   */
  redact(text: string): string;
  /**
   * Sanitises any JSON-like value, with keys, Map, Set, Error, URL and JSON held in strings. Never changes its input.
   * @param value Any value. Cycles are kept as cycles.
   * @returns The same reference when nothing had to change; otherwise a copy that shares its clean parts.
   * @throws {PiiBlockedError} Under the policy `block`.
   */
  sanitize<T>(value: T): T;
  /**
   * Sanitises a value and says what was found where.
   * @param value Any value.
   * @throws {PiiBlockedError} Under the policy `block`.
   */
  inspect<T>(value: T): Inspection<T>;
  /**
   * A stream that redacts text in chunks cut anywhere, with the output that `redact` gives for the whole, whatever its
   * length. It holds back about 1,000 characters, and up to 17,000 while a key block, a quoted secret or a JSON string is open.
   * The stream fails with `PiiBlockedError` under the policy `block`.
   */
  stream(): TransformStream<string, string>;
  /**
   * The same sanitizer with the policies of a sink.
   * @param sink A name such as `log`, `trace`, `tool_result`, or any other.
   */
  for(sink: SinkName): Sanitizer;
}
