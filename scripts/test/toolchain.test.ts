import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readManifest, repositoryRoot } from '../lib/workspace.ts';

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
