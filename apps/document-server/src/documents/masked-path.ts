// Tells paths that hold personal data from those that do not.
import { extname } from 'node:path';
import { normalText } from '../normal-text.ts';

/**
 * Masks a path below the folder, without its ending.
 * @returns `undefined` when there is nothing in it to mask.
 */
export function maskedPath(relativePath: string, redact: (text: string) => string): string | undefined {
  const path = normalText(relativePath.slice(0, relativePath.length - extname(relativePath).length));
  // Each part by itself, as it would be masked in a title: what stands beside a slash can look like part of an address.
  const masked = redact(path.split('/').map(redact).join('/'));
  return masked === path ? undefined : masked;
}
