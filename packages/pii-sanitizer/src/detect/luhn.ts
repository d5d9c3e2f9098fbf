// The Luhn check (ISO/IEC 7812-1, annex B).

/** Whether the first `count` digits pass; one digit repeated throughout, as in 0000000000000000, does not count. */
export function passesLuhn(digits: Uint8Array, count: number): boolean {
  let sum = 0;
  let isSame = true;
  const first = digits[0];
  for (let index = count - 1, doubled = false; index >= 0; index -= 1, doubled = !doubled) {
    const digit = digits[index] as number;
    if (digit !== first) isSame = false;
    sum += doubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return !isSame && sum % 10 === 0;
}
