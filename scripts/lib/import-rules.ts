// The import order of the house as pure functions: who may import whom, and from where.
import { posix } from 'node:path';
import type { Manifest } from './workspace.ts';

const scope = '@portcullis/';
const kit = 'mcp-server-kit';

/** Packages at the bottom: they know nothing of MCP servers or of each other. */
const bottom = ['pii-sanitizer', 'rate-limiter', 'tracing', 'health'];

/** What a package may import from this repository: by its running code, and by its tests and tools. */
interface Allowance {
  run: readonly string[] | 'any';
  develop: readonly string[] | 'any';
  /** Where running code may import an MCP SDK: nowhere, everywhere, or below one folder. */
  sdk: 'never' | 'always' | { below: string };
}

/** A package and the part of it that a rule looks at. */
export interface PackagePlace {
  folder: string;
  name: string;
}

/**
 * The rule for a package by its folder, or `undefined` when nobody has decided yet where it belongs.
 * `apps -> mcp-server-kit -> bottom`; the cli stands alone and meets the kit only in its tests and templates.
 */
function allowanceFor(folder: string): Allowance | undefined {
  if (folder === 'bench' || folder === 'scripts') return { run: 'any', develop: 'any', sdk: 'always' };
  if (folder.startsWith('apps/')) {
    return { run: [kit, ...bottom], develop: [kit, ...bottom], sdk: 'never' };
  }
  const name = folder.startsWith('packages/') ? folder.slice('packages/'.length) : '';
  if (bottom.includes(name)) return { run: [], develop: [], sdk: 'never' };
  if (name === kit) return { run: bottom, develop: bottom, sdk: { below: 'src/bindings/' } };
  if (name === 'cli') return { run: [], develop: [kit, 'health'], sdk: 'always' };
  return undefined;
}

/** What is wrong with the dependencies of a package.json; empty when nothing is. */
export function checkManifest(folder: string, manifest: Manifest): string[] {
  const allowance = allowanceFor(folder);
  if (allowance === undefined) {
    return [`${folder} has no place in the import order: give it one in scripts/lib/import-rules.ts`];
  }
  const problems: string[] = [];
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = manifest;
  const running = { ...dependencies, ...peerDependencies, ...optionalDependencies };
  for (const name of Object.keys(running)) {
    if (name === manifest.name) problems.push(`${manifest.name} depends on itself`);
    else if (!mayImport(allowance.run, name)) problems.push(`${manifest.name} may not depend on ${name}`);
    if (isSdk(name) && allowance.sdk === 'never') {
      problems.push(`${manifest.name} may not depend on the MCP SDK ${name}, except in devDependencies`);
    }
  }
  for (const name of Object.keys(devDependencies ?? {})) {
    if (name !== manifest.name && !mayImport(allowance.develop, name)) {
      problems.push(`${manifest.name} may not depend on ${name}, not even in devDependencies`);
    }
  }
  return problems;
}

/** What is wrong with one import of `file` (relative to the package); `undefined` when nothing is. */
export function checkImport(place: PackagePlace, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return checkRelative(file, specifier);
  if (specifier.startsWith('/') || specifier.startsWith('file:')) {
    return `imports the absolute path ${specifier}`;
  }
  const allowance = allowanceFor(place.folder);
  if (allowance === undefined) return undefined; // checkManifest reports the package once.

  const isRunning = file.startsWith('src/');
  if (isSdk(specifier) && isRunning) {
    const { sdk } = allowance;
    if (sdk === 'never') return `imports ${specifier}: only the kit's src/bindings may import an MCP SDK`;
    if (typeof sdk === 'object' && !file.startsWith(sdk.below)) {
      return `imports ${specifier}: inside the kit only ${sdk.below} may import an MCP SDK`;
    }
  }
  if (!specifier.startsWith(scope)) return undefined;

  if (/^@portcullis\/[^/]+\/(?:src|dist)(?:\/|$)/.test(specifier)) {
    return `imports ${specifier}: reach into no package's src or dist, use what it exports`;
  }
  const name = packageOf(specifier);
  if (name === place.name) {
    return isRunning ? `imports itself by name (${specifier}): use a relative path` : undefined;
  }
  if (mayImport(isRunning ? allowance.run : allowance.develop, name)) return undefined;
  return `may not import ${name}${isRunning && mayImport(allowance.develop, name) ? ' outside its tests' : ''}`;
}

function checkRelative(file: string, specifier: string): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  return target === '..' || target.startsWith('../')
    ? `imports ${specifier}, which leaves the package`
    : undefined;
}

function mayImport(allowed: readonly string[] | 'any', name: string): boolean {
  if (!name.startsWith(scope) || allowed === 'any') return true;
  return allowed.includes(name.slice(scope.length));
}

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, 2).join('/');
}

function isSdk(specifier: string): boolean {
  return specifier.startsWith('@modelcontextprotocol/');
}
