// Clients of one endpoint never see each other's messages, however equal their ids are.
import { createServer, type Server as HttpServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { RpcMessage } from '../src/bindings/messages.ts';
import { HttpExchange } from '../src/bindings/reply.ts';
import { serveHttp } from '../src/http.ts';
import { defineServer, defineTool } from '../src/index.ts';

const CLIENTS = 64;
const ROUNDS = 5;

// Answers after a moment, so that every client's request is open while the others come in.
const echo = defineTool({
  name: 'echo',
  description: 'Says who called, twice.',
  input: z.object({ who: z.string() }),
  handler: async ({ who }, context) => {
    await pause();
    context.progress(1, 2, who);
    await pause();
    return who;
  },
});

const definition = defineServer({ name: 'isolation', version: '1.0.0', tools: [echo] });

describe('clients of one endpoint', () => {
  test.each(['2025', '2026'] as const)('%s: equal ids, equal tokens, a tenth hangs up', async (era) => {
    const served = await serveHttp(definition, { port: 0, audit: false, rateLimit: false });
    const { foreign, answered, hungUp } = await storm(served.port, era, ROUNDS);
    await served.close();
    expect(foreign).toEqual([]);
    expect(hungUp).toBeGreaterThan(0);
    expect(answered).toBe(CLIENTS * ROUNDS - hungUp);
  });

  test('control: the same storm on a Server that is shared without new ids does leak', async () => {
    const server = await listenWithoutIds();
    const { foreign } = await storm((server.address() as AddressInfo).port, '2025', 1);
    server.closeAllConnections();
    server.close();
    expect(foreign.length).toBeGreaterThan(0);
  });
});

/** Lets every client send at once, again and again, and collects what was not meant for the one that got it. */
async function storm(port: number, era: '2025' | '2026', rounds: number) {
  const foreign: string[] = [];
  let answered = 0;
  let hungUp = 0;
  for (let round = 0; round < rounds; round++) {
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, index) => {
        const who = `client-${index}-${'x'.repeat(round)}`;
        const hangsUp = index % 10 === round;
        if (hangsUp) hungUp++;
        const text = await call(port, era, who, hangsUp);
        for (const [other] of text.matchAll(/client-\d+-x*/g))
          if (other !== who) foreign.push(`${who} got ${other}`);
        if (!hangsUp && text.includes(`"text":"${who}"`)) answered++;
      }),
    );
  }
  return { foreign, answered, hungUp };
}

function call(port: number, era: '2025' | '2026', who: string, hangsUp: boolean): Promise<string> {
  const version = era === '2026' ? '2026-07-28' : '2025-11-25';
  const envelope = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: {
      name: 'echo',
      arguments: { who },
      _meta: { progressToken: 'token', ...(era === '2026' && envelope) },
    },
  });
  return new Promise((resolve) => {
    let text = '';
    const req = request({
      port,
      host: '127.0.0.1',
      path: '/mcp',
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': version,
        ...(era === '2026' && { 'mcp-method': 'tools/call', 'mcp-name': 'echo' }),
      },
    });
    // A control that lost an answer to another client would wait for ever.
    req.setTimeout(1500, () => req.destroy());
    req.on('error', () => resolve(text));
    req.on('response', (res: IncomingMessage) => {
      res.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (hangsUp) req.destroy();
      });
      res.on('close', () => resolve(text));
    });
    req.end(body);
  });
}

/** One SDK Server behind a transport that all clients share; the caller's own id finds the exchange. */
async function listenWithoutIds(): Promise<HttpServer> {
  const open = new Map<RequestId, HttpExchange>();
  const transport: Transport = {
    start: async () => {},
    close: async () => {},
    send: async (message, options) => {
      const outgoing = message as RpcMessage;
      if (outgoing.method === undefined) open.get(outgoing.id ?? '')?.answer(outgoing);
      else open.get(options?.relatedRequestId ?? '')?.push(outgoing);
    },
  };
  const shared = new Server({ name: 'control', version: '1.0.0' }, { capabilities: { tools: {} } });
  shared.fallbackRequestHandler = async ({ params }) => {
    await pause();
    return { content: [{ type: 'text', text: String((params?.arguments as Record<string, unknown>)?.who) }] };
  };
  await shared.connect(transport);
  const http = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const message = JSON.parse(Buffer.concat(chunks).toString()) as JSONRPCMessage & { id: RequestId };
    open.set(message.id, new HttpExchange(res, 1, false));
    transport.onmessage?.(message);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return http;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
