// Clients that do not stop, through a balancer: calls of both eras, slow bodies, subscriptions. Failures are kept.
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What the clients saw. */
interface Tally {
  ok: Record<string, number>;
  failures: string[];
}

const REVISION = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientCapabilities': {},
};
const CALL = { name: 'search_documents', arguments: { query: 'water' } };

/** The messages by kind: headers and body. */
const messages = {
  2025: { headers: { 'mcp-protocol-version': '2025-11-25' }, body: rpc('tools/call', CALL) },
  2026: {
    headers: modernHeaders('tools/call', 'search_documents'),
    body: rpc('tools/call', { ...CALL, _meta: META }),
  },
  listen: {
    headers: modernHeaders('subscriptions/listen'),
    body: rpc('subscriptions/listen', { notifications: { toolsListChanged: true }, _meta: META }),
  },
};

function rpc(method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
}

function modernHeaders(method: string, name?: string): Record<string, string> {
  return {
    'mcp-protocol-version': REVISION,
    'mcp-method': method,
    ...(name !== undefined && { 'mcp-name': name }),
  };
}

/** Starts clients against the server on this port; `stop` gives what they saw. */
export function startMcpLoad(port: number): { stop(): Promise<Tally> } {
  const tally: Tally = { ok: {}, failures: [] };
  const ended = new AbortController();

  const send = (kind: keyof typeof messages, agent: Agent, pieces = 1): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { body, headers } = messages[kind];
      const req = request({
        host: '127.0.0.1',
        port,
        path: '/mcp',
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          'content-length': body.length,
          ...headers,
        },
        signal: kind === 'listen' ? ended.signal : AbortSignal.timeout(20_000),
      });
      req.once('response', resolve).once('error', reject);
      void (async () => {
        const size = Math.ceil(body.length / pieces);
        for (let at = 0; at < body.length && !req.destroyed; at += size) {
          if (at > 0) await wait(100);
          req.write(body.slice(at, at + size));
        }
        req.end();
      })();
    });

  async function expectText(res: IncomingMessage, part: string): Promise<void> {
    let text = '';
    for await (const chunk of res.setEncoding('utf8')) text += chunk;
    if (res.statusCode !== 200 || !text.includes(part))
      throw new Error(`${res.statusCode} ${text.slice(0, 200)}`);
  }

  const kinds: Record<string, (agent: Agent) => Promise<void>> = {
    'call of 2025': async (agent) => expectText(await send(2025, agent), '"total"'),
    'call of 2026': async (agent) => expectText(await send(2026, agent), '"total"'),
    'slow body': async (agent) => expectText(await send(2026, agent, 8), '"total"'),
    // Its answer is what ends it.
    subscription: async (agent) => expectText(await send('listen', agent), '"result"'),
  };

  const clients = Object.entries(kinds).flatMap(([kind, once]) =>
    [1, 2, 3].map(async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (!ended.signal.aborted) {
        try {
          await once(agent);
          tally.ok[kind] = (tally.ok[kind] ?? 0) + 1;
        } catch (error) {
          // Subscriptions that are open at the end are hung up.
          if (!(kind === 'subscription' && ended.signal.aborted))
            tally.failures.push(`${kind}: ${String(error)}`);
        }
        await wait(10);
      }
      agent.destroy();
    }),
  );
  return {
    async stop() {
      ended.abort();
      await Promise.all(clients);
      return tally;
    },
  };
}
