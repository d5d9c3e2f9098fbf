import { defineServer } from '@portcullis/mcp-server-kit';
import { connectTestClient } from '@portcullis/mcp-server-kit/testing';
import { expect, onTestFinished, test } from 'vitest';
import { findRecordsTool } from '../../src/tools/find-records.ts';

async function call(input: Record<string, unknown>) {
  const server = defineServer({ name: 'test', version: '0.0.0', tools: [findRecordsTool] });
  const client = await connectTestClient(server, { era: '2025', audit: false });
  onTestFinished(() => client.close());
  return client.callTool({ name: 'find_records', arguments: input });
}

test('finds what there is, without the personal data in it', async () => {
  const { structuredContent } = await call({ query: 'annual' });
  expect(structuredContent).toEqual({
    records: [{ id: 'A-1', title: 'Annual report', note: 'Questions go to [EMAIL].' }],
  });
});

test('returns no more than the limit', async () => {
  const { structuredContent } = await call({ query: 'report', limit: 1 });
  expect(structuredContent).toMatchObject({ records: [{ id: 'A-1' }] });
});

test('says what to do when there is nothing', async () => {
  const text = 'No record has that in its title. Try a single word of it.';
  expect(await call({ query: 'budget' })).toMatchObject({ isError: true, content: [{ type: 'text', text }] });
});

test.each([{}, { query: '' }, { query: 'a'.repeat(201) }, { query: 'a', limit: 21 }])(
  'refuses what its schema does not allow: %o',
  async (input) => {
    expect(await call(input)).toMatchObject({ isError: true });
  },
);
