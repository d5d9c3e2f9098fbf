// Masks a finding but for its end: `4111 1111 1111 1111` becomes `**** **** **** 1111`.
import { positiveInteger } from '../values/limits.ts';
import { placeholderOf } from './placeholders.ts';
import type { Replace } from './policy.ts';

const MASK = '*';
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** Signs that show how a value is written; any other sign is masked with the rest. */
const SEPARATORS = ' -./()+@:_';

/**
 * A policy that masks all letters and digits but the last `count`, and keeps separators. It never shows more than half of
 * them, and masking twice changes nothing. Whole objects and arrays become `[REDACTED]`.
 * @param count How many letters and digits stay, a positive integer. Default 4.
 * @throws {SanitizerOptionError} When `count` is not a positive integer.
 */
export function keepLast(count = 4): Replace {
  positiveInteger('count', count);
  return ({ type, text, byKey }) => {
    return text === '' ? placeholderOf(type, byKey) : mask(text, count);
  };
}

function mask(text: string, count: number): string {
  const chars = [...text];
  let total = 0;
  for (const char of chars) if (!SEPARATORS.includes(char)) total += 1;
  let shown = Math.min(count, Math.floor(total / 2));
  for (let at = chars.length - 1; at >= 0; at -= 1) {
    const char = chars[at] as string;
    if (SEPARATORS.includes(char)) continue;
    if (shown > 0 && LETTER_OR_DIGIT.test(char)) shown -= 1;
    else chars[at] = MASK;
  }
  return chars.join('');
}
