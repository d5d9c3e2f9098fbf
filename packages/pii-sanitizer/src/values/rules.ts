// What one sanitizer, for one sink, decides by.
import type { Detector } from '../detect/detector.ts';
import type { Policy } from '../policies/policy.ts';
import type { PolicyOf } from '../policies/resolve-policies.ts';
import type { SanitizerLimits } from '../types.ts';
import type { KeyMatcher, KeyRule } from './sensitive-keys.ts';

export interface Rules {
  readonly detector: Detector;
  readonly keys: KeyMatcher;
  readonly policyOf: PolicyOf;
  /** The policy for bytes, which are left alone without one. */
  readonly binary?: Policy | undefined;
  readonly limits: Required<SanitizerLimits>;
  /** Whether a text is on the list of what is never replaced. */
  readonly isAllowed: (text: string) => boolean;
  /** The rules of keys that hold no personal data, null for none: the same few come again and again. */
  readonly knownKeys: Map<string, KeyRule | null>;
  /** What a whole text stands for, when it is a pseudonym that is being restored. */
  readonly restored?: ReadonlyMap<string, unknown> | undefined;
}
