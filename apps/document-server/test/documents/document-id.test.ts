// Ids of documents.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentId, isValidDocId } from '../../src/documents/document-id.ts';

test('is the same for the same path, whatever the form of its accents', () => {
  expect(documentId('a/b.md')).toBe('doc_fwvqtprmbgzvqdjgwwtk');
  expect(documentId('caf\u00e9.md')).toBe(documentId('cafe\u0301.md'));
  expect(documentId('a/b.md')).not.toBe(documentId('a/c.md'));
});

test('is valid, and holds nothing that a detector takes for personal data, for any path', () => {
  const { redact } = createSanitizer();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (path) => {
      const id = documentId(path);
      expect(isValidDocId(id)).toBe(true);
      expect(redact(`{"id":"${id}"}`)).toContain(id);
    }),
  );
});

test.each([
  '',
  'doc_',
  'doc_bcdfghjkmnpqrstvwxy',
  'doc_bcdfghjkmnpqrstvwxyzb',
  'doc_acdfghjkmnpqrstvwxyz',
  'DOC_bcdfghjkmnpqrstvwxyz',
  'doc_bcdfghjkmnpqrstvwxyz\n',
  ' doc_bcdfghjkmnpqrstvwxyz',
  '../../etc/passwd',
])('refuses %j', (id) => expect(isValidDocId(id)).toBe(false));
