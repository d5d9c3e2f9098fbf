// Runs each example of the README in a process of its own, against a collector.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as api from '../src/index.ts';
import { KEYS } from '../src/spans/conventions.ts';
import { type OtlpReceiver, startOtlpReceiver } from './support/otlp-receiver.ts';
import { PARENT_ID, TRACE_ID } from './support/with-telemetry.ts';

const ROOT = new URL('..', import.meta.url).pathname;

let receiver: OtlpReceiver;
let folder: string;
beforeEach(async () => {
  receiver = await startOtlpReceiver();
  // Inside the package, so that the example finds its dependencies.
  folder = await mkdtemp(join(ROOT, 'test', '.readme-'));
});
afterEach(async () => {
  await receiver.close();
  await rm(folder, { recursive: true });
});

const readme = () => readFile(join(ROOT, 'README.md'), 'utf8');

async function runExample(index: number, env: Record<string, string> = {}): Promise<string> {
  const example = (await readme()).split('```ts\n')[index]?.split('```')[0];
  if (example === undefined) throw new Error(`README has no example ${index}`);
  const file = join(folder, 'example.ts');
  await writeFile(file, example.replace("'@portcullis/tracing'", JSON.stringify(join(ROOT, 'src/index.ts'))));
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    env: { PATH: process.env.PATH, ...env },
  });
  return stdout;
}

test('OTLP: a scrubbed span in the trace of the caller, and a metric', async () => {
  expect(await runExample(1, { COLLECTOR: receiver.url })).toBe('application/json\n');
  expect(receiver.spans()).toMatchObject([
    {
      name: 'tools/call charge',
      traceId: TRACE_ID,
      parentSpanId: PARENT_ID,
      status: { message: 'card [card] was refused' },
    },
  ]);
  expect(receiver.metrics().map((metric) => metric.name)).toContain('mcp.server.operation.duration');
});

test('Prometheus: the metric is there to be scraped', async () => {
  expect(await runExample(2)).toMatch(
    /^mcp_server_operation_duration_seconds_count\{mcp_method_name="tools\/list".*\} 1\n$/,
  );
  expect(receiver.bodies).toEqual([]);
});

test('off: nothing happens, though a collector is there', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SDK_DISABLED: 'true' };
  expect(await runExample(3, env)).toBe('false undefined undefined\n');
  expect(await runExample(3)).toBe('false undefined undefined\n');
  expect(receiver.bodies).toEqual([]);
});

test('a client: all that it sends is traced', async () => {
  expect(await runExample(4, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })).toBe('');
  const sent = receiver.spans().map(({ name, kind }) => [name, kind]);
  expect(sent.sort()).toEqual([
    ['initialize', 3],
    ['notifications/initialized', 3],
  ]);
});

test('a server on an SDK alone: all that it is asked is traced', async () => {
  expect(await runExample(5, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url })).toBe('');
  const asked = receiver.spans().map(({ name, kind }) => [name, kind]);
  expect(asked.sort()).toEqual([
    ['initialize', 2],
    ['tools/call greet', 2],
  ]);
  expect(receiver.metrics().map((metric) => metric.name)).toContain('mcp.server.operation.duration');
});

test('there are no other examples', async () => {
  expect((await readme()).split('```ts\n')).toHaveLength(6);
});

test('every attribute and option stands in it', async () => {
  const text = await readme();
  const spelled = text.replace(
    '`network.protocol.name` and `.version`',
    '`network.protocol.name` `network.protocol.version`',
  );
  const attributes = Object.values(KEYS).filter((key) => !key.startsWith('exception.'));
  for (const key of attributes) expect(spelled).toContain(`\`${key}\``);
  const types = await readFile(join(ROOT, 'src/settings/options.ts'), 'utf8');
  const block = types.slice(
    types.indexOf('export interface StartTracingOptions'),
    types.indexOf('export interface TracingSettings'),
  );
  for (const [, option] of block.matchAll(/readonly (\w+)\??:/g)) expect(text).toContain(`\`${option}\``);
  for (const name of Object.keys(api)) expect(text).toContain(name);
});
