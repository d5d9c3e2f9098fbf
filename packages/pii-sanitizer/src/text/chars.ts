// Classes of UTF-16 code units: one table for ASCII, comparisons for the rest.

const DIGIT = 1;
const UPPER = 2;
const LOWER = 4;

const CLASS = new Uint8Array(128);
for (let code = 48; code <= 57; code += 1) CLASS[code] = DIGIT;
for (let code = 65; code <= 90; code += 1) CLASS[code] = UPPER;
for (let code = 97; code <= 122; code += 1) CLASS[code] = LOWER;

/** 1 for a digit, 2 for a capital, 4 for a small letter; 0 for anything else, NaN (outside of the text) too. */
export function classOf(code: number): number {
  return code < 128 ? (CLASS[code] as number) : 0;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAlpha(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 && code < 128;
}

export function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

export function isAlnum(code: number): boolean {
  return code < 128 && CLASS[code] !== 0;
}

export function isWord(code: number): boolean {
  return isAlnum(code) || code === 95;
}

/** Letters of alphabets written with spaces between words. Without that, a neighbouring sentence would count as one name. */
export function isForeignLetter(code: number): boolean {
  return code >= 0xc0 && code <= 0x58f && code !== 0xd7 && code !== 0xf7;
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2009 || code === 0x202f;
}

export function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

/** 0-9, A-F, a-f. */
export function isHex(code: number): boolean {
  return isDigit(code) || (code < 128 && (code | 32) >= 97 && (code | 32) <= 102);
}

/** A dash, a dot or a slash. */
export function isMark(code: number): boolean {
  return code >= 45 && code <= 47;
}

/** A letter or a digit, of names in other alphabets too, or an underscore. */
export function isName(code: number): boolean {
  return isWord(code) || isForeignLetter(code);
}
