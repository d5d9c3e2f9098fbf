// Why a check failed, in words that give nothing away: error texts hold addresses, credentials and personal data.
import { CheckFailure } from './errors.ts';

/** What Node, its libraries and SQL call their errors; nothing longer, so that no value hides in it. */
const CODE = /^(?:[A-Z][A-Z0-9_]{1,39}|[0-9A-Z]{5})$/;
const NAME = /^[A-Za-z]{1,40}$/;
const MAX_CHARS = 200;

/** One line for a full report. Never throws, whatever was thrown. */
export function reasonOf(error: unknown): string {
  try {
    if (error instanceof CheckFailure) return oneLine(error.message);
    const { code, cause, name } = Object(error) as { code?: unknown; cause?: unknown; name?: unknown };
    const known = codeOf(code) ?? codeOf((Object(cause) as { code?: unknown }).code);
    if (known !== undefined) return known;
    return typeof name === 'string' && NAME.test(name) ? name : 'failed';
  } catch {
    return 'failed';
  }
}

/** Text without control characters, cut to a length that fits a report. */
export function oneLine(text: string): string {
  return String(text)
    .slice(0, MAX_CHARS)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

function codeOf(code: unknown): string | undefined {
  return typeof code === 'string' && CODE.test(code) ? code : undefined;
}
