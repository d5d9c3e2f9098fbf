// The README's example runs, and its table knows every shared option.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { expect, test } from 'vitest';
import type { ServedHttp } from '../src/http.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the example greets without personal data', async () => {
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const file = new URL('./readme-example.tmp.ts', import.meta.url);
  writeFileSync(
    file,
    `${code}\nexport { server };\n`
      .replace("'@portcullis/mcp-server-kit'", "'../src/index.ts'")
      .replace("'@portcullis/mcp-server-kit/http'", "'../src/http.ts'"),
  );
  try {
    const { server } = (await import(file.href)) as { server: ServedHttp };
    const client = new Client({ name: 'reader', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(server.url)) as Transport);
    const { content } = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
    const [, said] = /The client reads `(.*)`/.exec(readme) ?? [];
    expect(content).toEqual([{ type: 'text', text: said }]);
    await client.close();
    await server.close();
  } finally {
    rmSync(file);
  }
});

test('the table names every option that all transports share', () => {
  const source = readFileSync(new URL('../src/runtime/options.ts', import.meta.url), 'utf8');
  const body = /export interface RuntimeOptions \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
  const options = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
  expect(options.length).toBeGreaterThan(5);
  for (const option of options) expect(readme).toContain(`| \`${option}\` |`);
});
