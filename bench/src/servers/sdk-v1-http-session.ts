// SDK v1 as its session example has it: a server and a transport for each session.
import { randomUUID } from 'node:crypto';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { listen } from '../shared/listen.ts';
import { createSdkV1Server } from '../shared/sdk-v1.ts';

const app = createMcpExpressApp();
const transports = new Map<string, StreamableHTTPServerTransport>();

app.post('/mcp', async (req, res) => {
  const known = transports.get(req.get('mcp-session-id') ?? '');
  if (known !== undefined) {
    await known.handleRequest(req, res, req.body);
    return;
  }
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void transports.set(id, transport),
  });
  await createSdkV1Server().connect(transport as Transport);
  await transport.handleRequest(req, res, req.body);
});

listen(app);
