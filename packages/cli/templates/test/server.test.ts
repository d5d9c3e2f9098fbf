// The whole server, as a client sees it.
import { connectTestClient } from '@portcullis/mcp-server-kit/testing';
import { expect, onTestFinished, test } from 'vitest';
import { server } from '../src/server.ts';

async function connect() {
  const client = await connectTestClient(server, { era: '2025', audit: false });
  onTestFinished(() => client.close());
  return client;
}

test('says its name', async () => {
  const client = await connect();
  expect(client.getServerVersion()).toMatchObject({ name: 'example-server' });
});

test('tells what each tool and each of its inputs is for', async () => {
  const client = await connect();
  const { tools } = await client.listTools();
  expect(tools).not.toEqual([]);
  for (const { name, description, inputSchema } of tools) {
    expect(description, name).toMatch(/\w/);
    for (const [input, schema] of Object.entries(inputSchema.properties ?? {})) {
      expect(schema, `${name}: ${input}`).toHaveProperty('description');
    }
  }
});

test('masks personal data in whatever leaves it', async () => {
  const client = await connect();
  const result = await client.callTool({ name: 'find_records', arguments: { query: 'report' } });
  expect(JSON.stringify(result)).toContain('[EMAIL]');
  expect(JSON.stringify(result)).not.toContain('ada@example.com');
});
