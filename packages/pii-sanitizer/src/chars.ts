// Classes of UTF-16 code units, as comparisons that V8 compiles to a few instructions.

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAlpha(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 && code < 128;
}

export function isAlnum(code: number): boolean {
  return isDigit(code) || isAlpha(code);
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
