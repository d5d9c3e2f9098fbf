// Puts a sanitizer together from its options.
import { detect } from './detect.ts';
import { SanitizerOptionError } from './errors.ts';
import { resolveLimits } from './limits.ts';
import { REDACTED } from './placeholders.ts';
import { redact } from './redact.ts';
import type { Rules } from './sanitize-text.ts';
import { createWordMatcher } from './sensitive-keys.ts';
import type { Sanitizer, SanitizerOptions } from './types.ts';
import { walk } from './walk.ts';

/**
 * Makes a sanitizer.
 * @param options `sensitiveKeys` are added to the built-in list; `limits` bound the work of one call.
 * @returns A sanitizer whose functions need no `this` and may be shared.
 * @throws {SanitizerOptionError} When an option is out of range.
 */
export function createSanitizer(options: SanitizerOptions = {}): Sanitizer {
  const extra = options.sensitiveKeys ?? [];
  if (!Array.isArray(extra) || extra.some((key) => typeof key !== 'string' || key.trim() === '')) {
    throw new SanitizerOptionError('Expected `sensitiveKeys` to be an array of non-empty strings');
  }
  return sanitizerFrom({ isSensitive: createWordMatcher(extra), limits: resolveLimits(options.limits) });
}

/** A sanitizer from ready-made rules. */
export function sanitizerFrom(rules: Rules): Sanitizer {
  return {
    detect,
    redact: (text) => (text.length > rules.limits.maxStringChars ? REDACTED : redact(text)),
    sanitize: <T>(value: T): T => walk(value, rules) as T,
  };
}
