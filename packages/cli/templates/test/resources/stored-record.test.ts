import { defineServer } from '@portcullis/mcp-server-kit';
import { connectTestClient } from '@portcullis/mcp-server-kit/testing';
import { expect, onTestFinished, test } from 'vitest';
import { storedRecordResource } from '../../src/resources/stored-record.ts';

async function connect() {
  const server = defineServer({ name: 'test', version: '0.0.0', resources: [storedRecordResource] });
  const client = await connectTestClient(server, { era: '2025', audit: false });
  onTestFinished(() => client.close());
  return client;
}

test('lists what there is', async () => {
  const client = await connect();
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual(['stored-record://A-1', 'stored-record://A-2']);
});

test('is read without the personal data in it', async () => {
  const client = await connect();
  const { contents } = await client.readResource({ uri: 'stored-record://A-1' });
  expect(contents).toMatchObject([
    { text: 'Annual report. Questions go to [EMAIL].', mimeType: 'text/plain' },
  ]);
});

test.each(['stored-record://A-3', 'stored-record://no-id'])('%s is not there', async (uri) => {
  const client = await connect();
  await expect(client.readResource({ uri })).rejects.toThrow();
});
