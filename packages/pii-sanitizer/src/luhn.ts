// The check digit of payment cards (ISO/IEC 7812-1, annex B), over digits with anything in between.
import { isDigit } from './chars.ts';

/** Whether the digits of `text` from `start` to `end` pass the Luhn check and begin as issued cards do (2-6 or 8). */
export function isCardNumber(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) - 48;
  if (first < 2 || first === 7 || first === 9) return false;
  let sum = 0;
  let double = false;
  for (let at = end - 1; at >= start; at -= 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) continue;
    const digit = code - 48;
    const weighted = double ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
    double = !double;
  }
  return sum % 10 === 0;
}
