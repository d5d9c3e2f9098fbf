import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as api from '../src/index.ts';

const INDEX = new URL('../src/index.ts', import.meta.url).href;

// Runs code in a fresh process and lists the OpenTelemetry packages that it loaded.
async function packagesLoadedBy(code: string, env: Record<string, string> = {}): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const seen = new Set();
    registerHooks({ load(url, context, next) {
      const found = /node_modules\\/(@opentelemetry\\/[^/]+)\\/(?!.*node_modules)/.exec(url);
      if (found) seen.add(found[1]);
      return next(url, context);
    } });
    const tracing = await import(${JSON.stringify(INDEX)});
    ${code}
    console.log(JSON.stringify([...seen].sort()));`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, ...env },
  });
  return JSON.parse(stdout) as string[];
}

test('the exports of the package', () => {
  expect(Object.keys(api).sort()).toEqual([
    'TracingOptionsError',
    'TracingStartedError',
    'startTracing',
    'traceClientTransport',
    'traceContextFields',
    'tracingOff',
    'withTraceContext',
    'withTraceMeta',
  ]);
});

test('importing the package, and tracing that is off, load the API alone', async () => {
  expect(await packagesLoadedBy('')).toEqual(['@opentelemetry/api']);
  const off = `await tracing.startTracing({ serviceName: 'a' }); tracing.tracingOff().startServerSpan({});`;
  expect(await packagesLoadedBy(off)).toEqual(['@opentelemetry/api']);
});

test('tracing that is on loads the SDK', async () => {
  const on = `await (await tracing.startTracing({ serviceName: 'a' })).shutdown();`;
  const loaded = await packagesLoadedBy(on, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  expect(loaded).toContain('@opentelemetry/sdk-trace-node');
  expect(loaded).toContain('@opentelemetry/exporter-trace-otlp-http');
});
