// Puts placeholders where findings are.
import { detect } from './detect.ts';
import { PLACEHOLDERS } from './placeholders.ts';
import type { FindingType } from './types.ts';

/** The text with its findings replaced; the same string when there are none. */
export function redact(text: string): string {
  const findings = detect(text);
  if (findings.length === 0) return text;
  let result = '';
  let from = 0;
  for (const { type, start, end } of findings) {
    result += text.slice(from, start) + PLACEHOLDERS[type as FindingType];
    from = end;
  }
  return result + text.slice(from);
}
