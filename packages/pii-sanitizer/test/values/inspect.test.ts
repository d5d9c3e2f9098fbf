import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer, type SanitizerLimits } from '../../src/index.ts';

const { inspect, sanitize } = createSanitizer();
const MAIL = 'jane@example.com';

function found(value: unknown): string[] {
  return inspect(value).findings.map(
    ({ pointer, type, start, end, reason, inKey }) =>
      `${pointer} ${reason ?? type} ${start}-${end}${inKey ? ' key' : ''}`,
  );
}

describe('inspect', () => {
  it('gives the value that sanitize gives, and where everything was', () => {
    const value = { a: [`to ${MAIL}`, 1], 'x/y~z': { token: 'abc' }, n: 4111111111111111, address: { s: 1 } };
    expect(inspect(value).value).toEqual(sanitize(value));
    expect(found(value)).toEqual([
      '/a/0 EMAIL 3-19',
      '/x~1y~0z/token SECRET 0-3',
      '/n CREDIT_CARD 0-16',
      '/address ADDRESS 0-0',
    ]);
    expect(found(MAIL)).toEqual([' EMAIL 0-16']);
    expect(inspect({ a: 1 })).toEqual({ value: { a: 1 }, findings: [] });
  });

  it('names keys as they are afterwards, so that no pointer holds personal data', () => {
    const value = { [MAIL]: { [MAIL]: MAIL }, 'b@b.com': 1 };
    expect(found(value)).toEqual([
      ...['/[EMAIL] EMAIL 0-16 key', '/[EMAIL]/[EMAIL] EMAIL 0-16 key', '/[EMAIL]/[EMAIL] EMAIL 0-16'],
      '/[EMAIL] 2 EMAIL 0-7 key',
    ]);
  });

  it('goes into Map, Set, Error and what toJSON gives', () => {
    const value = new Map<unknown, unknown>([
      ['m', new Set(['x', MAIL])],
      [{ k: MAIL }, new Error(MAIL, { cause: { contact: MAIL } })],
      ['j', { toJSON: () => ({ deep: [MAIL] }) }],
    ]);
    const pointers = inspect(value).findings.map(({ pointer }) => pointer);
    expect(pointers).toContain('/m/1');
    expect(pointers).toContain('/1/k');
    expect(pointers).toContain('/1/message');
    expect(pointers).toContain('/1/cause/contact');
    expect(pointers).toContain('/j/deep/0');
  });

  it('counts within JSON in strings as the string is written', () => {
    const text =
      '{"a": "\\u0041 jane@example.com", "phone": 4155550132, "b": {"token": [1]}, "jane@example.com": 2}';
    const places = inspect({ raw: text }).findings.map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(['jane@example.com', '4155550132', '[1]', 'jane@example.com']);
    const twice = JSON.stringify({ raw: text });
    const inner = inspect(twice).findings.map(({ start, end }) => twice.slice(start, end));
    expect(inner).toEqual(['jane@example.com', '4155550132', '[1]', 'jane@example.com']);
  });

  it('agrees with sanitize', () => {
    const leaf = fc.constantFrom<unknown>(MAIL, 'x', 5, 4155550132, `{"a":"${MAIL}"}`, '{"token":1', null);
    const key = fc.constantFrom('a', 'token', MAIL, 'phone');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const { value: clean, findings } = inspect(value);
        expect(clean).toEqual(sanitize(value));
        expect(findings.length > 0).toBe(clean !== value);
        for (const { pointer } of findings) expect(pointer).not.toContain('@');
      }),
    );
  });
});

describe('limits', () => {
  const of = (limits: SanitizerLimits) => createSanitizer({ limits });
  const reasons = (limits: SanitizerLimits, value: unknown): string[] =>
    of(limits)
      .inspect(value)
      .findings.map(({ type, reason, pointer }) => `${type} ${reason} ${pointer}`);

  it('say at their edge what was not read', () => {
    expect(reasons({ maxDepth: 2 }, { a: { b: 1 } })).toEqual([]);
    expect(reasons({ maxDepth: 2 }, { a: { b: {} } })).toEqual(['LIMIT depth /a/b']);
    expect(reasons({ maxDepth: 2 }, { a: ['[1]'] })).toEqual(['LIMIT depth /a/0']);
    expect(reasons({ maxDepth: 2 }, '{"a":{"b":[1]}}')).toEqual(['LIMIT depth ']);
    expect(reasons({ maxStringChars: 3 }, { a: 'abc' })).toEqual([]);
    expect(reasons({ maxStringChars: 3 }, { a: 'abcd' })).toEqual(['LIMIT size /a']);
    expect(reasons({ maxNodes: 3 }, [1, 2])).toEqual([]);
    expect(reasons({ maxNodes: 3 }, [MAIL, 2, 3])).toEqual(['LIMIT nodes ']);
    expect(reasons({ maxNodes: 3 }, '["a",2,3]')).toEqual(['LIMIT nodes ']);
  });

  it('stop a walk that takes too long', () => {
    const slow = Array.from({ length: 2_000 }, () => ({
      get wait() {
        const until = performance.now() + 1;
        while (performance.now() < until);
        return MAIL;
      },
    }));
    const { value, findings } = of({ maxMs: 50 }).inspect(slow);
    expect(value).toBe('[REDACTED]');
    expect(findings).toEqual([
      { type: 'LIMIT', reason: 'time', pointer: '', start: 0, end: 0, confidence: 1 },
    ]);
    expect(of({ maxMs: 60_000 }).sanitize(slow.slice(0, 20))).toHaveLength(20);
  });

  it('tell of what cannot be read', () => {
    const value = {
      get a() {
        throw new Error(MAIL);
      },
      b: new Proxy({}, { ownKeys: () => { throw new Error(MAIL); } }), // biome-ignore format: one line
      c: { toJSON: () => { throw new Error(MAIL); } }, // biome-ignore format: one line
    };
    const { value: clean, findings } = inspect(value);
    expect(clean).toEqual({ a: '[REDACTED]', b: '[REDACTED]', c: '[REDACTED]' });
    expect(findings.map(({ reason, pointer }) => `${pointer} ${reason}`)).toEqual([
      ...['/a unreadable', '/b unreadable', '/c unreadable'],
    ]);
  });
});
