import { describe, expect, it } from 'vitest';
import { defineDetector } from '../../src/detectors.ts';

const define = (pattern: string, flags = '') => defineDetector({ type: 'CODE', pattern, flags });

describe('a pattern that could need more than linear time', () => {
  it.each<[pattern: string, reason: string, flags?: string]>([
    ['(a+)+', '`(a+)+` at 0 repeats what can match the same text in several ways'],
    ['x(?:a|ab)+c', '`(?:a|ab)+` at 1 repeats what can match the same text in several ways'],
    ['(?:\\d+|[a-z1]+)+!', 'repeats what can match the same text in several ways'],
    ['\\w+\\s*\\w+!', '`\\w+` at 0 can end in many places'],
    ['x.*y.*z', '`.*` at 1 can end in many places'],
    ['[a-z]+[A-Z]+!', '`[a-z]+` at 0 can end in many places', 'i'],
    ['(a)\\1', '`\\1` at 3 is a backreference'],
    ['(?<n>a)\\k<n>', 'is a backreference'],
    ['(?=.*x)a', '`(?=.*x)` at 0 looks at any number of characters'],
    ['(?<!a+)b', '`(?<!a+)` at 0 looks at any number of characters'],
    ['a(?=.{65})', 'looks at 65 characters'],
    ['(a?)*b', '`(a?)*` at 0 repeats what may be empty'],
    ['a*', 'matches the empty text'],
    ['^', 'matches the empty text'],
    ['a{257}', 'shortest match is longer than 256'],
    ['a'.repeat(1001), 'to have 1 to 1000 characters'],
    ['(', 'Unterminated group'],
    ['[b-a]', 'order'],
  ])('%s is refused', (pattern, reason, flags) => {
    expect(() => define(pattern, flags)).toThrow(reason);
  });

  it.each([
    'EMP-\\d{6}',
    '\\d+x',
    '[\\w.+-]+@[\\w-]+\\.[\\w.-]+',
    '(?:\\d+-)+x',
    '(?:[a-z]+\\.)+com',
    '\\w+\\s+\\w+',
    '(?:foo|fob)+x',
    '(?<!\\d)\\d{4,}(?!\\d)',
    '"[^"]*"',
    'a(?=[\\dx]{64})',
    'a{256}',
    '\\p{Lu}\\d{3,}',
  ])('%s is accepted', (pattern) => {
    expect(() => define(pattern, 'u')).not.toThrow();
  });

  it.each(['g', 'v', 'ii', 'imsux'])('flags %j are refused', (flags) => {
    expect(() => define('a', flags)).toThrow('flags');
  });
});
