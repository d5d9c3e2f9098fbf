// What the server offers. How it is served stands in main.ts.
import { defineServer } from '@portcullis/mcp-server-kit';
import { findRecordsTool } from './tools/find-records.ts';

export const server = defineServer({
  name: 'example-server',
  version: '0.1.0',
  tools: [findRecordsTool],
});
