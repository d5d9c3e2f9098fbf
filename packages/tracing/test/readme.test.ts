// Runs each example of the README in a process of its own, against a collector.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
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

async function runExample(index: number): Promise<string> {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const example = readme.split('```ts\n')[index]?.split('```')[0];
  if (example === undefined) throw new Error(`README has no example ${index}`);
  const file = join(folder, 'example.ts');
  await writeFile(file, example.replace("'@portcullis/tracing'", JSON.stringify(join(ROOT, 'src/index.ts'))));
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    env: { PATH: process.env.PATH, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
  });
  return stdout;
}

test('the first example exports a server span and its child', async () => {
  expect(await runExample(1)).toBe('3 documents\n');
  const [child, server] = receiver.spans();
  expect(server?.name).toBe('tools/call search');
  expect(child).toMatchObject({ name: 'query index', parentSpanId: server?.spanId });
});

test('the second example scrubs, and logs the trace id of the caller', async () => {
  expect(await runExample(2)).toBe(`${TRACE_ID}\n`);
  expect(receiver.spans()).toHaveLength(1);
  expect(receiver.spans()[0]).toMatchObject({
    parentSpanId: PARENT_ID,
    status: { message: 'card [card] was refused' },
    attributes: { 'error.type': 'tool_error', 'network.transport': 'pipe' },
  });
});

test('there are no other examples', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  expect(readme.split('```ts\n')).toHaveLength(3);
});
