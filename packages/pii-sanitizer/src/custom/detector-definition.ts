// How a user describes a detector.
import type { ChecksumName } from './checksums.ts';
import type { ContextWords } from './context-words.ts';

/** A detector without code: one entry of a file of detectors. `pii-patterns.schema.json` is its form as JSON Schema. */
export interface DetectorDefinition {
  /** The name of what is found, in capitals: `EMPLOYEE_ID`. */
  type: string;
  /** What it is, for readers. */
  title?: string;
  /** A regular expression as in JavaScript, without backreferences. `^` and `$` are the ends of a line. */
  pattern: string;
  /** Any of `i`, `m`, `s`, `u`. Default none; `m` is always on. */
  flags?: string;
  /** Whether a match must not be a piece of a longer word or number. Default true. */
  wholeWord?: boolean;
  /** Words of which one has to stand near. Default: none is needed. */
  context?: ContextWords;
  /** A rule for check digits that the match has to pass. */
  checksum?: ChecksumName;
  /** Shortest match in UTF-16 code units, 1 to 512. Default 1. */
  minLength?: number;
  /** Longest match, 1 to 512; a longer one is no match. Left out, the first 256 code units of a longer one are found. */
  maxLength?: number;
  /** How sure the rule is, 0 to 1. Default 0.8. It ranks findings that overlap. */
  confidence?: number;
  /** Texts that are never a finding. */
  allow?: readonly string[];
  /** What takes the place of a finding, a name in square brackets. Default: the type. For other forms, use a policy. */
  placeholder?: string;
}

/** A detector with code. */
export interface ProgrammaticDetector extends Omit<DetectorDefinition, 'pattern' | 'flags'> {
  /** The pattern; its flags `g`, `y` and `d` do not matter. */
  pattern: RegExp;
  /** Whether a match is what it looks like. What it throws is the caller's to see. */
  validate?: (match: string) => boolean;
}
