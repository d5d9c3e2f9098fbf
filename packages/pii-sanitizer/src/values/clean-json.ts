// Tells of JSON text that it needs no change, by the searches that plain text is searched by: most of it needs none, and to walk its
// tokens costs twice as much. "No" only means that somebody has to look.
import { COLON, QUOTE } from '../text/ascii.ts';
import { isNamed } from './named-value.ts';
import { knownKey } from './names.ts';
import type { Rules } from './rules.ts';

/**
 * Whether `text`, which begins like JSON and stood under `key`, certainly needs no change: nothing is found in it, and none of its keys
 * says anything of its value.
 */
export function isCleanJson(text: string, key: string | undefined, rules: Rules, depth: number): boolean {
  const { maxNodes, maxDepth } = rules.limits;
  // A text has fewer values and levels than characters. Escapes would hide where a string ends.
  if (text.length > maxNodes || text.length + depth > maxDepth || text.includes('\\')) return false;
  // The parameters of a URL have names of their own.
  if (text.includes('://') && (text.includes('?') || text.includes('#'))) return false;
  if (rules.restored !== undefined || listsScalars(text)) return false;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const before = text.charCodeAt(colon - 1);
    // `"key" :` is as good as `"key":`, and rare.
    if (before <= 32 && text.slice(0, colon).trimEnd().endsWith('"')) return false;
    if (before !== QUOTE) continue;
    const name = text.slice(text.lastIndexOf('"', colon - 2) + 1, colon - 1);
    if (isNamed(name) || knownKey(name, rules) !== null) return false;
  }
  return rules.detector.detect(text, key).length === 0;
}

/** Whether an array holds anything but objects and arrays: their key counts for each of them, however far away it is. */
function listsScalars(text: string): boolean {
  // Behind an object or an array, as in `[{}, "x"]`, there may be one, too.
  return listsAfter(text, '[') || listsAfter(text, '},') || listsAfter(text, '],');
}

function listsAfter(text: string, sign: string): boolean {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    if (isScalar(text, at + sign.length)) return true;
  }
  return false;
}

/** Whether something comes next that is neither a key, nor an object or an array, nor the end of one. */
function isScalar(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  if (text.charCodeAt(at) === QUOTE) return text.charCodeAt(text.indexOf('"', at + 1) + 1) !== COLON;
  return !'{[]'.includes(text.charAt(at));
}
