import { expect, it } from 'vitest';
import { readManifest, repositoryRoot } from '../lib/workspace.ts';

it('runs on the pinned Node, whatever the machine has', () => {
  expect(process.version).toBe(`v${readManifest(repositoryRoot).devDependencies?.node}`);
});
