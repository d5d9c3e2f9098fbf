import { definePrompt, defineResource, defineTool } from '@portcullis/mcp-server-kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkName, fileNameOf, identifierOf, schemeOf, titleOf } from '../../src/generate/names.ts';

const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,127}$/).filter((name) => !name.includes('..'));

test.each(['a', 'find_order', 'Orders.find-2', `a${'b'.repeat(127)}`, 'a.', 'con'])(
  '%j is a name',
  (name) => {
    expect(() => checkName(name)).not.toThrow();
  },
);

test.each([
  '',
  '.',
  '..',
  'a..b',
  '.a',
  '-a',
  '_a',
  '2fa',
  'a b',
  'a/b',
  'a\\b',
  '../a',
  'a\n',
  'a\0',
  'é',
  `a${'b'.repeat(128)}`,
  "a'",
  'a`',
])('%j is none', (name) => {
  expect(() => checkName(name)).toThrow(/^Expected the name to be a letter and up to 127 more/);
});

test.each([
  ['tool', 'find_order', 'findOrderTool'],
  ['resource', 'Order', 'orderResource'],
  ['prompt', 'explain.order-2', 'explainOrder2Prompt'],
  ['tool', 'delete', 'deleteTool'],
  ['tool', 'a_', 'aTool'],
  ['tool', 'define', 'theDefineTool'],
] as const)('the %s %s is the constant %s', (kind, name, identifier) => {
  expect(identifierOf(kind, name)).toBe(identifier);
});

test('a title, a file and a scheme are made of the name', () => {
  expect(titleOf('find_order')).toBe('Find order');
  expect(fileNameOf('orders.test')).toBe('orders-test');
  expect(schemeOf('Stored_Order.2')).toBe('stored-order.2');
  expect(schemeOf('File')).toBe('file-resource');
});

test('what is made of any name is an identifier, a file and a scheme', () => {
  fc.assert(
    fc.property(names, fc.constantFrom('tool', 'resource', 'prompt'), (name, kind) => {
      checkName(name);
      expect(identifierOf(kind, name)).toMatch(/^[a-z][A-Za-z0-9]*(?:Tool|Resource|Prompt)$/);
      expect(identifierOf(kind, name)).not.toMatch(/^define(?:Tool|Resource|Prompt)$/);
      expect(fileNameOf(name)).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,127}$/);
      const uri = `${schemeOf(name)}://A-1`;
      expect(new URL(uri).href).toBe(uri);
      expect(titleOf(name)).not.toBe('');
    }),
  );
});

test('the kit takes every name, and every scheme', () => {
  fc.assert(
    fc.property(names, (name) => {
      const handler = () => '';
      expect(defineTool({ name, description: 'x', handler }).name).toBe(name);
      expect(definePrompt({ name, handler }).name).toBe(name);
      const uri = `${schemeOf(name)}://{id}`;
      expect(defineResource({ name, uri, handler })).toMatchObject({ name, uri });
    }),
  );
});
