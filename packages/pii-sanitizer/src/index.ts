// Find and remove personal data and secrets in text and JSON.

// The tables side by side, in the order in which they compress best.
import './identifiers/identifiers.ts';
import './secrets/key-words.ts';
import './detect/postal-address.ts';
import './detect/bic.ts';
import './secrets/vendors/table.ts';

export type { CustomDetector } from './custom/custom-detector.ts';
export { PiiBlockedError, SanitizerOptionError } from './errors.ts';
export { sanitizePii, sanitizeRecord, sanitizeString } from './functions.ts';
export type { ListEntry } from './policies/lists.ts';
export type { Policies, Policy, PolicyMatch, Replace, SinkName, TypePolicies } from './policies/policy.ts';
export { createSanitizer } from './sanitizer.ts';
export type {
  Finding,
  Inspection,
  LimitReason,
  Sanitizer,
  SanitizerLimits,
  SanitizerOptions,
  ValueFinding,
} from './types.ts';
