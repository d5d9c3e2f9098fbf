import { defineServer } from '@portcullis/mcp-server-kit';
import { connectTestClient } from '@portcullis/mcp-server-kit/testing';
import { expect, onTestFinished, test } from 'vitest';
import { explainRecordPrompt } from '../../src/prompts/explain-record.ts';

async function connect() {
  const server = defineServer({ name: 'test', version: '0.0.0', prompts: [explainRecordPrompt] });
  const client = await connectTestClient(server, { era: '2025', audit: false });
  onTestFinished(() => client.close());
  return client;
}

test('is one message of the user, without the personal data in it', async () => {
  const client = await connect();
  const { messages } = await client.getPrompt({
    name: 'explain_record',
    arguments: { id: 'A-1', reader: 'ada@example.com' },
  });
  const text = 'Tell [EMAIL] in three plain sentences what record A-1 says.';
  expect(messages).toEqual([{ role: 'user', content: { type: 'text', text } }]);
});

test('refuses an id of another form', async () => {
  const client = await connect();
  await expect(client.getPrompt({ name: 'explain_record', arguments: { id: '1' } })).rejects.toThrow();
});
