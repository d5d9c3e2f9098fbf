// Names: what is accepted, at the edges, and errors that say which definition is wrong.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DefinitionError, definePrompt, defineResource, defineServer, defineTool } from '../../src/index.ts';

const KINDS = {
  tool: (name: string) => defineTool({ name, description: 'Does it.', handler: () => 'done' }),
  prompt: (name: string) => definePrompt({ name, handler: () => 'Hello' }),
  resource: (name: string) => defineResource({ name, uri: 'note://one', handler: () => 'one' }),
  server: (name: string) => defineServer({ name, version: '1.0.0' }),
} as const;

test.each([
  ['defineTool', defineTool],
  ['definePrompt', definePrompt],
  ['defineResource', defineResource],
  ['defineServer', defineServer],
])('%s says that it wants an object', (name, define) => {
  for (const [given, shown] of [
    [undefined, 'undefined'],
    [null, 'null'],
    ['search', 'string'],
    [() => 'x', 'function'],
  ]) {
    const make = () => (define as (options: unknown) => unknown)(given);
    expect(make).toThrow(DefinitionError);
    expect(make).toThrow(`Expected ${name}() to be given an object, got ${shown}`);
  }
});

describe.each(Object.entries(KINDS))('the name of a %s', (kind, define) => {
  test.each(['a', 'Z', '0', '_', '-', '.', 'search_documents', 'a'.repeat(128)])('may be %s', (name) => {
    expect(define(name).name).toBe(name);
  });

  test.each(['', 'a'.repeat(129), 'a b', 'a/b', 'é', 'a\n', '\u0000', 'a:b'])('may not be %j', (name) => {
    expect(() => define(name)).toThrow(DefinitionError);
    expect(() => define(name)).toThrow(`Expected the ${kind} name to be 1 to 128`);
  });

  test.each([undefined, null, 1, {}, ['a']])('may not be %j', (name) => {
    expect(() => define(name as string)).toThrow(`Expected the ${kind} name`);
  });

  test('is cut short in the message', () => {
    expect(() => define('!'.repeat(100_000))).toThrow(/^.{0,300}$/);
  });

  test('is any string of the allowed characters and no other', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 140 }), (name) => {
        const isAllowed =
          name.length > 0 && name.length <= 128 && /^[\w.-]+$/.test(name) && !name.includes('\n');
        let accepted = true;
        try {
          define(name);
        } catch {
          accepted = false;
        }
        expect(accepted).toBe(isAllowed);
      }),
    );
  });
});
