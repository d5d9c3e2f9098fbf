import { SpanStatusCode } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import type { McpOutcome } from '../../src/index.ts';
import { CALL, traced } from '../support/with-telemetry.ts';

async function ended(outcome?: McpOutcome) {
  const { telemetry, spans } = await traced();
  telemetry.startServerSpan(CALL)?.end(outcome);
  const [span] = await spans();
  return {
    status: span?.status,
    errorType: span?.attributes['error.type'],
    statusCode: span?.attributes['rpc.response.status_code'],
    events: span?.events ?? [],
  };
}

test('a good end sets neither status nor error', async () => {
  expect(await ended()).toEqual({ status: { code: SpanStatusCode.UNSET }, events: [] });
});

test('a tool result with isError', async () => {
  expect(await ended({ errorType: 'tool_error', message: 'no such file' })).toMatchObject({
    status: { code: SpanStatusCode.ERROR, message: 'no such file' },
    errorType: 'tool_error',
    statusCode: undefined,
  });
});

test.each([-32700, -32600, -32601, -32602, -32002])("%i is the caller's mistake", async (statusCode) => {
  const span = await ended({ statusCode, errorType: 'x', message: 'y' });
  expect(span).toMatchObject({ status: { code: SpanStatusCode.UNSET }, statusCode: String(statusCode) });
  expect(span.errorType).toBeUndefined();
});

test.each([-32603, -32000, -32099])('%i is a server error', async (statusCode) => {
  expect(await ended({ statusCode, errorType: 'x', message: 'y' })).toMatchObject({
    status: { code: SpanStatusCode.ERROR, message: 'y' },
    errorType: String(statusCode),
    statusCode: String(statusCode),
  });
});

test('an exception is an event, and names the error when nothing else does', async () => {
  const span = await ended({ exception: new RangeError('too far') });
  expect(span).toMatchObject({
    status: { code: SpanStatusCode.ERROR, message: 'too far' },
    errorType: 'RangeError',
    events: [
      { name: 'exception', attributes: { 'exception.type': 'RangeError', 'exception.message': 'too far' } },
    ],
  });
  expect(span.events[0]?.attributes?.['exception.stacktrace']).toContain('outcome.test.ts');
});

test.each([
  ['a string', 'boom', 'boom'],
  ['null', null, 'null'],
  [
    'a getter that throws',
    {
      get name() {
        throw new Error('no');
      },
    },
    undefined,
  ],
])('anything can be thrown: %s', async (_what, exception, message) => {
  expect(await ended({ exception })).toMatchObject({
    status: { code: SpanStatusCode.ERROR, ...(message === undefined ? {} : { message }) },
    errorType: '_OTHER',
  });
});

test('a second end does nothing', async () => {
  const { telemetry, spans } = await traced();
  const span = telemetry.startServerSpan(CALL);
  span?.end();
  span?.end({ errorType: 'late' });
  const all = await spans();
  expect(all).toHaveLength(1);
  expect(all[0]?.attributes['error.type']).toBeUndefined();
});

test('a client sees a failure in every code', async () => {
  const { telemetry, spans } = await traced();
  telemetry.startClientSpan(CALL)?.end({ statusCode: -32602, message: 'Unknown tool' });
  const [span] = await spans();
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'Unknown tool' });
  expect(span?.attributes).toMatchObject({ 'error.type': '-32602', 'rpc.response.status_code': '-32602' });
});
