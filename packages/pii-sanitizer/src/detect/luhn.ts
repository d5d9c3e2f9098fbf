// The Luhn check (ISO/IEC 7812-1, annex B).

/** Whether a string of digits passes; one digit repeated throughout, as in 0000000000000000, does not count. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  let isSame = true;
  const first = digits.charCodeAt(0);
  for (let index = digits.length - 1, doubled = false; index >= 0; index -= 1, doubled = !doubled) {
    const code = digits.charCodeAt(index);
    if (code !== first) isSame = false;
    const digit = code - 48;
    sum += doubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return !isSame && sum % 10 === 0;
}
