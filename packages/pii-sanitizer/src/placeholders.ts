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

const ALL = Object.values(PLACEHOLDERS);

/** The offset after any placeholders that stand at `from`, so that what was redacted once is left alone. */
export function skipPlaceholders(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 91) {
    const found = ALL.find((placeholder) => text.startsWith(placeholder, at));
    if (found === undefined) break;
    at += found.length;
  }
  return at;
}

const PATTERN = /\[(?:EMAIL|SSN|PHONE|CREDIT_CARD|REDACTED)\]/g;

/** The text without placeholders: the word in `[EMAIL]` must not make a redacted key look sensitive. */
export function withoutPlaceholders(text: string): string {
  return text.includes('[') ? text.replace(PATTERN, ' ') : text;
}
