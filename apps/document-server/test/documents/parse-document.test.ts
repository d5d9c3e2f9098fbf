// Which words become the title.
import { expect, test } from 'vitest';
import { parseDocumentText } from '../../src/documents/parse-document.ts';

test.each([
  ['a.md', '---\ntitle: From matter\n---\n# Heading\nx', 'From matter', '# Heading\nx'],
  ['a.md', 'Intro\n\n# Heading\nx', 'Heading', 'Intro\n\n# Heading\nx'],
  ['a.md', '```sh\n# install\n```\n# Heading', 'Heading', '```sh\n# install\n```\n# Heading'],
  [
    'a.md',
    '~~~\n```\n# no\n~~~\n  ````\n# no\n```\n# no',
    'a',
    '~~~\n```\n# no\n~~~\n  ````\n# no\n```\n# no',
  ],
  ['sub/some-name.md', 'no heading', 'some-name', 'no heading'],
  ['a.txt', '\n First line \nSecond', 'First line', 'First line \nSecond'],
  ['name.txt', `${'x'.repeat(121)}\nSecond`, 'name', `${'x'.repeat(121)}\nSecond`],
  ['name.txt', '', 'name', ''],
  ['a.html', '<title>Page</title><h1>H</h1>', 'Page', 'H'],
  ['name.htm', '<p>text</p>', 'name', 'text'],
  ['A.MD', '# Upper', 'Upper', '# Upper'],
])('%s with %j is called %s', (path, text, title, content) => {
  expect(parseDocumentText(path, text)).toMatchObject({ title, content });
});
