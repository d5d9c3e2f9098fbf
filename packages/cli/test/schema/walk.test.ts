import { expect, test } from 'vitest';
import { findNetworkRefs, findUndescribed, resolvePointer } from '../../src/schema/walk.ts';

test('references that leave the document', () => {
  const refs = ['#/$defs/a', '#', 'https://x.example/a', 'other.json', '//x.example'];
  const schema = { anyOf: refs.map(($ref) => ({ $ref })), properties: { p: { $dynamicRef: 'file:///a' } } };
  expect(findNetworkRefs(schema).sort()).toEqual([
    '//x.example',
    'file:///a',
    'https://x.example/a',
    'other.json',
  ]);
});

test('data is no schema', () => {
  const data = { $ref: 'https://x.example/a' };
  expect(findNetworkRefs({ const: data, enum: [data], default: data, examples: [data] })).toEqual([]);
});

test('properties without a description, nested ones too', () => {
  const item = { type: 'object', properties: { deep: {} } };
  const schema = { properties: { a: { description: 'A' }, b: { description: ' ', items: item } } };
  expect(findUndescribed(schema)).toEqual(['b', 'b[].deep']);
});

test('pointers', () => {
  const root = { $defs: { 'a/b': { x: 1 }, list: [{ y: 2 }] } };
  expect(resolvePointer(root, '#/$defs/a~1b')).toEqual({ x: 1 });
  expect(resolvePointer(root, '#/$defs/list/0')).toEqual({ y: 2 });
  expect(resolvePointer(root, '#')).toBe(root);
  for (const ref of ['#/none', '#/constructor', 'x', '#/$defs/%'])
    expect(resolvePointer(root, ref)).toBeUndefined();
});
