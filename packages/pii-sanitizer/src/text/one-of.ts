// Tests for one of a few ASCII characters, by a table.

/** Tells whether a UTF-16 code unit is one of `characters`; never for NaN, which stands outside of a text. */
export function oneOf(characters: string): (code: number) => boolean {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return (code) => code < 128 && table[code] === 1;
}

/** A blank or a tab. */
export const isBlank = oneOf(' \t');
