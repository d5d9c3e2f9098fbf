// What a server of SDK v1 is made of, as its README has it.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { DESCRIPTION, inputShape, searchDocuments, TITLE, TOOL } from './search.ts';

export function createSdkV1Server(): McpServer {
  const server = new McpServer({ name: 'bench', version: '1.0.0' });
  server.registerTool(
    TOOL,
    { title: TITLE, description: DESCRIPTION, inputSchema: inputShape },
    searchDocuments,
  );
  return server;
}
