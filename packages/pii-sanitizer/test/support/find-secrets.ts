// What the engine makes of the two functions: first the scan, then each token with a digit outside what was found.
import { readSigns } from '../../src/detect/signs.ts';
import { scanSecrets } from '../../src/secrets/scan-secrets.ts';
import { matchSecretToken } from '../../src/secrets/secret-token.ts';
import type { Finding } from '../../src/types.ts';

const TOKEN = /[A-Za-z0-9_+/=.-]{16,}/g;

export function findSecrets(text: string): Finding[] {
  const found: Finding[] = [];
  scanSecrets(text, readSigns(text).places, found);
  for (const { index, 0: token } of text.matchAll(TOKEN)) {
    if (!/\d/.test(token)) continue;
    const key = matchSecretToken(text, index, index + token.length);
    if (key !== undefined && !found.some(({ start, end }) => start < key.end && key.start < end))
      found.push(key);
  }
  return found.sort((a, b) => a.start - b.start);
}
