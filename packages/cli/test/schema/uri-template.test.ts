import { expect, test } from 'vitest';
import { fillTemplate, isTemplateValid } from '../../src/schema/uri-template.ts';

test.each([
  ['docs://{id}', 'docs://v'],
  ['docs://a/{+path}', 'docs://a/v'],
  ['docs://a{/x,y}', 'docs://a/v/v'],
  ['docs://a{?q,page}', 'docs://a?q=v&page=v'],
  ['docs://a{#f}', 'docs://a#v'],
  ['docs://a{;k:3}', 'docs://a;k=v'],
  ['docs://{list*}', 'docs://v'],
  ['docs://plain', 'docs://plain'],
])('%s is valid', (template, filled) => {
  expect(isTemplateValid(template)).toBe(true);
  expect(fillTemplate(template, 'v')).toBe(filled);
});

test.each(['docs://{id', 'docs://id}', 'docs://{}', 'docs://{a b}', 'docs://{{id}}', 'no-scheme/{id}', ''])(
  '%j is not',
  (template) => {
    expect(isTemplateValid(template)).toBe(false);
  },
);
