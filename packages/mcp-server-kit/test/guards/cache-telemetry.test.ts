// What is on record of the cache: a span inside that of the call, a counter, and nothing where nothing is kept.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { startTracing } from '@portcullis/tracing';
import { expect, onTestFinished, test } from 'vitest';
import { defineResource, defineTool } from '../../src/index.ts';
import { startOtlpReceiver } from '../fixture/otlp-receiver.ts';
import { connect, ERAS } from './probe.ts';

test.each(ERAS)(
  '%s: a span says that the handler did not have to run, and lookups are counted',
  async (era) => {
    const receiver = await startOtlpReceiver();
    onTestFinished(() => receiver.close());
    const telemetry = await startTracing({
      serviceName: 'probe',
      endpoint: receiver.url,
      sanitize: createSanitizer().sanitize,
      onWarning: () => {},
    });
    onTestFinished(() => telemetry.shutdown());
    const { promise: go, resolve } = Promise.withResolvers<void>();
    const kept = { description: 'Reads.', annotations: { readOnlyHint: true }, cache: { ttlMs: 60_000 } };
    const { ask } = await connect(
      era,
      {
        tools: [
          defineTool({ ...kept, name: 'read', handler: () => go.then(() => 'read') }),
          defineTool({ name: 'plain', description: 'Keeps nothing.', handler: () => 'plain' }),
        ],
        resources: [
          defineResource({ name: 'one', uri: 'note://one', cache: { ttlMs: 60_000 }, handler: () => 'one' }),
        ],
      },
      { telemetry },
    );
    const calls = [ask('tools/call', { name: 'read' }), ask('tools/call', { name: 'read' })];
    await ask('tools/list');
    resolve();
    await Promise.all(calls);
    await ask('tools/call', { name: 'read' });
    await ask('resources/read', { uri: 'note://one' });
    await ask('tools/call', { name: 'plain' });
    await telemetry.shutdown();
    const spans = receiver.spans();
    const hits = spans.filter(({ attributes }) => attributes['portcullis.cache.hit'] === true);
    const parents = hits.map(({ parentSpanId }) => spans.find(({ spanId }) => spanId === parentSpanId)?.name);
    expect(hits.map(({ name }) => name)).toEqual(['cache', 'cache']);
    expect(parents).toEqual(['tools/call read', 'tools/call read']);
    expect(new Set(hits.map(({ parentSpanId }) => parentSpanId)).size).toBe(2);
    const points = receiver.points().filter(({ name }) => name === 'portcullis.server.cache_lookups');
    const method = 'mcp.method.name';
    const outcome = 'portcullis.cache.outcome';
    const read = { [method]: 'tools/call', 'gen_ai.tool.name': 'read' };
    expect(points.map(({ attributes, value }) => ({ ...attributes, value }))).toEqual(
      expect.arrayContaining([
        { ...read, [outcome]: 'miss', value: 1 },
        { ...read, [outcome]: 'shared', value: 1 },
        { ...read, [outcome]: 'hit', value: 1 },
        { [method]: 'resources/read', [outcome]: 'miss', value: 1 },
      ]),
    );
    expect(points).toHaveLength(4);
  },
);
