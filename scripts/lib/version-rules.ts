// One place for every version: pnpm-workspace.yaml's catalog. These functions say where that is broken.
import type { Manifest, WorkspaceFile } from './workspace.ts';

/** pnpm cannot install `node` through the catalog, so the root's package.json says its version. */
const outsideCatalog = 'node';

/** Dependencies of one package.json that carry a version of their own. */
export function checkDependencyVersions(place: string, manifest: Manifest): string[] {
  const problems: string[] = [];
  // A peer range is a promise to the user, not a choice of version, so peerDependencies may say one.
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
    for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
      if (version === 'catalog:' || version.startsWith('workspace:')) continue;
      if (place === 'package.json' && name === outsideCatalog) continue;
      problems.push(`${place} says ${name}: ${version} in ${kind}; put it in the catalog and say "catalog:"`);
    }
  }
  return problems;
}

/** The version of node stands twice; says when the two differ. */
export function checkRepeatedVersions(root: Manifest, workspace: WorkspaceFile): string[] {
  const installed = root.devDependencies?.[outsideCatalog];
  if (installed !== undefined && installed === workspace.nodeVersion) return [];
  return [
    `package.json installs node ${installed}, pnpm-workspace.yaml says nodeVersion ${workspace.nodeVersion}`,
  ];
}

/** Mentions of another version than the pinned one in a script, a program, a Dockerfile or a page. */
export function checkMentionedVersions(place: string, text: string, pinned: PinnedVersions): string[] {
  const problems: string[] = [];
  for (const pattern of [
    /(?<![\w@./-])((?:@[\w.-]{1,64}\/)?[\w.-]{1,64})@(\d+(?:\.\d+){0,2})/g,
    /^(?:FROM|ARG)[^\n]{0,80}\b(node):(\d+(?:\.\d+){0,2})/gm,
  ]) {
    for (const [, name = '', version] of text.matchAll(pattern)) {
      if (name in pinned && version !== pinned[name])
        problems.push(`${place} says ${name} ${version}, the pinned one is ${pinned[name]}`);
    }
  }
  return problems;
}

/** The version of everything that has one: packages, and the tools that run them. */
export type PinnedVersions = Readonly<Record<string, string | undefined>>;

export function pinnedVersions(root: Manifest, { catalog }: WorkspaceFile): PinnedVersions {
  return {
    ...catalog,
    pnpm: /^pnpm@([\d.]+)/.exec(root.packageManager ?? '')?.[1],
    node: root.devDependencies?.[outsideCatalog],
  };
}
