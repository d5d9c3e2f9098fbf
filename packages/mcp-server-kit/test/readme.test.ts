// The README's example runs, and its table knows every shared option.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { expect, test } from 'vitest';
import type { HttpOptions, ServedHttp } from '../src/http.ts';
import type { RuntimeOptions } from '../src/index.ts';
import type { StdioOptions } from '../src/stdio.ts';

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

/** The options of each table. The compiler holds these lists to the types. */
const SHARED: Record<keyof RuntimeOptions, true> = {
  sanitizer: true,
  rateLimit: true,
  telemetry: true,
  logger: true,
  audit: true,
  timeoutMs: true,
  maxResultChars: true,
  pageSize: true,
  maxDepth: true,
  requestStateKey: true,
  requestStateTtlMs: true,
};
const HTTP: Record<Exclude<keyof HttpOptions, keyof RuntimeOptions>, true> = {
  host: true,
  port: true,
  path: true,
  allowedHosts: true,
  allowedOrigins: true,
  trustedProxies: true,
  ipv6Prefix: true,
  maxBodyBytes: true,
  maxConnections: true,
  health: true,
  shedder: true,
  sessions: true,
  legacySse: true,
};
const STDIO: Record<Exclude<keyof StdioOptions, keyof RuntimeOptions>, true> = {
  input: true,
  output: true,
  maxLineBytes: true,
  graceMs: true,
};

test.each([
  ['Shared by all transports:', SHARED],
  ['HTTP adds:', HTTP],
  ['Stdio adds:', STDIO],
])('the table under "%s" has every option and no other', (heading, options) => {
  const [, table = ''] = readme.split(`${heading}\n\n`);
  const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(Object.keys(options).sort());
});
