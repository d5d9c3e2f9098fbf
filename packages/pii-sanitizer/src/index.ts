// Find and remove personal data and secrets in text and JSON.
export { SanitizerOptionError } from './errors.ts';
export { sanitizePii, sanitizeRecord, sanitizeString } from './functions.ts';
export { createSanitizer } from './sanitizer.ts';
export { DEFAULT_SENSITIVE_KEYS } from './sensitive-keys.ts';
export type { Finding, FindingType, Sanitizer, SanitizerLimits, SanitizerOptions } from './types.ts';
