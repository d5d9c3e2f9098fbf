// What a definition may say of how long its results are kept.
import { describe, expect, test } from 'vitest';
import { DefinitionError, definePrompt, defineResource, defineTool } from '../../src/index.ts';

const READ_ONLY = { annotations: { readOnlyHint: true } };
const define = {
  tool: (more: object) =>
    defineTool({ name: 'one', description: 'Reads.', handler: () => '', ...READ_ONLY, ...more }),
  resource: (more: object) => defineResource({ name: 'one', uri: 'note://one', handler: () => '', ...more }),
  prompt: (more: object) => definePrompt({ name: 'one', handler: () => '', ...more }),
};

describe.each(Object.entries(define))('a %s', (kind, make) => {
  test('keeps a frozen copy of its policy, private unless it says otherwise', () => {
    const cache: { ttlMs: number; scope?: 'public' | 'private' } = { ttlMs: 1 };
    const definition = make({ cache });
    cache.ttlMs = 5;
    expect(definition.cache).toEqual({ ttlMs: 1, scope: 'private' });
    expect(Object.isFrozen(definition.cache)).toBe(true);
    expect(make({ cache: { ttlMs: 5, scope: 'public' } }).cache).toEqual({ ttlMs: 5, scope: 'public' });
    expect(make({}).cache).toBeUndefined();
  });

  test('is for nobody but its client where it asks for scopes', () => {
    const scopes = ['docs.read'];
    expect(make({ scopes, cache: { ttlMs: 5 } }).cache).toEqual({ ttlMs: 5, scope: 'private' });
    expect(() => make({ scopes, cache: { ttlMs: 5, scope: 'public' } })).toThrow(
      `Expected \`cache.scope of ${kind} "one"\` to be "private", for it asks for scopes`,
    );
  });

  test.each([
    [{}, `Expected \`cache.ttlMs of ${kind} "one"\` to be a positive integer, got NaN`],
    [{ ttlMs: 0 }, 'to be a positive integer, got 0'],
    [{ ttlMs: 1.5 }, 'to be a positive integer, got 1.5'],
    [{ ttlMs: '5' }, 'to be a positive integer, got 5'],
    [
      { ttlMs: 1, scope: 'shared' },
      `Expected \`cache.scope of ${kind} "one"\` to be "public" or "private", got "shared"`,
    ],
    [{ ttlMs: 1, scope: null }, 'got null'],
    [true, `Expected \`cache\` of ${kind} "one" to be { ttlMs, scope }`],
    [null, 'to be { ttlMs, scope }'],
    [60_000, 'to be { ttlMs, scope }'],
  ])('is refused with %j', (cache, message) => {
    expect(() => make({ cache })).toThrow(DefinitionError);
    expect(() => make({ cache })).toThrow(message);
  });
});

test.each([undefined, {}, { readOnlyHint: false }, { readOnlyHint: undefined, idempotentHint: true }])(
  'a tool that may change something keeps nothing: annotations %j',
  (annotations) => {
    const cache = { ttlMs: 1 };
    expect(() => define.tool({ annotations, cache })).toThrow(DefinitionError);
    expect(() => define.tool({ annotations, cache })).toThrow('`annotations: { readOnlyHint: true }`');
  },
);
