import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { pinnedVersions } from '../lib/version-rules.ts';
import { readManifest, readWorkspaceFile, repositoryRoot } from '../lib/workspace.ts';

const { packages } = parse(readFileSync(join(repositoryRoot, 'pnpm-lock.yaml'), 'utf8')) as {
  packages: object;
};
const locked = Object.keys(packages);

it('runs on the pinned Node, whatever the machine has', () => {
  expect(process.version).toBe(`v${readManifest(repositoryRoot).devDependencies?.node}`);
});

it.each([
  '@biomejs/cli-darwin-arm64',
  '@biomejs/cli-linux-x64-musl',
  '@biomejs/cli-win32-x64',
  '@oxc-parser/binding-darwin-arm64',
  '@oxc-parser/binding-win32-x64-msvc',
  '@turbo/darwin-arm64',
  '@turbo/windows-64',
])('the lockfile has %s, so that other systems than this one can build', (name) => {
  expect(locked.filter((key) => key.startsWith(`${name}@`))).toHaveLength(1);
});

// Two versions of one of them bring most of OpenTelemetry twice into the node_modules of a user.
it('has each package of OpenTelemetry once', () => {
  const names = locked
    .filter((key) => key.startsWith('@opentelemetry/'))
    .map((key) => key.replace(/@[^@]*$/, ''));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
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
