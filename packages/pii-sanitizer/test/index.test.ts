import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as api from '../src/index.ts';

describe('the package', () => {
  it('exports these and no more', () => {
    expect(Object.keys(api).sort()).toEqual([
      'DEFAULT_SENSITIVE_KEYS',
      'SanitizerOptionError',
      'createSanitizer',
      'sanitizePii',
      'sanitizeRecord',
      'sanitizeString',
    ]);
  });

  it('uses nothing that only Node has', () => {
    const folder = new URL('../src/', import.meta.url);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      expect(readFileSync(new URL(file, folder), 'utf8'), file).not.toMatch(
        /from '(?!\.\.?\/)|\bprocess\.|\bBuffer\b|require\(/,
      );
    }
  });
});
