// Nothing that leaves a server holds personal data: responses, logs, spans, audit records, standard error.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { startTracing } from '@portcullis/tracing';
import { describe, expect, test } from 'vitest';
import { serveHttp } from '../src/http.ts';
import { createLogger, type SanitizerLike } from '../src/index.ts';
import { leaky, SEEDED_PLACES, seedsFor, sentence } from './fixture/leaky-definition.ts';
import { startOtlpReceiver } from './fixture/otlp-receiver.ts';

/** Places that the requests below seed. */
const REQUEST_PLACES = [
  'argument',
  'id',
  'header',
  'toolname',
  'uri',
  'promptarg',
  'method',
  'unknownkey',
] as const;

const ALL_SEEDS = [...SEEDED_PLACES, ...REQUEST_PLACES].flatMap(seedsFor);

const ENVELOPE = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
  'io.modelcontextprotocol/logLevel': 'debug',
};

/** Every way to make the server say something. */
function requests(): { method: string; params: Record<string, unknown>; name?: string }[] {
  const call = (name: string, args: Record<string, unknown>) => ({
    method: 'tools/call',
    params: { name, arguments: args, _meta: { progressToken: 'token' } },
    name,
  });
  return [
    call('everything', { note: sentence('argument') }),
    call('everything', { note: 5, [seedsFor('unknownkey')[0] ?? '']: sentence('argument') }),
    call('kept', { note: sentence('argument') }),
    call('kept', { note: sentence('argument') }),
    call('throws', {}),
    call('refuses', {}),
    call('fails', {}),
    call('asks', {}),
    call(`no ${seedsFor('toolname')[0]}`, {}),
    { method: 'server/discover', params: {} },
    { method: 'tools/list', params: {} },
    { method: 'resources/list', params: {} },
    { method: 'resources/templates/list', params: {} },
    { method: 'resources/read', params: { uri: 'resource://records/one' }, name: 'resource://records/one' },
    { method: 'resources/read', params: { uri: 'resource://records/one' }, name: 'resource://records/one' },
    {
      method: 'resources/read',
      params: { uri: `resource://records/${seedsFor('uri')[0]}` },
      name: 'mismatch',
    },
    {
      method: 'resources/read',
      params: { uri: `other://${seedsFor('uri')[0]}` },
      name: `other://${seedsFor('uri')[0]}`,
    },
    {
      method: 'prompts/get',
      params: { name: 'write', arguments: { to: sentence('promptarg') } },
      name: 'write',
    },
    { method: 'prompts/get', params: { name: 'write', arguments: { to: 'fail' } }, name: 'write' },
    {
      method: 'completion/complete',
      params: {
        ref: { type: 'ref/resource', uri: 'resource://records/{id}' },
        argument: { name: 'id', value: '' },
      },
    },
    { method: `no/${seedsFor('method')[0]}`, params: {} },
  ];
}

/** Sends everything in one era and returns all that came back, without the ids that JSON-RPC echoes. */
async function collectResponses(url: string, era: '2025' | '2026'): Promise<string> {
  let text = '';
  for (const { method, params, name } of requests()) {
    const id = `id ${seedsFor('id')[0]}`;
    const modern = era === '2026';
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'user-agent': seedsFor('header')[0] ?? '',
        'x-forwarded-for': seedsFor('header')[1] ?? '',
        ...(modern && { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method }),
        ...(modern && name !== undefined && { 'mcp-name': name }),
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id,
        method,
        params: { ...params, _meta: { ...(params._meta as object), ...(modern && ENVELOPE) } },
      }),
    });
    text += (await response.text()).replaceAll(JSON.stringify(id), '"(id)"');
    for (const [key, value] of response.headers) text += `${key}: ${value}\n`;
  }
  return text;
}

/** `inLog`: audit records are lines of the log, as they are by default; else they go to a sink. */
async function collectAll(sanitizer: SanitizerLike, inLog: boolean) {
  const receiver = await startOtlpReceiver();
  const logs: string[] = [];
  const audit: unknown[] = [];
  const telemetry = await startTracing({
    serviceName: 'leaky',
    endpoint: receiver.url,
    sanitize: (value) => sanitizer.sanitize(value),
  });
  const served = await serveHttp(leaky, {
    port: 0,
    rateLimit: false,
    sanitizer,
    telemetry,
    logger: createLogger({
      sanitizer,
      level: 'trace',
      destination: { write: (line: string) => logs.push(line) },
    }),
    ...(!inLog && { audit: (record) => audit.push(record) }),
  });
  const responses =
    (await collectResponses(served.url, '2025')) + (await collectResponses(served.url, '2026'));
  await served.close();
  await telemetry.shutdown();
  receiver.close();
  const isAudit = (line: string): boolean => 'audit' in (JSON.parse(line) as object);
  return {
    responses,
    logs: logs.filter((line) => !isAudit(line)).join(''),
    audit: inLog ? logs.filter(isAudit).join('') : JSON.stringify(audit),
    spans: receiver.bodies.join(''),
  };
}

function leaksIn(text: string): string[] {
  const blobs = [...text.matchAll(/"blob":"([\w+/=]+)"/g)].map(([, blob = '']) =>
    Buffer.from(blob, 'base64').toString(),
  );
  const all = text + blobs.join('');
  return ALL_SEEDS.filter((seed) => all.includes(seed) || all.includes(encodeURIComponent(seed)));
}

describe('personal data', () => {
  test.each([false, true])('is in nothing that leaves over HTTP (audit in the log: %s)', async (inLog) => {
    const sinks = await collectAll(createSanitizer(), inLog);
    for (const [sink, text] of Object.entries(sinks)) expect([sink, leaksIn(text)]).toEqual([sink, []]);
    // What would leak has been there and was replaced.
    expect(sinks.responses).toContain('[SSN]');
    expect(sinks.logs).toContain('[EMAIL]');
    expect(sinks.spans).toContain('[EMAIL]');
    expect(sinks.audit).toContain('[EMAIL]');
  });

  test.each([false, true])(
    'control: a sanitizer that does nothing leaks into every sink (audit in the log: %s)',
    async (inLog) => {
      const sinks = await collectAll({ redact: (text) => text, sanitize: (value) => value }, inLog);
      for (const [sink, text] of Object.entries(sinks))
        expect([sink, leaksIn(text).length]).not.toEqual([sink, 0]);
      // Every seeded place does reach a sink, but for those that nothing repeats.
      const leaked = leaksIn(Object.values(sinks).join(''));
      const silent = [...SEEDED_PLACES, ...REQUEST_PLACES].filter(
        (place) => !seedsFor(place).some((seed) => leaked.includes(seed)),
      );
      expect(silent).toEqual(['header', 'method', 'unknownkey']);
    },
  );

  test.each(['2025', '2026'] as const)('is in nothing that a process writes on stdio, %s', async (era) => {
    const main = fileURLToPath(new URL('./fixture/stdio-main.ts', import.meta.url));
    const child = spawn(process.execPath, [main], { stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const send = (message: object): boolean =>
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    if (era === '2025') {
      const params = {
        protocolVersion: '2025-11-25',
        capabilities: { elicitation: {} },
        clientInfo: { name: 't', version: '1' },
      };
      send({ id: 0, method: 'initialize', params });
      send({ method: 'notifications/initialized' });
    }
    const all = requests().filter(({ name }) => era === '2026' || name !== 'asks');
    for (const [index, { method, params }] of all.entries()) {
      send({
        id: index + 1,
        method,
        params: { ...params, _meta: { ...(params._meta as object), ...(era === '2026' && ENVELOPE) } },
      });
    }
    child.stdin.end();
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
    expect(stdout.trim().split('\n').length).toBeGreaterThanOrEqual(all.length);
    expect(leaksIn(stdout)).toEqual([]);
    expect(leaksIn(stderr)).toEqual([]);
    expect(stderr).toContain('[EMAIL]');
  });
});
