import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as api from '../src/index.ts';

describe('the package', () => {
  it('exports these and no more', () => {
    expect(Object.keys(api).sort()).toEqual([
      'PiiBlockedError',
      'SanitizerOptionError',
      'createSanitizer',
      'sanitizePii',
      'sanitizeRecord',
      'sanitizeString',
    ]);
  });

  it('uses nothing that only Node has, in its root entry and all that it imports', () => {
    const seen = new Set<string>();
    const visit = (url: URL): void => {
      if (seen.has(url.href)) return;
      seen.add(url.href);
      const source = readFileSync(url, 'utf8')
        .replace(/^ *(?:\/\/|\*|\/\*).*$/gm, '')
        .replace(/\/\*\*.*\*\//g, '');
      expect(source, url.href).not.toMatch(/\bprocess\.|\bBuffer\.|require\(/);
      for (const [, name = ''] of source.matchAll(/ from '([^']+)'/g)) {
        if (name.startsWith('.')) visit(new URL(name, url));
        else expect(name).toMatch(/^@noble\/hashes\//);
      }
    };
    visit(new URL('../src/index.ts', import.meta.url));
    expect(seen.size).toBeGreaterThan(20);
  });
});
