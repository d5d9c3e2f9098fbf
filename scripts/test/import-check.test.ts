import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspaceImports } from '../lib/import-check.ts';
import { repositoryRoot } from '../lib/workspace.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'portcullis-imports-'));
  write('pnpm-workspace.yaml', 'packages: [packages/*, apps/*, bench]\ncatalog: {}\n');
  addPackage('packages/health', {});
  addPackage('packages/tracing', {});
  addPackage('packages/mcp-server-kit', { dependencies: { '@portcullis/health': 'workspace:^' } });
  addPackage('packages/cli', { devDependencies: { '@portcullis/mcp-server-kit': 'workspace:^' } });
  addPackage('apps/server', { dependencies: { '@portcullis/mcp-server-kit': 'workspace:^' } });
  addPackage('bench', { dependencies: { '@portcullis/cli': 'workspace:*' } });
  write('packages/mcp-server-kit/src/index.ts', "export { a } from '@portcullis/health';\n");
  write('packages/mcp-server-kit/src/bindings/v1.ts', "import '@modelcontextprotocol/sdk/types.js';\n");
  write(
    'packages/mcp-server-kit/test/v1.test.ts',
    "import '../src/bindings/v1.ts';\nimport '@modelcontextprotocol/sdk';\n",
  );
  write('packages/cli/test/kit.test.ts', "import '@portcullis/mcp-server-kit';\n");
  write('apps/server/src/main.ts', "import '@portcullis/mcp-server-kit/http';\nimport 'node:fs';\n");
  write('bench/src/main.ts', "import '@portcullis/cli';\nimport '@portcullis/tracing';\n");
});

afterEach(() => rmSync(root, { recursive: true }));

describe('a workspace that keeps the order', () => {
  it('has no problems, and its files were read', () => {
    expect(checkWorkspaceImports(root)).toEqual({ packages: 6, files: 6, imports: 9, problems: [] });
  });
});

describe('a planted import is caught', () => {
  const planted: [what: string, file: string, source: string, problem: string][] = [
    [
      'upwards, static',
      'packages/health/src/a.ts',
      "import { x } from '@portcullis/mcp-server-kit';",
      'may not import @portcullis/mcp-server-kit',
    ],
    [
      'sideways, type-only',
      'packages/health/src/a.ts',
      "import type { X } from '@portcullis/tracing';",
      'may not import @portcullis/tracing',
    ],
    [
      'sideways, in a test',
      'packages/health/test/a.test.ts',
      "import '@portcullis/tracing';",
      'may not import @portcullis/tracing',
    ],
    [
      're-exported',
      'packages/health/src/a.ts',
      "export * from '@portcullis/tracing';",
      'may not import @portcullis/tracing',
    ],
    [
      're-exported by name',
      'packages/health/src/a.ts',
      "export { x } from '@portcullis/tracing';",
      'may not import @portcullis/tracing',
    ],
    [
      'dynamic',
      'packages/health/src/a.ts',
      'await import(`@portcullis/tracing`);',
      'may not import @portcullis/tracing',
    ],
    [
      'in a type',
      'packages/health/src/a.ts',
      "export type X = import('@portcullis/tracing').X;",
      'may not import @portcullis/tracing',
    ],
    [
      'required',
      'packages/health/src/a.cts',
      "require('@portcullis/tracing');",
      'may not import @portcullis/tracing',
    ],
    [
      'resolved',
      'packages/health/src/a.ts',
      "import.meta.resolve('@portcullis/tracing');",
      'may not import @portcullis/tracing',
    ],
    [
      'mocked',
      'packages/health/test/a.test.ts',
      "vi.mock('@portcullis/tracing');",
      'may not import @portcullis/tracing',
    ],
    [
      'the kit to an app',
      'packages/mcp-server-kit/src/a.ts',
      "import '@portcullis/server';",
      'may not import @portcullis/server',
    ],
    [
      'the cli to the kit',
      'packages/cli/src/a.ts',
      "import '@portcullis/mcp-server-kit';",
      'may not import @portcullis/mcp-server-kit outside its tests',
    ],
    [
      'an app to the cli',
      'apps/server/src/a.ts',
      "import '@portcullis/cli';",
      'may not import @portcullis/cli',
    ],
    [
      'an SDK beside the bindings',
      'packages/mcp-server-kit/src/http.ts',
      "import '@modelcontextprotocol/server';",
      'only src/bindings/ may import an MCP SDK',
    ],
    [
      'an SDK in a file named like the bindings',
      'packages/mcp-server-kit/src/bindings.ts',
      "import '@modelcontextprotocol/server';",
      'only src/bindings/ may import an MCP SDK',
    ],
    [
      'an SDK in a bottom package',
      'packages/tracing/src/a.ts',
      "import '@modelcontextprotocol/sdk';",
      "only the kit's src/bindings may import an MCP SDK",
    ],
    [
      'an SDK in an app',
      'apps/server/src/a.ts',
      "import '@modelcontextprotocol/sdk';",
      "only the kit's src/bindings may import an MCP SDK",
    ],
    ['deep into src', 'bench/src/a.ts', "import '@portcullis/health/src/index.ts';", 'reach into no package'],
    [
      'deep into dist',
      'apps/server/test/a.test.ts',
      "import '@portcullis/health/dist/index.js';",
      'reach into no package',
    ],
    [
      'relative, out of the package',
      'packages/health/src/a.ts',
      "import '../../tracing/src/index.ts';",
      'which leaves the package',
    ],
    [
      'relative, from a test',
      'packages/health/test/deep/a.test.ts',
      "import '../../../tracing/src/index.ts';",
      'which leaves the package',
    ],
    ['by absolute path', 'packages/health/src/a.ts', "import '/work/x.ts';", 'absolute path'],
    ['itself by name', 'packages/health/src/a.ts', "import '@portcullis/health';", 'imports itself by name'],
  ];

  it.each(planted)('%s', (_what, file, source, problem) => {
    write(file, `// first line\n${source}\n`);
    const { problems } = checkWorkspaceImports(root);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${file}:2 `);
    expect(problems[0]).toContain(problem);
  });
});

describe('a planted dependency is caught', () => {
  const planted: [what: string, folder: string, manifest: object, problem: string][] = [
    [
      'upwards',
      'packages/health',
      { dependencies: { '@portcullis/mcp-server-kit': 'workspace:^' } },
      'may not depend on @portcullis/mcp-server-kit',
    ],
    [
      'as a peer',
      'packages/health',
      { peerDependencies: { '@portcullis/tracing': 'workspace:^' } },
      'may not depend on @portcullis/tracing',
    ],
    [
      'optional',
      'packages/health',
      { optionalDependencies: { '@portcullis/tracing': 'workspace:^' } },
      'may not depend on @portcullis/tracing',
    ],
    [
      'for development',
      'packages/health',
      { devDependencies: { '@portcullis/tracing': 'workspace:^' } },
      'not even in devDependencies',
    ],
    [
      'the cli on the kit at run time',
      'packages/cli',
      { dependencies: { '@portcullis/mcp-server-kit': 'workspace:^' } },
      'may not depend on @portcullis/mcp-server-kit',
    ],
    [
      'an SDK below the kit',
      'packages/tracing',
      { dependencies: { '@modelcontextprotocol/sdk': 'catalog:' } },
      'may not depend on the MCP SDK',
    ],
    [
      'on itself',
      'packages/tracing',
      { dependencies: { '@portcullis/tracing': 'workspace:^' } },
      'depends on itself',
    ],
    ['a package without a place', 'packages/novel', {}, 'has no place in the import order'],
  ];

  it.each(planted)('%s', (_what, folder, manifest, problem) => {
    addPackage(folder, manifest);
    const { problems } = checkWorkspaceImports(root);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${folder}/package.json `);
    expect(problems[0]).toContain(problem);
  });
});

it('says which file does not parse', () => {
  write('packages/health/src/broken.ts', 'import {');
  expect(() => checkWorkspaceImports(root)).toThrow(/src\/broken\.ts does not parse/);
});

it('is not fooled by import statements in comments, strings and look-alike folders', () => {
  write(
    'packages/health/src/a.ts',
    "// import '@portcullis/tracing'\nexport const s = \"from '@portcullis/tracing'\";\n",
  );
  write('packages/health/node_modules/x/src/a.ts', "import '@portcullis/tracing';\n");
  write('packages/health/dist/a.js', "import '@portcullis/tracing';\n");
  expect(checkWorkspaceImports(root).problems).toEqual([]);
});

it('reads this repository', () => {
  const report = checkWorkspaceImports(repositoryRoot);
  expect(report.packages).toBeGreaterThanOrEqual(9);
  expect(report.files).toBeGreaterThan(report.packages);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function addPackage(folder: string, manifest: object): void {
  const name = `@portcullis/${folder.split('/').at(-1)}`;
  write(`${folder}/package.json`, JSON.stringify({ name, version: '0.0.0', ...manifest }));
}
