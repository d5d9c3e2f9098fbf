import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer, SanitizerOptionError } from '../../src/index.ts';

const { sanitize } = createSanitizer();
const MAIL = 'jane@example.com';

describe('sanitize', () => {
  it('returns the same reference for anything clean', () => {
    const self: unknown[] = [1];
    self.push(self);
    const values = [
      ...[
        { a: [1, 'x', null, { b: true }] },
        new Map([['k', [1]]]),
        new Set(['a', Number.NaN]),
        new Error('no'),
      ],
      ...[
        new Date(0),
        self,
        [Number.NaN, -0],
        Object.create(null),
        new Uint8Array(3),
        new URL('https://example.com'),
      ],
      ...['text', 5, 5n, true, null, undefined, Symbol.iterator, () => 1, { toJSON: () => ({ a: 1 }) }],
    ];
    for (const value of values) expect(sanitize(value)).toBe(value);
  });

  it('copies the dirty path only, and never its input', () => {
    const clean = { deep: [1, 2] };
    const input = Object.freeze({ before: clean, list: Object.freeze([clean, MAIL]), after: clean });
    const output = sanitize(input);
    expect(output).toEqual({ before: clean, list: [clean, '[EMAIL]'], after: clean });
    expect(output.before).toBe(clean);
    expect(output.list[0]).toBe(clean);
    expect(input.list[1]).toBe(MAIL);
    expect(Object.keys(output)).toEqual(['before', 'list', 'after']);
  });

  it('redacts keys and loses no entry', () => {
    const input = { [MAIL]: 1, 'b@b.com': 2, '[EMAIL] 2': 3, 'c@c.com': 4 };
    expect(sanitize(input)).toEqual({ '[EMAIL]': 1, '[EMAIL] 3': 2, '[EMAIL] 2': 3, '[EMAIL] 4': 4 });
    expect(
      sanitize(
        new Map([
          [MAIL, 1],
          ['b@b.com', 2],
        ]),
      ),
    ).toEqual(
      new Map([
        ['[EMAIL]', 1],
        ['[EMAIL] 2', 2],
      ]),
    );
  });

  it('keeps cycles as cycles, without a way back to the original', () => {
    const input: Record<string, unknown> = { list: [] as unknown[], mail: MAIL };
    (input.list as unknown[]).push(input, { up: input });
    const output = sanitize(input) as { list: [unknown, { up: unknown }]; mail: string };
    expect(output).not.toBe(input);
    expect(output.mail).toBe('[EMAIL]');
    expect(output.list[0]).toBe(output);
    expect(output.list[1].up).toBe(output);
  });

  it('keeps cycles through Map, Set and Error', () => {
    const map = new Map<unknown, unknown>();
    const error = new Error(MAIL, { cause: map });
    map.set('set', new Set([map, error]));
    const output = sanitize(map);
    const [first, second] = [...(output.get('set') as Set<unknown>)] as [unknown, Error];
    expect(first).toBe(output);
    expect(second.message).toBe('[EMAIL]');
    expect(second.cause).toBe(output);
    expect(error.message).toBe(MAIL);
  });

  it('lets no original out of a cycle through toJSON', () => {
    const input = { mail: MAIL, toJSON: () => ({ mail: MAIL, back: input }) };
    expect(JSON.stringify(sanitize(input))).not.toContain(MAIL);
  });

  it('covers Map, Set, boxed strings and objects that serialise themselves', () => {
    expect(
      sanitize(
        new Map<unknown, unknown>([
          ['password', 'x'],
          [{ a: MAIL }, MAIL],
        ]),
      ),
    ).toEqual(
      new Map<unknown, unknown>([
        ['password', '[REDACTED]'],
        [{ a: '[EMAIL]' }, '[EMAIL]'],
      ]),
    );
    expect(sanitize(new Set([MAIL, 'x']))).toEqual(new Set(['[EMAIL]', 'x']));
    expect(sanitize({ s: Object(MAIL) })).toEqual({ s: '[EMAIL]' });
    expect(sanitize([new URL('http://u:p@example.com/')])).toEqual(['http://u:[REDACTED]@example.com/']);
    const broken = {
      toJSON: () => {
        throw new Error('x');
      },
    };
    expect(sanitize([broken])).toEqual(['[REDACTED]']);
  });

  it('copies errors with class, name, message, stack, cause and fields', () => {
    class AppError extends TypeError {
      readonly contact = MAIL;
      readonly code = 'E1';
      override name = 'AppError';
    }
    const input = new AppError(`no ${MAIL}`, { cause: new Error(MAIL) });
    const output = sanitize(input);
    expect(output).toBeInstanceOf(AppError);
    expect([output.name, output.message, output.code, output.contact]).toEqual([
      'AppError',
      'no [EMAIL]',
      'E1',
      '[EMAIL]',
    ]);
    expect((output.cause as Error).message).toBe('[EMAIL]');
    expect(output.stack).toContain('no [EMAIL]');
    expect(output.stack).not.toContain(MAIL);
    expect(Object.keys(output)).not.toContain('stack');
    expect(sanitize(new AggregateError([new Error(MAIL)], 'x')).errors[0].message).toBe('[EMAIL]');
    expect(input.message).toContain(MAIL);
  });

  it('treats __proto__ as a key like any other', () => {
    const input = JSON.parse(`{"__proto__": {"mail": "${MAIL}"}, "x": "${MAIL}"}`);
    const output = sanitize(input);
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
    expect(JSON.stringify(output)).toBe('{"__proto__":{"mail":"[EMAIL]"},"x":"[EMAIL]"}');
    expect(({} as Record<string, unknown>).mail).toBe(undefined);
  });

  it('hides card numbers held as numbers, and leaves other numbers alone', () => {
    expect(sanitize([4111111111111111, 378282246310005n, 5551234567, 1764000000123])).toEqual([
      ...['[CREDIT_CARD]', '[CREDIT_CARD]', 5551234567, 1764000000123],
    ]);
  });

  it('hides what a getter refuses to show', () => {
    const input = {
      get bad() {
        throw new Error(MAIL);
      },
      ok: MAIL,
    };
    expect(sanitize(input)).toEqual({ bad: '[REDACTED]', ok: '[EMAIL]' });
  });

  it('replaces numbers whose key says what they are, and no others', () => {
    const value = { phoneNumber: 4155550132, social_security_number: 123456789n, mobile: 4155550132 };
    expect(sanitize(value)).toEqual({
      ...{ phoneNumber: '[REDACTED]', social_security_number: '[REDACTED]', mobile: '[REDACTED]' },
    });
    const others = {
      ...{ id: 4155550132, count: 123456789, epoch: 1764000000, epochMs: 1764000000123, balance: 1234567.89 },
      ...{
        account: 12,
        mobile: true,
        version: 3,
        orderNo: 4111111111111112,
        port: 8080,
        negative: -4155550132,
      },
    };
    expect(sanitize(others)).toBe(others);
    expect(sanitize(JSON.stringify(others))).toBe(JSON.stringify(others));
  });

  it.each<[string, (inner: unknown) => unknown]>([
    ['objects', (inner) => ({ a: inner })],
    ['arrays', (inner) => [inner]],
    ['Maps', (inner) => new Map([['a', inner]])],
    ['Sets', (inner) => new Set([inner])],
    ['errors', (inner) => Object.assign(new Error('x'), { stack: '', a: inner })],
    ['objects with toJSON', (inner) => ({ toJSON: () => ({ a: inner }) })],
  ])('walks 20,000 levels of %s', (_name, wrap) => {
    let clean: unknown = 'x';
    let dirty: unknown = MAIL;
    for (let level = 0; level < 20_000; level += 1) {
      clean = wrap(clean);
      dirty = wrap(dirty);
    }
    expect(sanitize(clean) === clean).toBe(true);
    const result = sanitize(dirty);
    expect(result === dirty || result === '[REDACTED]').toBe(false);
  });

  it('walks 20,000 levels of JSON text', () => {
    const text = `${'{"a":['.repeat(20_000)}"${MAIL}"${']}'.repeat(20_000)}`;
    expect(sanitize(text)).toBe(text.replace(MAIL, '[EMAIL]'));
  });

  it('keeps a cycle that is 20,000 levels long', () => {
    const top: Record<string, unknown> = { mail: MAIL };
    let bottom = top;
    for (let level = 0; level < 20_000; level += 1) {
      bottom.next = {};
      bottom = bottom.next as Record<string, unknown>;
    }
    bottom.next = top;
    let walked = sanitize(top);
    for (let level = 0; level <= 20_000; level += 1) walked = walked.next as Record<string, unknown>;
    expect(walked.mail).toBe('[EMAIL]');
    expect(top.mail).toBe(MAIL);
  });

  it('looks at symbols: keys, their names, and values', () => {
    const key = Symbol('note');
    expect(sanitize({ [key]: MAIL, a: 1 })).toEqual({ [key]: '[EMAIL]', a: 1 });
    expect(sanitize({ [Symbol('password')]: 'x' })).not.toEqual({ [Symbol('password')]: 'x' });
    expect((sanitize(Symbol(MAIL)) as symbol).description).toBe('[EMAIL]');
    const clean = { [key]: key };
    expect(sanitize(clean)).toBe(clean);
  });

  it('covers boxed numbers, sparse arrays, Proxies and Dates under sensitive keys', () => {
    expect(sanitize([Object(4111111111111111), Object(5)])).toEqual(['[CREDIT_CARD]', Object(5)]);
    const sparse = new Array(3);
    sparse[2] = MAIL;
    expect(sanitize(sparse)[2]).toBe('[EMAIL]');
    expect(sanitize(new Proxy({ a: MAIL }, {}))).toEqual({ a: '[EMAIL]' });
    expect(sanitize({ dateOfBirth: new Date(0), at: new Date(0) })).toEqual({
      ...{ dateOfBirth: '[REDACTED]', at: new Date(0) },
    });
  });

  it('lets a getter or toJSON use the same sanitizer', () => {
    const value = {
      get inner() {
        return sanitize({ a: [MAIL] });
      },
      own: MAIL,
      toJSON() {
        return { inner: this.inner, own: sanitize(this.own) };
      },
    };
    expect(sanitize([value, MAIL])).toEqual([value, '[EMAIL]']);
    expect(
      sanitize({
        get a() {
          return sanitize([[MAIL]]);
        },
        b: MAIL,
      }),
    ).toEqual({ a: [['[EMAIL]']], b: '[EMAIL]' });
  });

  it('changes nothing the second time, and leaves no address anywhere', () => {
    const leaf = fc.oneof(
      fc.constantFrom(MAIL, `a ${MAIL}`, 'x', '{"a":"b@b.com"}', 'token', '[EMAIL]'),
      fc.integer(),
    );
    const key = fc.constantFrom(MAIL, 'b@b.com', '[EMAIL]', 'email', 'x', '__proto__', 'token for a@b.com');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const before = JSON.stringify(value);
        const once = sanitize(value);
        expect(JSON.stringify(once)).not.toMatch(/@/);
        expect(sanitize(once)).toBe(once);
        expect(JSON.stringify(value)).toBe(before);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('limits', () => {
  const nest = (depth: number): unknown => (depth === 0 ? 'x' : [nest(depth - 1)]);

  it('redact what is deeper than maxDepth', () => {
    const small = createSanitizer({ limits: { maxDepth: 3 } });
    const fits = nest(3);
    expect(small.sanitize(fits)).toBe(fits);
    expect(small.sanitize(nest(4))).toEqual([[['[REDACTED]']]]);
    expect(small.sanitize('[[["x"]]]')).toBe('[[["x"]]]');
    expect(small.sanitize('[[[["x"], 1]]]')).toBe('[[["[REDACTED]", 1]]]');
    expect(small.sanitize([[['[1]', '1']]])).toEqual([[['[REDACTED]', '1']]]);
  });

  it('redact a value of more than maxNodes', () => {
    const small = createSanitizer({ limits: { maxNodes: 4 } });
    const fits = [1, 2, 3];
    expect(small.sanitize(fits)).toBe(fits);
    expect(small.sanitize([1, 2, 3, 4])).toBe('[REDACTED]');
    expect(small.sanitize('[1,2]')).toBe('[1,2]');
    expect(small.sanitize('[1,2,3,4]')).toBe('[REDACTED]');
    expect(small.sanitize(new Array(2 ** 32 - 1))).toBe('[REDACTED]');
    expect(createSanitizer().sanitize(doubled(60))).toBe('[REDACTED]');
  });

  it('redact strings longer than maxStringChars, keys included', () => {
    const small = createSanitizer({ limits: { maxStringChars: 5 } });
    expect(small.sanitize({ abcde: 'abcde', abcdef: 'abcdef' })).toEqual({
      abcde: 'abcde',
      '[REDACTED]': '[REDACTED]',
    });
  });

  it.each([
    [{ limits: { maxDepth: 0 } }, 'Expected `limits.maxDepth` to be a positive integer, got 0'],
    [{ limits: { maxNodes: -1 } }, 'Expected `limits.maxNodes` to be a positive integer, got -1'],
    [
      { limits: { maxStringChars: Number.NaN } },
      'Expected `limits.maxStringChars` to be a positive integer, got NaN',
    ],
    [{ keys: [' '] }, 'Expected `keys` to be an array of non-empty strings'],
  ])('are checked: %j', (options, message) =>
    expect(() => createSanitizer(options)).toThrow(new SanitizerOptionError(message)),
  );

  it.each([
    [{ types: ['EMIAL'] }, /^Expected `types` to be some of .*EMAIL.*UK_NHS.*, got EMIAL$/],
    [{ types: ['email'] }, /got email$/],
    [{ types: [] }, /got none$/],
    [{ locales: ['zz'] }, /^Expected `locales` to be some of .*de.*, got zz$/],
  ])('name what is known: %j', (options, message) => {
    expect(() => createSanitizer(options)).toThrow(SanitizerOptionError);
    expect(() => createSanitizer(options)).toThrow(message);
  });

  it('count an array by its length before it is read', () => {
    let reads = 0;
    const huge = new Proxy<unknown[]>([], {
      get: (target, key) => {
        reads += 1;
        return key === 'length' ? 1e12 : Reflect.get(target, key);
      },
    });
    expect(createSanitizer().sanitize({ huge })).toBe('[REDACTED]');
    expect(reads).toBeLessThan(100);
  });

  it('read the items of an array with care', () => {
    const items = ['jane@example.com', 'x'];
    Object.defineProperty(items, 1, {
      enumerable: true,
      get: () => {
        throw new Error('row of jane.doe@example.com');
      },
    });
    expect(createSanitizer().sanitize({ items })).toEqual({ items: ['[EMAIL]', '[REDACTED]'] });
  });
});

/** A graph of `depth` arrays that each hold the next one twice: 2^depth paths. */
function doubled(depth: number): unknown {
  let value: unknown = ['x'];
  for (let i = 0; i < depth; i += 1) value = [value, value];
  return value;
}
