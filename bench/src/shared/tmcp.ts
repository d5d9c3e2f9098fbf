// What a server of tmcp is made of, as its README has it.
import { ZodJsonSchemaAdapter } from '@tmcp/adapter-zod';
import { McpServer } from 'tmcp';
import { z } from 'zod';
import { DESCRIPTION, inputShape, searchDocuments, TITLE, TOOL } from './search.ts';

export function createTmcpServer() {
  const server = new McpServer(
    { name: 'bench', version: '1.0.0', description: 'Benchmark' },
    { adapter: new ZodJsonSchemaAdapter(), capabilities: { tools: { listChanged: true } } },
  );
  server.tool(
    { name: TOOL, title: TITLE, description: DESCRIPTION, schema: z.object(inputShape) },
    searchDocuments,
  );
  return server;
}
