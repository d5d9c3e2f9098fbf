// One server span for each sampled request, around everything else, with how it ended.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { McpOutcome, McpServerCall, Telemetry } from '@portcullis/tracing';
import { startTracing, tracingOff, withTraceContext } from '@portcullis/tracing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLogger, definePrompt, defineResource, notFound } from '../../src/index.ts';
import { connect, ERAS, run } from './probe.ts';

/** Telemetry that writes down what it is told. */
function fakeTelemetry({ enabled = true, sampled = true } = {}) {
  const spans: { call: McpServerCall; outcomes: (McpOutcome | undefined)[]; runs: number }[] = [];
  const active = new AsyncLocalStorage<number>();
  const telemetry: Telemetry = {
    ...tracingOff(),
    enabled,
    startServerSpan(call) {
      const index = spans.push({ call, outcomes: [], runs: 0 }) - 1;
      const span = spans[index];
      if (!sampled || span === undefined) return undefined;
      return {
        traceId: 'a'.repeat(32),
        spanId: 'b'.repeat(16),
        run(fn) {
          span.runs++;
          return active.run(index, fn);
        },
        end: (outcome) => span.outcomes.push(outcome),
      };
    },
  };
  return { telemetry, spans, active };
}

/** What an outcome says of a failure. */
const failureOf = ({ errorType, statusCode, exception }: McpOutcome = {}) => ({
  errorType,
  statusCode,
  exception,
});

const boom = new Error('password=hunter2');
const parts = {
  tools: [
    run(() => 'ok'),
    run(async () => 'ok', { name: 'later' }),
    run(() => Promise.reject(boom), { name: 'broken' }),
    run(() => ({ isError: true, content: [] }), { name: 'failed' }),
  ],
  prompts: [
    definePrompt({
      name: 'write',
      handler: () => {
        throw notFound('No such prompt.');
      },
    }),
  ],
  resources: [defineResource({ name: 'one', uri: 'note://{id}', handler: () => 'one' })],
};

describe.each(ERAS)('%s', (era) => {
  const version = era === '2025' ? '2025-11-25' : '2026-07-28';

  test('a span has what the conventions ask for, and ends once without an outcome', async () => {
    const { telemetry, spans } = fakeTelemetry();
    const { ask } = await connect(era, parts, { telemetry });
    await ask('tools/call', {
      name: 'run',
      _meta: { traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` },
    });
    await ask('tools/call', { name: 'later' });
    await ask('resources/read', { uri: 'note://5' });
    await ask('tools/list');
    expect(spans.map(({ call }) => [call.method, call.target, call.resourceUri])).toEqual([
      ['tools/call', 'run', undefined],
      ['tools/call', 'later', undefined],
      ['resources/read', undefined, 'note://5'],
      ['tools/list', undefined, undefined],
    ]);
    for (const { call, outcomes, runs } of spans) {
      expect(call).toMatchObject({
        transport: 'memory',
        protocolVersion: version,
        requestId: expect.anything(),
      });
      expect(outcomes.map(failureOf)).toEqual([{}]);
      expect(runs).toBe(1);
    }
    expect(spans[0]?.call.meta).toHaveProperty('traceparent');
  });

  test('a failure is in the outcome; an unforeseen one with its exception, for the sanitiser of the exporter', async () => {
    const { telemetry, spans } = fakeTelemetry();
    const { ask } = await connect(era, parts, { telemetry });
    await ask('tools/call', { name: 'broken' });
    await ask('tools/call', { name: 'failed' });
    await ask('tools/call', { name: 'nope' });
    await ask('prompts/get', { name: 'write' });
    await ask('resources/read', { uri: 'other://x' });
    expect(spans.map(({ outcomes }) => outcomes.map(failureOf))).toEqual([
      [{ errorType: 'tool_error', exception: boom }],
      [{ errorType: 'tool_error' }],
      [{ errorType: '-32602', statusCode: -32602 }],
      [{ errorType: 'not_found', statusCode: -32602 }],
      [{ errorType: 'not_found', statusCode: era === '2025' ? -32002 : -32602 }],
    ]);
  });

  test('arguments and results of tools, and only those, are at hand for who records them', async () => {
    const { telemetry, spans } = fakeTelemetry();
    const { ask } = await connect(era, parts, { telemetry });
    await ask('tools/call', { name: 'run', arguments: { a: 1 } });
    await ask('resources/read', { uri: 'note://5' });
    expect(spans.map(({ call, outcomes }) => [call.arguments, outcomes[0]?.result])).toEqual([
      [{ a: 1 }, expect.objectContaining({ content: [{ type: 'text', text: 'ok' }] })],
      [undefined, undefined],
    ]);
  });

  test('a call that a limit refused says so', async () => {
    const { telemetry, spans } = fakeTelemetry();
    const { ask } = await connect(era, parts, { telemetry, rateLimit: { limit: 1, windowMs: 60_000 } });
    await ask('tools/call', { name: 'run' });
    await ask('tools/call', { name: 'run' });
    await ask('resources/read', { uri: 'note://5' });
    expect(spans.map(({ outcomes }) => outcomes[0]?.limited)).toEqual([false, true, true]);
  });

  test('a name that no tool has is not a target', async () => {
    const { telemetry, spans } = fakeTelemetry();
    const { ask } = await connect(era, parts, { telemetry });
    await ask('tools/call', { name: 'jane-example-com' });
    expect(spans[0]?.call.target).toBeUndefined();
  });

  test('the span is active in the handler, and in the record of the audit', async () => {
    const { telemetry, active } = fakeTelemetry();
    const seen: (number | undefined)[] = [];
    const note = async () => {
      await Promise.resolve();
      seen.push(active.getStore());
      return 'ok';
    };
    const { ask } = await connect(
      era,
      { tools: [run(note)] },
      { telemetry, audit: () => seen.push(active.getStore()) },
    );
    // That it has connected.
    seen.length = 0;
    await ask('tools/call', { name: 'run' });
    await ask('tools/call', { name: 'run' });
    expect(seen).toEqual([0, 0, 1, 1]);
  });

  test('a call that is not sampled goes on without a span', async () => {
    const { telemetry } = fakeTelemetry({ sampled: false });
    const { ask } = await connect(era, parts, { telemetry });
    expect((await ask('tools/call', { name: 'run' })).text).toBe('ok');
  });

  test.each([
    ['00', false],
    ['01', true],
  ])('the decision of a caller is obeyed and handed on, flags %s', async (flags, isSampled) => {
    const exporter = { export: () => {}, shutdown: async () => {} };
    const telemetry = await startTracing({ serviceName: 'test', sampler: { ratio: 0 }, exporter });
    onTestFinished(() => telemetry.shutdown());
    const seen: Record<string, unknown>[] = [];
    const note = async () => {
      await Promise.resolve();
      seen.push(withTraceContext());
      return 'ok';
    };
    const lines: Record<string, unknown>[] = [];
    const logger = createLogger({ destination: { write: (line) => lines.push(JSON.parse(line)) } });
    // The default: a line of the log.
    const audit = undefined as never;
    const { ask } = await connect(era, { tools: [run(note)] }, { telemetry, logger, audit });
    lines.length = 0;
    const ids = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'] as const;
    await ask('tools/call', { name: 'run', _meta: { traceparent: `00-${ids[0]}-${ids[1]}-${flags}` } });
    await ask('tools/call', { name: 'run' });
    const [asked, alone] = lines;
    // The caller's own span where there is none of ours; a line belongs to a span of ours or to none.
    const span = isSampled ? asked?.span_id : ids[1];
    expect(seen).toEqual([{ traceparent: `00-${ids[0]}-${span}-${flags}` }, {}]);
    expect(asked?.trace_id).toBe(isSampled ? ids[0] : undefined);
    expect(alone).not.toHaveProperty('trace_id');
    expect(telemetry.stats().spans.recorded).toBe(isSampled ? 1 : 0);
  });

  test('telemetry that is off is not asked', async () => {
    const { telemetry } = fakeTelemetry({ enabled: false });
    const start = vi.spyOn(telemetry, 'startServerSpan');
    const { ask } = await connect(era, parts, { telemetry });
    expect((await ask('tools/call', { name: 'run' })).text).toBe('ok');
    expect(start).not.toHaveBeenCalled();
  });
});
