import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listPackages, repositoryRoot } from '../lib/workspace.ts';

const published = listPackages(repositoryRoot).filter(({ manifest }) => manifest.private !== true);

it.each(published.map(({ folder }) => folder))('%s is published with its changelog', (folder) => {
  const { files } = JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8'));
  expect(files).toContain('CHANGELOG.md');
});
