// A target that is a whole URL (RFC 9112, 3.2.2): its path is served, and its host is the Host.
import { createHealth } from '@portcullis/health';
import { describe, expect, test } from 'vitest';
import { run } from '../guards/probe.ts';
import { initialize, legacy, modern, type Request, serve } from './raw.ts';

const parts = { tools: [run(() => 'ok')] };

/** `request` with a target of `origin` and its path. */
const absolute = (origin: string, request: Request): Request => ({
  ...request,
  path: `${origin}${request.path ?? '/mcp'}`,
});

const CALL = ['tools/call', { name: 'run' }] as const;

test.each([
  ['2026-07-28', modern(...CALL)],
  ['2025-11-25', legacy(...CALL)],
])('%s is served', async (_revision, request) => {
  const { send, served } = await serve(parts);
  for (const origin of [`http://127.0.0.1:${served.port}`, 'HTTP://LocalHost', 'https://[::1]:8443']) {
    const { status, body } = await send(absolute(origin, request));
    expect([origin, status]).toEqual([origin, 200]);
    expect(body.result).toMatchObject({ content: [{ text: 'ok' }] });
  }
});

test('a session is opened and used', async () => {
  const endpoint = await serve(parts);
  const origin = `http://127.0.0.1:${endpoint.served.port}`;
  const send = (request: Request) => endpoint.send(absolute(origin, request));
  const id = await initialize({ ...endpoint, send });
  const headers = { 'mcp-session-id': id };
  const later = legacy('tools/call', { name: 'run' }, { headers });
  expect((await send(later)).body.result).toMatchObject({ content: [{ text: 'ok' }] });
  expect((await send({ method: 'DELETE', headers })).status).toBe(200);
});

describe('the Host', () => {
  test('is what the target says, and not what the header says', async () => {
    const { send } = await serve(parts, { allowedHosts: ['mcp.example.com'] });
    const withHost = (host: string) => legacy(...CALL, { headers: { host } });
    const evil = await send(absolute('http://evil.example', withHost('127.0.0.1')));
    expect(evil).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining('Host') } },
    });
    expect((await send(absolute('http://mcp.example.com', withHost('evil.example')))).status).toBe(200);
  });

  test.each(['http://', 'http://jane@127.0.0.1', 'http://127.0.0.1@evil.example', 'http://127.0.0.1:x'])(
    'is refused: %s',
    async (origin) => {
      const { send } = await serve(parts);
      // Of some of them Node makes nothing.
      expect([400, 403]).toContain((await send(absolute(origin, legacy(...CALL)))).status);
    },
  );
});

test.each([
  ['http://127.0.0.1', ''],
  ['http://127.0.0.1', '/other'],
  ['http://127.0.0.1', '?/mcp'],
  ['ftp://127.0.0.1', '/mcp'],
])('there is nothing at %s%s', async (origin, path) => {
  const { send } = await serve(parts);
  expect((await send({ ...legacy(...CALL), path: `${origin}${path}` })).status).toBe(404);
});

test('probes are answered', async () => {
  const { send } = await serve(parts, { health: createHealth() });
  expect((await send({ method: 'GET', path: 'http://10.0.0.1/health' })).status).toBe(200);
});
