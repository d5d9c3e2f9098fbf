// Holds the root pages to what is true: the example runs, commands exist, links lead somewhere.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { freePort } from '../lib/free-port.ts';
import { codeBlocks, localLinks } from '../lib/markdown.ts';
import { listPackages, readManifest, repositoryRoot } from '../lib/workspace.ts';

const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
const pages = ['*.md', 'docs/**/*.md', '.changeset/README.md'].flatMap((pattern) =>
  globSync(pattern, { cwd: repositoryRoot }),
);

it("runs the README's example as it stands, and greets", async () => {
  const example = codeBlocks(readme).find(({ language }) => language === 'ts')?.code ?? '';
  expect(example).toContain('port: 3000');
  const port = await freePort();

  // Beside this file, so that the packages resolve; only the port differs, and a word when it serves.
  const folder = mkdtempSync(join(import.meta.dirname, '.readme-'));
  const file = join(folder, 'example.ts');
  writeFileSync(file, `${example.replace('port: 3000', `port: ${port}`)}\nprocess.send?.('serving');\n`);
  const child = fork(file, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  try {
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The example ended early:\n${stderr}`);
    });
    await Promise.race([once(child, 'message'), ended]);

    const client = new Client({ name: 'readme-test', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp`)));
    const result = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
    expect(result.content).toEqual([{ type: 'text', text: 'Hello, Ada' }]);
    await client.close();
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});

it('shows client configurations that are JSON and name files of this repository', () => {
  const configurations = codeBlocks(readme).filter(({ language }) => language === 'json');
  expect(configurations).toHaveLength(2);
  for (const { code } of configurations) {
    const { mcpServers } = JSON.parse(code) as { mcpServers: { documents: { args?: string[] } } };
    for (const argument of mcpServers.documents.args ?? []) {
      const path = argument.replace('/path/to/portcullis/', '');
      if (path === argument || path.includes('/dist/')) continue;
      expect(existsSync(join(repositoryRoot, path)), path).toBe(true);
    }
  }
});

it('stays under 150 lines and lists every package', () => {
  expect(readme.split('\n').length).toBeLessThan(150);
  for (const { folder, manifest } of listPackages(repositoryRoot)) {
    if (manifest.private !== true) expect(readme).toContain(`](${folder})`);
  }
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(repositoryRoot, page), 'utf8');

  it('links to files that exist', () => {
    const missing = localLinks(text).filter((link) => !existsSync(join(repositoryRoot, dirname(page), link)));
    expect(missing).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const scripts = Object.keys(readManifest(repositoryRoot).scripts ?? {});
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, script]) => script);
    expect(named.filter((script) => !scripts.includes(script ?? ''))).toEqual([]);
  });
});
