// JSON that is put into answers as it is says what writing it anew would say.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode } from '../../src/bindings/messages.ts';
import { toModernResult } from '../../src/bindings/v2/result.ts';
import { keepJson, keptJson } from '../../src/runtime/kept-json.ts';

const info = { name: 'probe', version: '1.0.0' };
const members = fc.dictionary(
  fc.string().filter((key) => !['_meta', 'resultType'].includes(key)),
  fc.jsonValue(),
);
const meta = fc.option(fc.dictionary(fc.string(), fc.jsonValue()), { nil: undefined });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('whatever the result, in both eras', () => {
  fc.assert(
    fc.property(members, meta, fc.oneof(fc.string(), fc.integer()), (given, _meta, id) => {
      const result = { ...given, ...(_meta !== undefined && { _meta }) };
      const kept = keepJson(result).result;
      for (const method of ['tools/call', 'resources/read']) {
        const later = { ...kept, ttlMs: 5, cacheScope: 'public' };
        for (const [own, other] of [
          [kept, result],
          [later, { ...result, ttlMs: 5, cacheScope: 'public' }],
          [toModernResult(method, kept, info), toModernResult(method, result, info)],
        ] as const) {
          const message = { jsonrpc: '2.0', id } as const;
          const sent = encode({ ...message, result: own });
          expect(JSON.parse(sent)).toEqual(plain({ ...message, result: other }));
        }
      }
    }),
  );
});

test("what is kept is nobody else's: plain data, frozen, of its own", () => {
  const content = [{ type: 'text', text: 'a' }];
  const { result, chars } = keepJson({ content, bytes: new Uint8Array(2), left: undefined, _meta: { a: 1 } });
  content[0] = { type: 'text', text: 'b' };
  expect(result).toMatchObject({ content: [{ text: 'a' }], bytes: { 0: 0, 1: 0 }, _meta: { a: 1 } });
  expect(Object.keys(result)).toEqual(['content', 'bytes', '_meta']);
  expect([result, result.content, result.bytes, result._meta].every(Object.isFrozen)).toBe(true);
  expect(chars).toBe('{"content":[{"type":"text","text":"a"}],"bytes":{"0":0,"1":0}}{"a":1}'.length);
});

test('a member that was replaced is not sent as it was', () => {
  const { result } = keepJson({ content: [], structuredContent: {} });
  expect(keptJson(result)).toBe('{"content":[],"structuredContent":{}}');
  expect(keptJson({ ...result, content: [] })).toBeUndefined();
  expect(encode({ jsonrpc: '2.0', id: 1, result: { ...result, content: [1] } })).toContain('[1]');
  expect(keptJson({ content: [] })).toBeUndefined();
});
