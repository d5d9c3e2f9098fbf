// Check digits of identifiers: each works on a string of known characters without making another.

import { ZERO } from '../text/ascii.ts';

/** Value of the digit at `at`. */
export function digit(text: string, at: number): number {
  return text.charCodeAt(at) - ZERO;
}

/** Value of the digit or upper-case letter at `at`, with A as 10 and Z as 35. */
export function alphanumeric(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 65 ? code - ZERO : code - 55;
}

/** Whether the text is `length` decimal digits, and not the same one throughout. */
export function isNumber(text: string, length: number): boolean {
  if (text.length !== length) return false;
  let same = true;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > 57) return false;
    if (code !== text.charCodeAt(0)) same = false;
  }
  return !same;
}

/** Sum of digits from `from` on, each times its weight: a digit, or A for 10 and so on. A letter of the text counts by its code less 48. */
export function weightedSum(text: string, weights: string, from = 0): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += digit(text, from + at) * alphanumeric(weights, at);
  return sum;
}

/** A check of a number of `length` digits. */
export function ofDigits(length: number, check: (text: string) => boolean): (text: string) => boolean {
  return (text) => isNumber(text, length) && check(text);
}

/** A check of a number: its weighted sum is a multiple of `modulus`. Where it ends in a check digit, that weighs 1. */
export function sums(weights: string, modulus: number): (text: string) => boolean {
  return (text) => isNumber(text, weights.length) && weightedSum(text, weights) % modulus === 0;
}

/** The remainder modulo 11 of a weighted sum; where it is 10, that of a second one, and 0 for another 10 or when there is none. */
export function remainder11(text: string, weights: string, otherwise = ''): number {
  const rest = weightedSum(text, weights) % 11;
  return rest < 10 ? rest : (weightedSum(text, otherwise) % 11) % 10;
}

/** The complement to 11 of a weighted sum: 0 to 10, where 10 is no digit. */
export function complement11(text: string, weights: string): number {
  return (11 - (weightedSum(text, weights) % 11)) % 11;
}

/** The same, with 0 for 10. */
export function elevenLess(text: string, weights: string): number {
  return complement11(text, weights) % 10;
}

/** Luhn's sum of the digits from `from` to `to`, whose last one is not doubled (ISO/IEC 7812-1, annex B). */
export function luhnSum(text: string, from = 0, to = text.length): number {
  let sum = 0;
  for (let at = to - 1, twice = false; at >= from; at -= 1, twice = !twice) {
    const value = digit(text, at) * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum;
}

/** Whether the digits from `from` on end in their Luhn check digit. */
export function isLuhn(text: string, from = 0): boolean {
  return luhnSum(text, from) % 10 === 0;
}

/** Remainder modulo `modulus` of the number that the digits from `from` to `to` write. */
export function remainder(text: string, modulus: number, from = 0, to = text.length): number {
  let rest = 0;
  for (let at = from; at < to; at += 1) rest = (rest * 10 + digit(text, at)) % modulus;
  return rest;
}

/** ISO 7064 mod 11,10 over digits that end in their check digit, from `from` on. */
export function isMod1110(text: string, from = 0): boolean {
  const last = text.length - 1;
  let product = 10;
  for (let at = from; at < last; at += 1) {
    const sum = (product + digit(text, at)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (product + digit(text, last)) % 10 === 1;
}

const VERHOEFF_PRODUCT =
  '0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210';
const VERHOEFF_PLACE = '01234567891576283094580379614289160435279453126870428657390127938064157046913258';

/** Verhoeff's check over digits that end in their check digit: it also finds every swap of neighbours. */
export function isVerhoeff(text: string): boolean {
  let check = 0;
  for (let at = text.length - 1, place = 0; at >= 0; at -= 1, place = (place + 1) % 8) {
    const moved = digit(VERHOEFF_PLACE, place * 10 + digit(text, at));
    check = digit(VERHOEFF_PRODUCT, check * 10 + moved);
  }
  return check === 0;
}
