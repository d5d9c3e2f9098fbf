// Precision and recall on invented secrets in documented formats and on lookalikes.
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../support/find-secrets.ts';
import { createRandom } from '../support/random.ts';
import { cleanSamples, type Sample, secretSamples, VENDOR_SECRETS } from '../support/secret-corpus.ts';

const ROUNDS = 8;
const random = createRandom(20_261_124);
const secrets = secretSamples(random, ROUNDS);
const clean = Array.from({ length: ROUNDS }, () => cleanSamples(random)).flat();

/** The share of the secret that findings cover, and how many findings lie beside it. */
function judge({ text, secret }: Sample): { covered: number; beside: number; found: number } {
  const start = secret === undefined ? -1 : text.indexOf(secret);
  const end = start + (secret?.length ?? 0);
  let covered = 0;
  let beside = 0;
  const found = findSecrets(text);
  for (const hit of found) {
    const inside = Math.min(hit.end, end) - Math.max(hit.start, start);
    if (secret !== undefined && inside > 0) covered += inside / (end - start);
    else beside += 1;
  }
  return { covered, beside, found: found.length };
}

describe('the corpus', () => {
  const judged = [...secrets, ...clean].map(judge);
  const found = judged.reduce((sum, { found }) => sum + found, 0);
  const beside = judged.reduce((sum, { beside }) => sum + beside, 0);
  const hit = judged.filter(({ covered }) => covered >= 0.5).length;

  it('is of some size', () => {
    expect(secrets.length).toBeGreaterThan(1_500);
    expect(clean.length).toBeGreaterThan(800);
  });

  it('has a recall of 98 % or more', () => expect(hit / secrets.length).toBeGreaterThan(0.98));

  it('has a precision of 99 % or more', () => expect(1 - beside / found).toBeGreaterThan(0.99));

  it.each([...new Set(cleanSamples(createRandom(1)).map(({ text }) => text))])(
    'finds nothing in %j',
    (text) => expect(findSecrets(text)).toEqual([]),
  );
});

describe('keys of vendors', () => {
  const other = createRandom(5);
  it.each(Object.entries(VENDOR_SECRETS))('%s', (_vendor, make) => {
    for (let count = 0; count < 20; count += 1) {
      const secret = make(other);
      if (!/\d/.test(secret)) continue;
      const text = `then ${secret}, and on`;
      const [hit, ...more] = findSecrets(text);
      // Of an address, the part behind the scheme is enough.
      expect(text.slice(hit?.start, hit?.end)).toBe(secret.replace('https://', ''));
      expect(more).toEqual([]);
    }
  });
});
