// SDK v1 as its stateless example has it: a server and a transport for each request. The example answers with event
// streams; `--json-answers` sets `enableJsonResponse`, which is faster.
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { listen } from '../shared/listen.ts';
import { createSdkV1Server } from '../shared/sdk-v1.ts';

const app = createMcpExpressApp();
const enableJsonResponse = process.argv.includes('--json-answers');

app.post('/mcp', async (req, res) => {
  const server = createSdkV1Server();
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse });
  res.on('close', () => {
    void transport.close();
    void server.close();
  });
  await server.connect(transport as Transport);
  await transport.handleRequest(req, res, req.body);
});

listen(app);
