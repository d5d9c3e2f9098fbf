// From bytes to text.
import { expect, test } from 'vitest';
import { decodeText } from '../../src/documents/decode-text.ts';

const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);

test.each([
  ['UTF-8', Buffer.from('Grüße'), 'Grüße'],
  ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 0x61), 'a'],
  ['UTF-16 LE', Buffer.from('\ufeffhé', 'utf16le'), 'hé'],
  ['line ends of other systems', Buffer.from('a\r\nb\rc'), 'a\nb\nc'],
  ['nothing', bytes(), ''],
])('reads %s', (_name, input, text) => expect(decodeText(input)).toEqual({ text }));

test.each([
  ['a NUL', bytes(0x61, 0, 0x62), 'binary'],
  ['a NUL in UTF-16', Buffer.from('\ufeffa\0', 'utf16le'), 'binary'],
  ['Latin-1', bytes(0x47, 0x72, 0xfc, 0xdf), 'not_utf8'],
  ['half a character', bytes(0xe2, 0x82), 'not_utf8'],
  ['half of UTF-16', bytes(0xff, 0xfe, 0x61), 'not_utf8'],
])('refuses %s', (_name, input, refused) => expect(decodeText(input)).toEqual({ refused }));
