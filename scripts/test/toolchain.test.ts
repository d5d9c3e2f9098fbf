import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pinnedVersions } from '../lib/version-rules.ts';
import { readManifest, readWorkspaceFile, repositoryRoot } from '../lib/workspace.ts';

it('runs on the pinned Node, whatever the machine has', () => {
  expect(process.version).toBe(`v${readManifest(repositoryRoot).devDependencies?.node}`);
});

it('builds the image with the pinned pnpm alone, by its digests', () => {
  const read = (path: string): string => readFileSync(join(repositoryRoot, 'deploy', path), 'utf8');
  const { pnpm } = pinnedVersions(readManifest(repositoryRoot), readWorkspaceFile(repositoryRoot));
  const { packages } = JSON.parse(read('pnpm/package-lock.json'));
  for (const name of ['@pnpm/exe.linux-x64', '@pnpm/exe.linux-arm64']) {
    const integrity = expect.stringMatching(/^sha512-[\w+/]{86}==$/);
    expect(packages[`node_modules/${name}`], name).toMatchObject({ version: pnpm, integrity });
  }
  expect(read('Dockerfile')).not.toMatch(/^RUN .*\bnpx\b/m);
});
