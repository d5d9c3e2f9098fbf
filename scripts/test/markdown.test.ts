import { expect, it } from 'vitest';
import { codeBlocks, localLinks } from '../lib/markdown.ts';

const page =
  'See [a](docs/a.md#top), [b](https://b.example), [c](#here).\n\n```ts\nconst a = 1;\n```\n\n```sh\n[no](x.md)\n```\n';

it('reads code blocks with their language', () => {
  expect(codeBlocks(page)).toEqual([
    { language: 'ts', code: 'const a = 1;\n' },
    { language: 'sh', code: '[no](x.md)\n' },
  ]);
});

it('reads the links that point into the repository', () => {
  expect(localLinks(page)).toEqual(['docs/a.md']);
});
