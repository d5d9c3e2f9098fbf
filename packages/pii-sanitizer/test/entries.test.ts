import { describe, expect, it } from 'vitest';
import * as compromise from '../src/compromise.ts';
import * as detectors from '../src/detectors.ts';
import * as policies from '../src/policies.ts';
import * as recognizers from '../src/recognizers.ts';

describe('the other entries', () => {
  it('export these and no more', () => {
    expect(Object.keys(detectors).sort()).toEqual(['assertLinearPattern', 'defineDetector', 'loadDetectors']);
    expect(Object.keys(policies).sort()).toEqual(['createVault', 'hmacToken', 'keepLast', 'pseudonym']);
    expect(Object.keys(recognizers).sort()).toEqual(['RecognizerError', 'createAsyncSanitizer']);
    expect(Object.keys(compromise)).toEqual(['createCompromiseRecognizer']);
  });
});
