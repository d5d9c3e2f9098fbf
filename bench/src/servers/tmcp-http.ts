// tmcp over HTTP, as its README has it.
import { createRequestListener } from '@remix-run/node-fetch-server';
import { HttpTransport } from '@tmcp/transport-http';
import { listen } from '../shared/listen.ts';
import { createTmcpServer } from '../shared/tmcp.ts';

const transport = new HttpTransport(createTmcpServer(), { path: '/mcp' });

listen(
  createRequestListener(
    async (request) => (await transport.respond(request)) ?? new Response(null, { status: 404 }),
  ),
);
