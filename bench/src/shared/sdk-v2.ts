// What a server of SDK v2 is made of, as its documentation has it.
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { DESCRIPTION, inputShape, searchDocuments, TITLE, TOOL } from './search.ts';

export function createSdkV2Server(): McpServer {
  const server = new McpServer({ name: 'bench', version: '1.0.0' });
  server.registerTool(
    TOOL,
    { title: TITLE, description: DESCRIPTION, inputSchema: z.object(inputShape) },
    searchDocuments,
  );
  return server;
}
