// Which characters one step of a pattern accepts: a bit for each ASCII character, and one for all the others together.
import type { AST } from '@eslint-community/regexpp';

/** A set of characters. The highest bit stands for everything beyond ASCII, which makes overlaps there a safe guess. */
export type CharSet = bigint;

export type CharNode = AST.Character | AST.CharacterClass | AST.CharacterSet;

const ASCII = 128;
const BEYOND = 1n << BigInt(ASCII);

/** The characters that end a line, two of which are beyond ASCII. */
export const LINE_ENDS: CharSet = BEYOND | (1n << 10n) | (1n << 13n);

/** The characters that a node of a parsed pattern accepts under the given flags. */
export function charSetOf(node: CharNode, flags: string): CharSet {
  const pattern = new RegExp(`^(?:${node.raw})$`, flags.replace('m', ''));
  let set = 0n;
  for (let code = 0; code < ASCII; code += 1) {
    if (pattern.test(String.fromCharCode(code))) set |= 1n << BigInt(code);
  }
  // Only these two characters beyond ASCII fold onto ASCII letters.
  const folds = pattern.test('\u017f') || pattern.test('\u212a');
  return folds || reachesBeyondAscii(node) ? set | BEYOND : set;
}

/** Whether the set holds characters that may take two code units. */
export function isBeyondAscii(set: CharSet): boolean {
  return (set & BEYOND) !== 0n;
}

/** The source of a pattern, free of flags, that accepts the set (or one code unit of a character beyond ASCII). */
export function toClassSource(set: CharSet): string {
  const parts: string[] = [];
  for (let code = 0; code < ASCII; code += 1) {
    if ((set >> BigInt(code)) & 1n) parts.push(`\\x${code.toString(16).padStart(2, '0')}`);
  }
  if (isBeyondAscii(set)) parts.push('\\x80-\\uffff');
  return parts.length === 1 && !isBeyondAscii(set) ? parts.join('') : `[${parts.join('')}]`;
}

function reachesBeyondAscii(node: CharNode | AST.CharacterClassRange | AST.CharacterClassElement): boolean {
  switch (node.type) {
    case 'Character':
      return node.value >= ASCII;
    case 'CharacterClassRange':
      return node.max.value >= ASCII;
    case 'CharacterSet':
      return node.kind !== 'digit' && node.kind !== 'word' ? true : node.negate;
    case 'CharacterClass':
      return node.negate || node.elements.some(reachesBeyondAscii);
    default:
      return true;
  }
}
