// Holds the catalog in pnpm-workspace.yaml as the only place of versions.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkDependencyVersions,
  checkMentionedVersions,
  checkRepeatedVersions,
  pinnedVersions,
} from './lib/version-rules.ts';
import { listPackages, readManifest, readWorkspaceFile, repositoryRoot } from './lib/workspace.ts';

const mentions = [
  'package.json',
  '.ci/run',
  'deploy/Dockerfile',
  'CONTRIBUTING.md',
  'AGENTS.md',
  'README.md',
  'apps/document-server/src/banner.ts',
];

const root = readManifest(repositoryRoot);
const workspace = readWorkspaceFile(repositoryRoot);
const packages = listPackages(repositoryRoot);
const pinned = pinnedVersions(root, workspace);

const problems = [
  ...checkDependencyVersions('package.json', root),
  ...packages.flatMap(({ folder, manifest }) => checkDependencyVersions(`${folder}/package.json`, manifest)),
  ...checkRepeatedVersions(root, workspace),
  ...mentions
    .filter((path) => existsSync(join(repositoryRoot, path)))
    .flatMap((path) =>
      checkMentionedVersions(path, readFileSync(join(repositoryRoot, path), 'utf8'), pinned),
    ),
];

for (const problem of problems) console.error(problem);
console.log(
  `${Object.keys(workspace.catalog).length} versions in the catalog, ${packages.length} packages use it`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
