import { describe, expect, it } from 'vitest';
import {
  checkDependencyVersions,
  checkMentionedVersions,
  checkRepeatedVersions,
  pinnedVersions,
} from '../lib/version-rules.ts';

const workspace = { packages: [], catalog: {}, nodeVersion: '26.10.0' };
const root = { name: 'root', packageManager: 'pnpm@12.21.0', devDependencies: { node: '26.10.0' } };
const pinned = { pnpm: '12.21.0', node: '26.10.0' };

describe('checkDependencyVersions', () => {
  it('passes the catalog, workspace packages and peer ranges', () => {
    const dependencies = { zod: 'catalog:', '@portcullis/health': 'workspace:^' };
    const manifest = { name: 'x', dependencies, peerDependencies: { zod: '^4.5.0' } };
    expect(checkDependencyVersions('packages/x/package.json', manifest)).toEqual([]);
  });

  it.each(['dependencies', 'devDependencies', 'optionalDependencies'])('catches a version in %s', (kind) => {
    const manifest = { name: 'x', [kind]: { zod: '^4.6.7', alias: 'npm:zod@4.6.7' } };
    expect(checkDependencyVersions('packages/x/package.json', manifest)).toHaveLength(2);
  });

  it('lets only the root repeat the version of node', () => {
    expect(checkDependencyVersions('package.json', root)).toEqual([]);
    expect(checkDependencyVersions('packages/x/package.json', root)).toHaveLength(1);
  });
});

it('catches a version of node that differs between its two places', () => {
  expect(checkRepeatedVersions(root, workspace)).toEqual([]);
  expect(checkRepeatedVersions(root, { ...workspace, nodeVersion: '26.9.0' })).toHaveLength(1);
  expect(checkRepeatedVersions({ ...root, devDependencies: {} }, workspace)).toHaveLength(1);
});

describe('checkMentionedVersions', () => {
  it('reads the pinned tools and the catalog', () => {
    expect(pinnedVersions(root, workspace)).toEqual({ ...workspace.catalog, ...pinned });
  });

  it('passes the pinned versions', () => {
    const text = 'FROM node:26.10.0-bookworm-slim AS build\nRUN npx --yes pnpm@12.21.0 install\n';
    expect(checkMentionedVersions('Dockerfile', text, pinned)).toEqual([]);
  });

  it('catches another pnpm and another node', () => {
    const text = 'FROM docker.io/library/node:26-slim\nRUN npx --yes pnpm@12.20.0 install\n';
    expect(checkMentionedVersions('Dockerfile', text, pinned)).toHaveLength(2);
  });

  it('catches another version of a package in the catalog, and of no other', () => {
    const known = { ...pinned, '@scope/tool': '2.1.0', zod: '4.0.0' };
    const text =
      'npx @scope/tool@2.1.0, npx @scope/tool@2.0.9, `x/zod@3.0.0`, zod@3.0.0, other@1.0.0, a@b.example';
    expect(checkMentionedVersions('README.md', text, known)).toEqual([
      'README.md says @scope/tool 2.0.9, the pinned one is 2.1.0',
      'README.md says zod 3.0.0, the pinned one is 4.0.0',
    ]);
  });
});
