// Finds the workspace's packages and their source files, so that every check sees the same ones.
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** The repository's root folder. */
export const repositoryRoot = resolve(import.meta.dirname, '../..');

/** The fields of a package.json that the checks read. */
export interface Manifest {
  name: string;
  version?: string;
  private?: boolean;
  packageManager?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** One package of the workspace. `folder` is relative to the root and uses `/`. */
export interface WorkspacePackage {
  folder: string;
  manifest: Manifest;
}

/** pnpm-workspace.yaml, as far as the checks read it. */
export interface WorkspaceFile {
  packages: string[];
  catalog: Record<string, string>;
  nodeVersion?: string;
}

export function readWorkspaceFile(root: string): WorkspaceFile {
  return parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')) as WorkspaceFile;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Every package that pnpm-workspace.yaml names, the root itself left out, sorted by folder. */
export function listPackages(root: string): WorkspacePackage[] {
  const patterns = readWorkspaceFile(root).packages.map((pattern) => `${pattern}/package.json`);
  return globSync(patterns, { cwd: root })
    .map((path) => path.replaceAll('\\', '/').replace(/\/package\.json$/, ''))
    .sort()
    .map((folder) => ({ folder, manifest: readManifest(join(root, folder)) }));
}

/** A package's own source files (TypeScript and JavaScript), relative to the package. */
export function listSourceFiles(root: string, folder: string): string[] {
  const skip = new Set(['node_modules', 'dist', 'coverage', '.turbo']);
  return globSync('**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}', {
    cwd: join(root, folder),
    exclude: (name) => skip.has(name.split(/[\\/]/).at(-1) ?? ''),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
