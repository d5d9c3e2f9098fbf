// The text that takes the place of each kind of finding.
import type { FindingType } from './types.ts';

export const REDACTED = '[REDACTED]';

export const PLACEHOLDERS: Readonly<Record<FindingType, string>> = {
  EMAIL: '[EMAIL]',
  US_SSN: '[SSN]',
  PHONE: '[PHONE]',
  CREDIT_CARD: '[CREDIT_CARD]',
  SECRET: REDACTED,
};

const PATTERN = /\[(?:EMAIL|SSN|PHONE|CREDIT_CARD|REDACTED)\]/g;

/** The text without placeholders: the word in `[EMAIL]` must not make a redacted key look sensitive. */
export function withoutPlaceholders(text: string): string {
  return text.includes('[') ? text.replace(PATTERN, ' ') : text;
}
