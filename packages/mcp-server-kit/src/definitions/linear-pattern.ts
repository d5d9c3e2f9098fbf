// Tells patterns that V8 could need more than linear time for. Such a pattern in a schema is a door for anybody who
// may send an argument.
import { z } from 'zod';

// Zod's own formats repeat groups too, but in ways that are known to be safe.
const KNOWN: ReadonlySet<string> = new Set(
  Object.values(z.core.regexes).flatMap((value) => (value instanceof RegExp ? value.source : [])),
);

/**
 * Whether `pattern` repeats no group that itself repeats or chooses: `(a+)+`, `(a|aa)*`. It is strict on purpose:
 * some patterns that it refuses would be fine, and can be written without the group.
 */
export function isLinearPattern(pattern: string): boolean {
  if (KNOWN.has(pattern)) return true;
  // For each open group, whether it repeats or chooses inside.
  const groups: boolean[] = [];
  let ended = false;
  let isClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const closedRisky = ended;
    ended = false;
    if (char === '\\') at++;
    else if (isClass) isClass = char !== ']';
    else if (char === '[') isClass = true;
    else if (char === '(') groups.push(false);
    else if (char === ')') ended = groups.pop() ?? false;
    else if (char === '|' && groups.length > 0) groups[groups.length - 1] = true;
    else if (
      char === '*' ||
      char === '+' ||
      (char === '{' && /^\{\d+,\d*\}/.test(pattern.slice(at, at + 16)))
    ) {
      if (closedRisky) return false;
      groups.fill(true);
    }
    // What is inside a group is inside every group around it.
    if (ended && groups.length > 0) groups[groups.length - 1] = true;
  }
  return true;
}
