// The `/metrics` endpoint, as Prometheus itself and its own checker see it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { Telemetry } from '../../src/index.ts';
import { hasProgram } from '../support/programs.ts';
import { started } from '../support/with-telemetry.ts';

/** A server whose `/metrics` holds a value of every kind. */
async function serveMetrics() {
  const telemetry = await started({
    serviceName: 'documents',
    serviceVersion: '1.2.3',
    metrics: { prometheus: true },
  });
  fill(telemetry);
  const server = createServer((request, response) => telemetry.prometheusHandler?.(request, response));
  const url = `http://127.0.0.1:${await listen(server)}/metrics`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { telemetry, url };
}

function fill(telemetry: Telemetry): void {
  const call = {
    method: 'tools/call',
    target: 'search "all"',
    protocolVersion: '2025-11-25',
    transport: 'http',
  } as const;
  telemetry.startServerSpan(call)?.end();
  telemetry.startServerSpan(call)?.end({ errorType: 'tool_error', limited: true });
  telemetry.startClientSpan({ ...call, serverAddress: 'other', serverPort: 1 })?.end({ statusCode: -32603 });
  telemetry.startServerSpan(call);
  telemetry.recordSession({ side: 'server', durationMs: 2500, transport: 'http' });
  telemetry.countRedactions?.('EMAIL', 2);
  telemetry.meter.createCounter('documents.read', { unit: 'By', description: 'Bytes read.' }).add(5);
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('answers in the text format, with units in the names', async () => {
  const { url } = await serveMetrics();
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  for (const line of [
    /^target_info\{.*service_name="documents".*\} 1$/m,
    /^# TYPE mcp_server_operation_duration_seconds histogram$/m,
    /^mcp_server_operation_duration_seconds_count\{mcp_method_name="tools\/call",gen_ai_tool_name="search \\"all\\"",.*\} 1$/m,
    /^mcp_server_operation_duration_seconds_bucket\{.*le="300"\} 1$/m,
    /^mcp_client_operation_duration_seconds_count\{.*server_address="other",server_port="1".*\} 1$/m,
    /^mcp_server_session_duration_seconds_sum\{.*\} 2.5$/m,
    /^portcullis_server_calls_in_flight\{mcp_method_name="tools\/call".*\} 1$/m,
    /^portcullis_server_limited_calls_total\{.*\} 1$/m,
    /^portcullis_redactions_total\{portcullis_redaction_type="EMAIL".*\} 2$/m,
    /^documents_read_bytes_total\{.*\} 5$/m,
  ]) {
    expect(text).toMatch(line);
  }
});

test('only reads: another method is refused', async () => {
  const { url } = await serveMetrics();
  const response = await fetch(url, { method: 'POST', body: '{}' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
});

// A rejection that nobody handles would end the process, and fails the test run.
test('an answer that somebody else gave meanwhile stays', async () => {
  const telemetry = await started({ metrics: { prometheus: true } });
  const server = createServer((request, response) => {
    telemetry.prometheusHandler?.(request, response);
    response.writeHead(504).end('too late');
  });
  const response = await fetch(`http://127.0.0.1:${await listen(server)}/metrics`);
  expect([response.status, await response.text()]).toEqual([504, 'too late']);
  server.closeAllConnections();
  server.close();
});

test('after shutdown a scrape is told so', async () => {
  const { telemetry, url } = await serveMetrics();
  await telemetry.shutdown();
  expect((await fetch(url)).status).toBe(503);
});

test('is there only when asked for, by option or variable', async () => {
  const exporter = { export() {}, shutdown: async () => {} };
  expect((await started({ exporter })).prometheusHandler).toBeUndefined();
  process.env.OTEL_METRICS_EXPORTER = 'otlp,prometheus';
  onTestFinished(() => {
    delete process.env.OTEL_METRICS_EXPORTER;
  });
  expect((await started({})).prometheusHandler).toBeTypeOf('function');
  expect((await started({ metrics: false, exporter })).prometheusHandler).toBeUndefined();
});

test.skipIf(!hasProgram('promtool'))('promtool check metrics is content', async () => {
  const { url } = await serveMetrics();
  const text = await (await fetch(url)).text();
  const child = spawn('promtool', ['check', 'metrics', '--extended'], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(text);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  const [code] = await once(child, 'close');
  // Nothing but the table of `--extended`.
  expect(said.split('\n').filter((line) => /error|should|lint|invalid/i.test(line))).toEqual([]);
  expect(code).toBe(0);
});

test.skipIf(!hasProgram('prometheus'))(
  'prometheus scrapes it, and answers queries about it',
  async () => {
    const { url } = await serveMetrics();
    const folder = await mkdtemp(join(tmpdir(), 'portcullis-prometheus-'));
    const port = await freePort();
    await writeFile(
      join(folder, 'prometheus.yml'),
      `scrape_configs:
  - job_name: documents
    scrape_interval: 1s
    scrape_timeout: 1s
    static_configs: [{ targets: ['${new URL(url).host}'] }]\n`,
    );
    const prometheus = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const exited = once(prometheus, 'exit');
    onTestFinished(async () => {
      prometheus.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    });
    for await (const line of createInterface({ input: prometheus.stderr })) {
      if (line.includes('Server is ready')) break;
    }
    prometheus.stderr.resume();

    const query = async (text: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(text)}`);
      const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
      return data.result[0]?.value[1];
    };
    await expect.poll(() => query('up{job="documents"}'), { timeout: 20_000, interval: 200 }).toBe('1');
    const count = 'mcp_server_operation_duration_seconds_count';
    expect(await query(`sum(${count}{gen_ai_tool_name="search \\"all\\"",error_type="tool_error"})`)).toBe(
      '1',
    );
    const slow = `histogram_quantile(0.5, sum by (le) (mcp_server_session_duration_seconds_bucket))`;
    expect(Number(await query(slow))).toBeGreaterThan(2);
    expect(await query('portcullis_redactions_total')).toBe('2');
  },
  30_000,
);

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}
