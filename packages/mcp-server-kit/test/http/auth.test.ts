// Callers that have to show whom they speak for: what is let in, what is refused and how, and whose things are whose.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Client as V2Client,
  ClientCredentialsProvider as V2Credentials,
  StreamableHTTPClientTransport as V2Http,
} from '@modelcontextprotocol/client';
import { ClientCredentialsProvider as V1Credentials } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as V1Http } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as V1Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { createJwtAuth, type HttpAuth, type JwtAuthOptions, type Principal } from '../../src/auth.ts';
import { createHttpHandler, type HttpOptions } from '../../src/http.ts';
import {
  type AuditRecord,
  DefinitionError,
  definePrompt,
  defineResource,
  defineServer,
  defineTool,
  elicit,
  inputRequired,
} from '../../src/index.ts';
import { connectTestClient } from '../../src/testing.ts';
import {
  type AuthorizationServer,
  type Claims,
  startAuthorizationServer,
} from '../support/authorization-server.ts';
import { type Endpoint, initialize, legacy, modern, type Request, serve } from './raw.ts';

const RESOURCE = 'https://mcp.example.com/team/mcp';
const METADATA = 'https://mcp.example.com/.well-known/oauth-protected-resource/team/mcp';

const who = defineTool({
  name: 'who',
  description: 'Says whom the caller speaks for.',
  handler: (_input, { principal }) => ({
    structuredContent: {
      subject: principal?.subject ?? null,
      clientId: principal?.clientId ?? null,
      scopes: [...(principal?.scopes ?? [])],
    },
  }),
});
const write = defineTool({
  name: 'write',
  description: 'Writes.',
  scopes: ['docs.write', 'docs.read'],
  handler: () => 'written',
});
const document = defineResource({
  name: 'document',
  uri: 'doc://{id}',
  scopes: ['docs.read'],
  list: () => [{ uri: 'doc://1', name: 'The first' }],
  complete: { id: () => ['1'] },
  handler: () => 'text',
});
const explain = definePrompt({
  name: 'explain',
  scopes: ['docs.read'],
  args: z.object({ id: z.string() }),
  complete: { id: () => ['1'] },
  handler: () => 'Explain.',
});
const parts = { tools: [who, write], resources: [document], prompts: [explain] };

interface Guarded extends Endpoint {
  readonly issuer: AuthorizationServer;
  readonly audit: AuditRecord[];
  /** The request with a token that says `claims`. */
  as(claims: Claims | undefined, request: Request): Promise<Request>;
}

async function guard(options: Partial<JwtAuthOptions> = {}, http: HttpOptions = {}): Promise<Guarded> {
  const issuer = await startAuthorizationServer();
  const auth = createJwtAuth({
    resource: RESOURCE,
    issuer: issuer.issuer,
    jwksUri: issuer.jwksUri,
    ...options,
  });
  const audit: AuditRecord[] = [];
  const endpoint = await serve(parts, { auth, audit: (record) => audit.push(record), ...http });
  return {
    ...endpoint,
    issuer,
    audit,
    async as(claims, request) {
      const authorization = `Bearer ${await issuer.token(RESOURCE, claims)}`;
      return { ...request, headers: { ...request.headers, authorization } };
    },
  };
}

const withToken = (token: string, request: Request): Request => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${token}` },
});
const WHO = legacy('tools/call', { name: 'who' });
const LIST = legacy('tools/list');

describe('a request without a good token', () => {
  it('is told where to get one', async () => {
    const { send } = await guard({ scopes: ['mcp'] });
    const reply = await send(LIST);
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe(`Bearer scope="mcp", resource_metadata="${METADATA}"`);
    expect(reply.body).toMatchObject({
      jsonrpc: '2.0',
      error: { message: expect.stringContaining('Unauthorized') },
    });
  });

  it.each<[string, (issuer: AuthorizationServer) => Promise<string>]>([
    ['expired', (issuer) => issuer.token(RESOURCE, { exp: Math.floor(Date.now() / 1000) - 31 })],
    ['without an end', (issuer) => issuer.token(RESOURCE, { exp: undefined })],
    ['not good yet', (issuer) => issuer.token(RESOURCE, { nbf: Math.floor(Date.now() / 1000) + 120 })],
    ['for another server', (issuer) => issuer.token('https://other.example.com/mcp')],
    ['for nobody', (issuer) => issuer.token(RESOURCE, { aud: undefined })],
    ['of another issuer', (issuer) => issuer.token(RESOURCE, { iss: 'https://evil.example.com' })],
    ['without a subject', (issuer) => issuer.token(RESOURCE, { sub: undefined })],
    ['with an empty subject', (issuer) => issuer.token(RESOURCE, { sub: '' })],
    ['with a key that is not known', (issuer) => issuer.token(RESOURCE, {}, { kid: 'other' })],
    [
      'signed by somebody else',
      async () => (await startAuthorizationServer()).token(RESOURCE, {}, { kid: '0' }),
    ],
    [
      'signed with nothing',
      async (issuer) => {
        const [, payload] = (await issuer.token(RESOURCE)).split('.');
        return `${Buffer.from('{"alg":"none","kid":"0"}').toString('base64url')}.${payload}.`;
      },
    ],
    [
      'changed',
      async (issuer) => {
        const [head, payload = '', signature] = (await issuer.token(RESOURCE)).split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
        const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url');
        return `${head}.${forged}.${signature}`;
      },
    ],
    ['that is none', async () => 'abc'],
  ])('%s is refused', async (_what, token) => {
    const { send, issuer, log } = await guard();
    const reply = await send(withToken(await token(issuer), LIST));
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe(
      `Bearer error="invalid_token", resource_metadata="${METADATA}"`,
    );
    expect(JSON.stringify(log)).toContain('unauthenticated');
  });

  it.each(['Basic dTpw', 'Bearer', 'Bearer a b', 'Bearer a, Bearer b', 'bearer'])(
    '%s is no token',
    async (authorization) => {
      const { send } = await guard();
      expect((await send({ ...LIST, headers: { ...LIST.headers, authorization } })).status).toBe(401);
    },
  );

  it('is let in by no token in the query', async () => {
    const { send, issuer } = await guard();
    const path = `/mcp?access_token=${await issuer.token(RESOURCE)}`;
    expect((await send({ ...LIST, path })).status).toBe(401);
  });

  it.each<[string, Request]>([
    ['GET', { method: 'GET', headers: { accept: 'text/event-stream', 'mcp-session-id': 'a' } }],
    ['DELETE', { method: 'DELETE', headers: { 'mcp-session-id': 'a' } }],
    ['2026-07-28', modern('tools/list')],
    ['a subscription', modern('subscriptions/listen', { notifications: { toolsListChanged: true } })],
    ['the stream of 2024-11-05', { method: 'GET', path: '/sse', headers: { accept: 'text/event-stream' } }],
    ['a message of 2024-11-05', { ...LIST, path: '/messages?sessionId=a' }],
  ])('is refused as %s', async (_what, request) => {
    const { send } = await guard({}, { legacySse: true });
    expect((await send(request)).status).toBe(401);
  });

  it('is told so however often it comes, for clients take it for the sign to get another token', async () => {
    const { send } = await guard({}, { rateLimit: { limit: 1, windowMs: 60_000 } });
    for (const request of [LIST, withToken('abc', LIST), LIST, withToken('abc', LIST)]) {
      const { status, headers } = await send(request);
      expect([status, headers['www-authenticate']]).toEqual([401, expect.stringContaining(METADATA)]);
    }
  });
});

describe('a good token', () => {
  it('says whom the handler serves', async () => {
    const { as, send } = await guard();
    const claims = { sub: 'user-7', client_id: 'app', scope: 'docs.read mcp' };
    for (const request of [WHO, modern('tools/call', { name: 'who' })]) {
      const { body } = await send(await as(claims, request));
      expect(body.result?.structuredContent).toEqual({
        subject: 'user-7',
        clientId: 'app',
        scopes: ['docs.read', 'mcp'],
      });
    }
  });

  it.each<[string, Claims]>([
    ['scp as a list', { scp: ['docs.read', 1] }],
    ['scp as text', { scp: 'docs.read' }],
  ])('may have its scopes in %s', async (_what, claims) => {
    const { as, send } = await guard();
    expect((await send(await as(claims, WHO))).body.result).toMatchObject({
      structuredContent: { scopes: ['docs.read'] },
    });
  });

  it('may be half a minute out of date, and be for several servers', async () => {
    const { as, send } = await guard();
    const now = Math.floor(Date.now() / 1000);
    const claims = { exp: now - 5, aud: ['https://other.example.com', RESOURCE] };
    expect((await send(await as(claims, LIST))).status).toBe(200);
  });

  it('is good until it expires, however lately it was verified', async () => {
    const { as, send } = await guard();
    const request = await as({}, LIST);
    expect((await send(request)).status).toBe(200);
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_629_000 });
    expect((await send(request)).status).toBe(200);
    vi.setSystemTime(Date.now() + 2_000);
    expect((await send(request)).status).toBe(401);
  });

  it.each([0, 60_000])('is good a second time, with verifiedForMs %j', async (verifiedForMs) => {
    const { as, send } = await guard({ verifiedForMs });
    const request = await as({}, WHO);
    const first = await send(request);
    expect(first.status).toBe(200);
    expect((await send(request)).text).toBe(first.text);
  });

  it('may be for an audience of its own', async () => {
    const { send, issuer } = await guard({ audience: 'api://mcp' });
    expect((await send(withToken(await issuer.token('api://mcp'), LIST))).status).toBe(200);
    expect((await send(withToken(await issuer.token(RESOURCE), LIST))).status).toBe(401);
  });

  it('may be signed with a key that is new, and no longer with one that is gone', async () => {
    const { issuer, as, send } = await guard();
    const old = await as({}, LIST);
    expect((await send(old)).status).toBe(200);
    await issuer.rotate();
    // Within half a minute of the last time, keys are not asked for again: nobody can make the server ask all the time.
    expect((await send(await as({}, LIST))).status).toBe(401);
    expect(issuer.fetches()).toBe(1);
    expect((await send(old)).status).toBe(200);
  });

  it('is not held against its client when the keys cannot be had', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { issuer, as, send, log } = await guard({}, { rateLimit: { limit: 3, windowMs: 60_000 } });
    issuer.answerKeysWith(500);
    const replies = [];
    for (let sent = 0; sent < 5; sent++) replies.push(await send(await as({}, LIST)));
    // Neither the issuer nor the log is asked for more than one client may.
    expect(replies.map(({ status }) => status)).toEqual([503, 503, 503, 429, 429]);
    expect(replies[0]?.headers['retry-after']).toBe('5');
    expect(issuer.fetches()).toBe(1);
    expect(log.filter(({ msg }) => msg === 'an access token could not be verified')).toHaveLength(3);
    issuer.answerKeysWith(200);
    vi.advanceTimersByTime(5000);
    expect((await send(await as({}, LIST))).status).toBe(200);
  });
});

describe('a token of another kind', () => {
  it.each(['at+jwt', 'application/at+jwt', 'JWT', undefined])('typ %j is an access token’s', async (typ) => {
    const { send, issuer } = await guard();
    expect((await send(withToken(await issuer.token(RESOURCE, {}, { typ }), LIST))).status).toBe(200);
  });

  it.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'at+jwt2', ''])('typ %j is none', async (typ) => {
    const { send, issuer } = await guard();
    expect((await send(withToken(await issuer.token(RESOURCE, {}, { typ }), LIST))).status).toBe(401);
  });

  it('is one that tells of events', async () => {
    const { as, send } = await guard();
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    expect((await send(await as({ events }, LIST))).status).toBe(401);
  });
});

describe('a check of one’s own', () => {
  const principal = { issuer: 'https://auth.example.com', subject: 'ada', clientId: undefined, claims: {} };
  const good = { ...principal, scopes: ['docs.read'], expiresAt: Number.MAX_SAFE_INTEGER };
  const sent = async (given: unknown) => {
    const verify = async () => given as Principal;
    const auth = { resource: RESOURCE, authorizationServers: ['https://auth.example.com'], verify };
    const { send } = await serve(parts, { auth });
    return send(withToken('abc', legacy('tools/call', { name: 'who' })));
  };

  it.each<[number, unknown]>([
    [200, good],
    [401, undefined],
    [401, null],
    [401, { ...good, expiresAt: Number.NaN }],
    [401, { ...good, expiresAt: 1 }],
    [503, { ...good, expiresAt: undefined }],
    [503, { ...good, scopes: 'docs.readonly docs.writes' }],
    [503, { ...good, scopes: undefined }],
    [503, { ...good, scopes: [1] }],
    [503, { ...good, subject: undefined }],
    [503, { ...good, subject: '' }],
    [503, { ...good, issuer: undefined }],
  ])('is answered %i where it gives %j', async (status, given) => {
    expect((await sent(given)).status).toBe(status);
  });

  it('may throw words that quote the token: the log has it not', async () => {
    const token = 'opaque-token-of-ada';
    const verify = async (given: string) => {
      throw new Error(`GET /introspect?token=${given} failed`, { cause: { given } });
    };
    const auth = { resource: RESOURCE, authorizationServers: ['https://auth.example.com'], verify };
    const { send, log } = await serve(parts, { auth });
    expect((await send(withToken(token, LIST))).status).toBe(503);
    expect(JSON.stringify(log)).toContain('/introspect?token=[TOKEN]');
    expect(JSON.stringify(log)).not.toContain(token);
  });

  it('is no matter of the handler’s: it cannot grant itself more', async () => {
    const kept = { ...good, scopes: ['docs.read'] };
    const widen = defineTool({
      name: 'widen',
      description: 'Tries to get more.',
      handler: (_input, { principal: given }) => {
        ((given?.scopes ?? []) as string[]).push('docs.write');
        return 'done';
      },
    });
    const auth = {
      resource: RESOURCE,
      authorizationServers: ['https://a.example'],
      verify: async () => kept,
    };
    const { send } = await serve({ tools: [widen, write] }, { auth });
    await send(withToken('abc', legacy('tools/call', { name: 'widen' })));
    expect((await send(withToken('abc', legacy('tools/call', { name: 'write' })))).status).toBe(403);
  });
});

test('what something else has put on a request is nobody', async () => {
  const handler = await createHttpHandler(defineServer({ name: 'probe', version: '1.0.0', tools: [who] }), {
    audit: false,
  });
  const server = createServer((req, res) => {
    const extra = { principal: { subject: 'root', scopes: ['admin'] } };
    Object.assign(req, { auth: { token: '', clientId: '', scopes: [], extra } });
    void handler.handle(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await handler.closeStreams();
    server.close();
    server.closeAllConnections();
    await handler.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const post = async (body: unknown, headers = {}) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify(body),
    });
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '1' } };
  const opened = await post({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' };
  await opened.text();
  // In a batch, which the SDK hands on.
  const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'who' } };
  expect(await (await post([call], session)).text()).toContain('"subject":null');
});

describe('scopes', () => {
  it('that every request needs are asked for', async () => {
    const { as, send } = await guard({ scopes: ['mcp'] });
    const refused = await send(await as({ scope: 'docs.read' }, LIST));
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toBe(
      `Bearer error="insufficient_scope", scope="mcp", resource_metadata="${METADATA}"`,
    );
    expect((await send(await as({ scope: 'mcp' }, LIST))).status).toBe(200);
  });

  const write2025 = legacy('tools/call', { name: 'write' });
  const cases: [string, Request, string][] = [
    ['a tool', write2025, 'docs.write docs.read'],
    ['a tool of 2026-07-28', modern('tools/call', { name: 'write' }), 'docs.write docs.read'],
    ['a resource', legacy('resources/read', { uri: 'doc://1' }), 'docs.read'],
    ['a prompt', legacy('prompts/get', { name: 'explain', arguments: { id: '1' } }), 'docs.read'],
    [
      'the completion of a prompt',
      legacy('completion/complete', {
        ref: { type: 'ref/prompt', name: 'explain' },
        argument: { name: 'id', value: '' },
      }),
      'docs.read',
    ],
    [
      'the completion of a resource',
      legacy('completion/complete', {
        ref: { type: 'ref/resource', uri: 'doc://{id}' },
        argument: { name: 'id', value: '' },
      }),
      'docs.read',
    ],
    [
      'a subscription of 2026-07-28',
      modern('subscriptions/listen', { notifications: { resourceSubscriptions: ['doc://1'] } }),
      'docs.read',
    ],
    [
      'one call of a batch',
      { ...LIST, body: [{ ...(LIST.body as object), id: 7 }, write2025.body] },
      'docs.write docs.read',
    ],
  ];
  it.each(cases)('of %s are asked for', async (_what, request, scope) => {
    const { as, send, audit } = await guard({ scopes: ['mcp'] });
    const reply = await send(await as({ scope: 'mcp' }, request));
    expect(reply.status).toBe(403);
    expect(reply.headers['www-authenticate']).toContain(`error="insufficient_scope", scope="mcp ${scope}"`);
    expect(reply.body.error?.message).toContain(scope);
    expect(audit.length).toBeGreaterThan(0);
    for (const record of audit) expect(record).toMatchObject({ outcome: 'error', errorType: 'forbidden' });
  });

  it.each(cases.filter(([what]) => !what.includes('subscription')))(
    'of %s may be there',
    async (_what, request) => {
      const { as, send } = await guard();
      const reply = await send(await as({ scope: 'docs.read docs.write' }, request));
      expect(reply.status).toBe(200);
      expect(reply.text).not.toContain('"error"');
    },
  );

  it('of a resource to which a session subscribes are asked for', async () => {
    const guarded = await guard();
    const sessionId = await initialize(await speaking(guarded, {}));
    const subscribe = legacy('resources/subscribe', { uri: 'doc://1' });
    const request = { ...subscribe, headers: { ...subscribe.headers, 'mcp-session-id': sessionId } };
    expect((await guarded.send(await guarded.as({}, request))).status).toBe(403);
    expect((await guarded.send(await guarded.as({ scope: 'docs.read' }, request))).status).toBe(200);
  });

  it('are asked for in one go, with those that every request needs', async () => {
    const { as, send } = await guard({ scopes: ['mcp'] });
    const { headers } = await send(await as({}, write2025));
    expect(headers['www-authenticate']).toContain('scope="mcp docs.write docs.read"');
  });

  it('are those of whatever a URI can be read as', async () => {
    const named = (name: string, uri: string, scopes: string[]) =>
      defineResource({ name, uri, scopes, handler: () => `secret of ${name}` });
    const resources = [
      named('payroll', 'doc://payroll', ['hr']),
      named('private', 'doc://private-{n}', ['hr']),
      named('any', 'doc://{id}', []),
    ];
    const issuer = await startAuthorizationServer();
    const auth = createJwtAuth({ resource: RESOURCE, issuer: issuer.issuer, jwksUri: issuer.jwksUri });
    const { send } = await serve({ resources }, { auth });
    const statusOf = async (uri: string) =>
      (await send(withToken(await issuer.token(RESOURCE), legacy('resources/read', { uri })))).status;
    for (const uri of [
      'doc://payroll',
      'doc://%70ayroll',
      'doc://private-1',
      'doc://private%2D1',
      'doc://%70rivate-1',
    ])
      expect([uri, await statusOf(uri)]).toEqual([uri, 403]);
    expect(await statusOf('doc://other')).toBe(200);
    expect(await statusOf('doc://%20')).toBe(200);
  });

  it('are not got round by a completion that is named otherwise', async () => {
    const spaced = defineResource({
      name: 'spaced',
      uri: 'file:///team docs/{id}',
      scopes: ['docs.read'],
      complete: { id: () => ['secret'] },
      handler: () => '',
    });
    const issuer = await startAuthorizationServer();
    const auth = createJwtAuth({ resource: RESOURCE, issuer: issuer.issuer, jwksUri: issuer.jwksUri });
    const { send } = await serve({ resources: [spaced] }, { auth });
    const argument = { name: 'id', value: '' };
    for (const ref of [
      { type: 'ref/resource', uri: 'file:///team docs/{id}' },
      { type: 'ref/resource file:///team', uri: 'docs/{id}' },
      { type: 'ref/prompt', name: { toString: 1 } },
      { type: 'ref/resource', uri: ['file:///team docs/{id}'] },
      null,
    ]) {
      const reply = await send(
        withToken(await issuer.token(RESOURCE), legacy('completion/complete', { ref, argument })),
      );
      expect(reply.status).toBeLessThan(500);
      expect(reply.text).toContain('"error"');
      expect(reply.text).not.toContain('secret');
    }
  });

  it('of all resources are asked for by a subscription to what is none', async () => {
    const { as, send } = await guard();
    const listen = modern('subscriptions/listen', {
      notifications: { resourceSubscriptions: ['doc://1/2'] },
    });
    expect((await send(await as({}, listen))).status).toBe(403);
  });

  it('are not looked for in what is refused anyway', async () => {
    const { as, send, audit } = await guard();
    const { body } = write2025 as { body: object };
    const batch = (...messages: unknown[]): Request => ({ ...LIST, body: messages });
    expect((await send(await as({}, batch(...Array(51).fill(body))))).status).toBe(400);
    expect((await send(await as({}, batch(body, 1)))).status).toBe(400);
    expect(audit).toEqual([]);
  });

  it('decide what is listed of a template', async () => {
    const { as, send } = await guard();
    const listed = async (scope: string) =>
      (await send(await as({ scope }, legacy('resources/list')))).body.result?.resources;
    expect(await listed('')).toEqual([]);
    expect(await listed('docs.read')).toMatchObject([{ uri: 'doc://1' }]);
  });

  it('of a session are those of each request, not of the one that opened it', async () => {
    const guarded = await guard();
    const sessionId = await initialize(await speaking(guarded, { scope: 'docs.read docs.write' }));
    const inSession = (body: unknown): Request => ({
      ...WHO,
      headers: { ...WHO.headers, 'mcp-session-id': sessionId },
      body,
    });
    const { body: call } = WHO as { body: object };
    // One that the kit answers, and a batch, which the SDK hands on.
    for (const body of [call, [call]]) {
      const { text } = await guarded.send(await guarded.as({ scope: 'other' }, inSession(body)));
      expect(text).toContain('"scopes":["other"]');
    }
  });

  it('need somebody who knows the callers', async () => {
    await expect(serve(parts)).rejects.toThrow(
      new DefinitionError(
        'The tool "write" asks for scopes: give `auth`, so that callers over HTTP have some',
      ),
    );
  });

  it.each(['2025', '2026'] as const)(
    'are asked for in memory, too, where a test says whose they are (%s)',
    async (era) => {
      const principal = (scopes: string[]): Principal => ({
        issuer: 'https://auth.example.com',
        subject: 'ada',
        clientId: undefined,
        scopes,
        expiresAt: Number.MAX_SAFE_INTEGER,
        claims: {},
      });
      const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
      const outcome = async (scopes: string[], tool: string) => {
        const client = await connectTestClient(definition, {
          era,
          audit: false,
          principal: principal(scopes),
        });
        onTestFinished(() => client.close());
        return client.callTool({ name: tool });
      };
      expect(await outcome(['docs.read'], 'who')).toMatchObject({ structuredContent: { subject: 'ada' } });
      expect(await outcome(['docs.read'], 'write')).toMatchObject({
        isError: true,
        content: [{ text: 'This needs a token with the scopes docs.write docs.read.' }],
      });
      expect(await outcome(['docs.read', 'docs.write'], 'write')).toMatchObject({
        content: [{ text: 'written' }],
      });
    },
  );

  it('are not asked for where there is no caller to know', async () => {
    const client = await connectTestClient(defineServer({ name: 'probe', version: '1.0.0', ...parts }), {
      era: '2025',
    });
    expect(await client.callTool({ name: 'write' })).toMatchObject({ content: [{ text: 'written' }] });
    await client.close();
  });

  it.each([['docs read'], ['a"b'], [''], ['é'], ['x'.repeat(129)], [1]])('%j is none', (scope) => {
    const scopes = [scope as string];
    expect(() => defineTool({ name: 'a', description: 'b', scopes, handler: () => '' })).toThrow(
      DefinitionError,
    );
    expect(() => definePrompt({ name: 'a', scopes, handler: () => '' })).toThrow(DefinitionError);
    expect(() => defineResource({ name: 'a', uri: 'a://b', scopes, handler: () => '' })).toThrow(
      DefinitionError,
    );
    expect(() => createJwtAuth({ ...OPTIONS, scopes })).toThrow(DefinitionError);
  });
});

describe('what belongs to somebody', () => {
  it('is a session: to others there is none of this id', async () => {
    const guarded = await guard();
    const sessionId = await initialize(await speaking(guarded, { sub: 'ada' }));
    const request = { ...LIST, headers: { ...LIST.headers, 'mcp-session-id': sessionId } };
    const stream = { method: 'GET', headers: { accept: 'text/event-stream', 'mcp-session-id': sessionId } };
    const end = { method: 'DELETE', headers: { 'mcp-session-id': sessionId } };
    for (const one of [request, stream, end]) {
      expect((await guarded.send(await guarded.as({ sub: 'eve' }, one))).status).toBe(404);
    }
    expect((await guarded.send(await guarded.as({ sub: 'ada' }, request))).status).toBe(200);
  });

  it('is a session, of the OAuth client that has opened it', async () => {
    const guarded = await guard();
    const sessionId = await initialize(await speaking(guarded, { client_id: 'app' }));
    const request = { ...LIST, headers: { ...LIST.headers, 'mcp-session-id': sessionId } };
    expect((await guarded.send(await guarded.as({ client_id: 'other' }, request))).status).toBe(404);
    expect((await guarded.send(await guarded.as({ client_id: 'app' }, request))).status).toBe(200);
  });

  it('is a connection of 2024-11-05: others can send nothing to it', async () => {
    const guarded = await guard({}, { legacySse: true });
    const open = { method: 'GET', path: '/sse', headers: { accept: 'text/event-stream' } };
    const stream = await guarded.open(await guarded.as({ sub: 'ada' }, open));
    const [path = ''] = /\/messages\?sessionId=[\w-]+/.exec(String((await once(stream, 'data'))[0])) ?? [];
    expect((await guarded.send(await guarded.as({ sub: 'eve' }, { ...LIST, path }))).status).toBe(404);
    expect((await guarded.send(await guarded.as({ sub: 'ada' }, { ...LIST, path }))).status).toBe(202);
    stream.destroy();
  });

  it('is a limit: each has one of its own, from whatever address', async () => {
    const { as, send } = await guard({}, { rateLimit: { limit: 1, windowMs: 60_000 } });
    const statusOf = async (sub: string) => (await send(await as({ sub }, LIST))).body.error === undefined;
    expect(await statusOf('ada')).toBe(true);
    expect(await statusOf('eve')).toBe(true);
    expect(await statusOf('ada')).toBe(false);
  });

  it('is the state of a call that asks for input', async () => {
    const ask = defineTool({
      name: 'ask',
      description: 'Asks.',
      handler: (_input, { inputResponses, state }) =>
        inputResponses === undefined
          ? inputRequired({
              inputRequests: { name: elicit('Name?', { type: 'object', properties: {} }) },
              state: 'secret',
            })
          : `state ${state}`,
    });
    const issuer = await startAuthorizationServer();
    const auth = createJwtAuth({ resource: RESOURCE, issuer: issuer.issuer, jwksUri: issuer.jwksUri });
    const { send } = await serve({ tools: [ask] }, { auth });
    const call = async (sub: string, params: Record<string, unknown>) =>
      (
        await send(
          withToken(
            await issuer.token(RESOURCE, { sub }),
            modern('tools/call', { name: 'ask', ...params }, { capabilities: { elicitation: { form: {} } } }),
          ),
        )
      ).body;
    const { requestState } = (await call('ada', {})).result as { requestState: string };
    const answered = { requestState, inputResponses: { name: { action: 'decline' } } };
    expect((await call('eve', answered)).error?.message).toContain('requestState');
    expect(JSON.stringify(await call('ada', answered))).toContain('state secret');
  });

  it('is what is kept: each token gets what was made for it', async () => {
    let runs = 0;
    const count = defineTool({
      name: 'count',
      description: 'Counts.',
      annotations: { readOnlyHint: true },
      cache: { ttlMs: 60_000 },
      handler: (_input, { principal }) => `${++runs} ${principal?.subject} ${principal?.scopes}`,
    });
    const issuer = await startAuthorizationServer();
    const auth = createJwtAuth({ resource: RESOURCE, issuer: issuer.issuer, jwksUri: issuer.jwksUri });
    const { send } = await serve({ tools: [count] }, { auth });
    const call = async (claims: Claims) =>
      JSON.stringify(
        (await send(withToken(await issuer.token(RESOURCE, claims), legacy('tools/call', { name: 'count' }))))
          .body.result,
      );
    const exp = Math.floor(Date.now() / 1000) + 600;
    expect(await call({ sub: 'ada', scope: 'a', exp })).toContain('1 ada a');
    expect(await call({ sub: 'ada', scope: 'a', exp })).toContain('1 ada a');
    expect(await call({ sub: 'ada', scope: 'b', exp })).toContain('2 ada b');
    expect(await call({ sub: 'eve', scope: 'a', exp })).toContain('3 eve a');
    expect(await call({ sub: 'ada', scope: 'a', exp, client_id: 'other' })).toContain('4 ada a');
  });

  it('is on record under a name that is no subject', async () => {
    const { as, send, audit, log } = await guard();
    const claims = { sub: 'jane.doe@example.com', name: 'jane' };
    const call = await as(claims, WHO);
    await send(call);
    await send(await as(claims, LIST));
    const [first, second] = audit;
    expect(first?.client).toMatch(/^principal_[a-z]{16}$/);
    expect(second?.client).toBe(first?.client);
    expect(JSON.stringify([audit, log])).not.toContain('jane');
    expect(JSON.stringify([audit, log])).not.toContain(call.headers?.authorization?.slice('Bearer '.length));
  });
});

describe('a stream', () => {
  it('ends when its token does', async () => {
    let expiresAt = 0;
    const auth: HttpAuth = {
      resource: RESOURCE,
      authorizationServers: ['https://auth.example.com'],
      async verify(subject) {
        expiresAt = Date.now() + 300;
        const [clientId, scopes, claims] = [undefined, [], {}];
        return { issuer: 'https://auth.example.com', subject, clientId, scopes, expiresAt, claims };
      },
    };
    const endpoint = await serve(parts, { auth });
    const asAda = (request: Request): Request => withToken('ada', request);
    const sessionId = await initialize({ ...endpoint, send: (request) => endpoint.send(asAda(request)) });
    const headers = { accept: 'text/event-stream', 'mcp-session-id': sessionId };
    const stream = await endpoint.open(asAda({ method: 'GET', headers }));
    expect(stream.statusCode).toBe(200);
    stream.resume();
    await new Promise((resolve) => stream.once('close', resolve));
    // A timer may fire a little early.
    expect(Date.now()).toBeGreaterThan(expiresAt - 50);
  });
});

describe('the metadata', () => {
  it.each([
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-protected-resource/mcp',
    new URL(METADATA).pathname,
  ])('is at %s', async (path) => {
    const { send, issuer } = await guard({ scopes: ['mcp'] });
    const { status, headers, text } = await send({ method: 'GET', path });
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(JSON.parse(text)).toEqual({
      resource: RESOURCE,
      resource_name: 'probe',
      authorization_servers: [issuer.issuer],
      bearer_methods_supported: ['header'],
      scopes_supported: ['mcp', 'docs.write', 'docs.read'],
    });
    expect((await send({ method: 'POST', path })).status).toBe(405);
  });

  it('is of no server that asks nobody', async () => {
    const { send } = await serve({ tools: [who] });
    expect((await send({ method: 'GET', path: '/.well-known/oauth-protected-resource' })).status).toBe(404);
  });
});

describe('a client of an official SDK finds its way by itself', () => {
  /** An endpoint whose URL is known before its tokens are, and credentials for it. */
  async function start(): Promise<{ url: URL; credentials: { clientId: string; clientSecret: string } }> {
    const issuer = await startAuthorizationServer();
    const server = createServer((req, res) => void handler.handle(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const resource = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
    const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
    const auth = createJwtAuth({
      resource,
      issuer: issuer.issuer,
      jwksUri: issuer.jwksUri,
      scopes: ['docs.read'],
    });
    const handler = await createHttpHandler(definition, { auth, audit: false });
    onTestFinished(async () => {
      await handler.closeStreams();
      server.close();
      server.closeAllConnections();
      await handler.close();
    });
    const credentials = {
      clientId: 'robot',
      clientSecret: 'robot-secret',
      scope: 'docs.read',
      expectedIssuer: issuer.issuer,
    };
    return { url: new URL(resource), credentials };
  }
  const said = { structuredContent: { subject: 'robot', clientId: null, scopes: ['docs.read'] } };

  test('v1, 2025-11-25', async () => {
    const { url, credentials } = await start();
    const client = new V1Client({ name: 'test', version: '1.0.0' });
    const authProvider = new V1Credentials(credentials);
    await client.connect(new V1Http(url, { authProvider }) as V1Transport);
    expect(await client.callTool({ name: 'who' })).toMatchObject(said);
    await client.close();
  });

  test('v2, 2026-07-28', async () => {
    const { url, credentials } = await start();
    const client = new V2Client(
      { name: 'test', version: '1.0.0' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    const authProvider = new V2Credentials(credentials);
    await client.connect(new V2Http(url, { authProvider }));
    expect(await client.callTool({ name: 'who' })).toMatchObject(said);
    await client.close();
  });
});

const OPTIONS: JwtAuthOptions = {
  resource: RESOURCE,
  issuer: 'https://auth.example.com',
  jwksUri: 'https://auth.example.com/jwks',
};

describe('an option that cannot work', () => {
  it.each<[string, Partial<JwtAuthOptions>, string]>([
    ['resource', { resource: 'mcp' }, 'auth.resource'],
    ['resource over plain http', { resource: 'http://mcp.example.com' }, 'auth.resource'],
    ['resource with a fragment', { resource: 'https://mcp.example.com/#a' }, 'auth.resource'],
    ['resource with an empty fragment', { resource: 'https://mcp.example.com/#' }, 'auth.resource'],
    ['issuer', { issuer: 'ftp://auth.example.com' }, 'auth.authorizationServers'],
    ['issuer with a query', { issuer: 'https://auth.example.com?a' }, 'auth.authorizationServers'],
    ['jwksUri', { jwksUri: 'http://auth.example.com/jwks' }, 'jwksUri'],
    ['jwksUri with a password', { jwksUri: 'https://a:b@auth.example.com/jwks' }, 'jwksUri'],
    ['algorithm', { algorithms: ['HS256'] }, 'algorithms'],
    ['algorithms', { algorithms: [] }, 'algorithms'],
    ['algorithms that are no list', { algorithms: 'RS256' as never }, 'algorithms'],
    ['audience', { audience: '' }, 'audience'],
    ['tolerance that is a text', { clockToleranceSeconds: '30' as never }, 'clockToleranceSeconds'],
    ['tolerance', { clockToleranceSeconds: 301 }, 'clockToleranceSeconds'],
    ['time', { verifiedForMs: -1 }, 'verifiedForMs'],
    ['time without an end', { verifiedForMs: Infinity }, 'verifiedForMs'],
    ['tolerance that is none', { clockToleranceSeconds: Number.NaN }, 'clockToleranceSeconds'],
  ])('%s is refused by its name', (_what, options, name) => {
    expect(() => createJwtAuth({ ...OPTIONS, ...options })).toThrow(DefinitionError);
    expect(() => createJwtAuth({ ...OPTIONS, ...options })).toThrow(`\`${name}\``);
  });

  it('is refused of an auth of one’s own, too', async () => {
    const auth = { resource: RESOURCE, authorizationServers: [], verify: async () => undefined };
    await expect(serve({ tools: [who] }, { auth })).rejects.toThrow('`auth.authorizationServers`');
    await expect(serve({ tools: [who] }, { auth: {} as HttpAuth })).rejects.toThrow('`auth`');
  });
});

/** The endpoint, for helpers that know of no tokens. */
async function speaking(guarded: Guarded, claims: Claims): Promise<Endpoint> {
  const token = await guarded.issuer.token(RESOURCE, claims);
  return {
    ...guarded,
    send: (request) => guarded.send(withToken(token, request)),
    open: (request) => guarded.open(withToken(token, request)),
  };
}
