// No log record lets personal data out, in whatever place it stands.
import { SeverityNumber } from '@opentelemetry/api-logs';
import { LoggerProvider, type ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createLogRecordScrubber } from '../../src/scrub/log-record.ts';
import { createPartScrubber } from '../../src/scrub/parts.ts';
import { createTextScrubber } from '../../src/scrub/text.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { CARD, SECRET, sanitize } from '../support/secrets.ts';
import { CALL, started } from '../support/with-telemetry.ts';

afterEach(() => vi.unstubAllEnvs());

test('no place of a log record lets personal data out: read from the wire', async () => {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', `owner=${SECRET}`);
  const telemetry = await started({
    serviceName: `of ${SECRET}`,
    endpoint: receiver.url,
    logs: true,
    metrics: false,
    sanitize,
  });
  const span = telemetry.startServerSpan(CALL);
  span?.run(() =>
    telemetry.logger.emit({
      severityNumber: SeverityNumber.WARN,
      severityText: `WARN ${SECRET}`,
      eventName: `event ${SECRET}`,
      body: { text: `wrote to ${SECRET}`, [SECRET]: [SECRET, { deep: SECRET, card: CARD }] },
      attributes: { [SECRET]: SECRET, password: 'hunter2', list: [SECRET, 'x'], nested: { card: CARD } },
      exception: Object.assign(new Error(`cannot write to ${SECRET}`), { name: `Error of ${SECRET}` }),
    }),
  );
  telemetry.logger.emit({ body: new TextEncoder().encode(SECRET) });
  await telemetry.forceFlush();

  const sent = receiver.bodies.join('\n');
  for (const planted of [SECRET, String(CARD), 'hunter2', Buffer.from(SECRET).toString('base64')]) {
    expect(sent).not.toContain(planted);
  }
  // And the places are there, cleaned: the test would otherwise pass by leaving them out.
  expect(receiver.logs()[0]).toMatchObject({
    severityText: 'WARN [email]',
    eventName: 'event [email]',
    body: { text: 'wrote to [email]', '[email]': ['[email]', { deep: '[email]', card: '[card]' }] },
    attributes: {
      '[email]': '[email]',
      password: '[secret]',
      list: ['[email]', 'x'],
      nested: { card: '[card]' },
      'exception.message': 'cannot write to [email]',
      'exception.type': 'Error of [email]',
    },
    traceId: span?.traceId,
    spanId: span?.spanId,
  });
  expect(receiver.logs()[0]?.attributes['exception.stacktrace']).toContain('log-record.test.ts');
  expect(receiver.logs()[1]?.body).toBe('[removed]');
  expect(telemetry.stats().logs).toMatchObject({ recorded: 2, exported: 2 });
});

test('a record that cannot be sanitised is dropped and counted', async () => {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  const telemetry = await started({
    endpoint: receiver.url,
    logs: true,
    metrics: false,
    sanitize: (value) => {
      if (value === 'bad') throw new Error('no');
      return value;
    },
  });
  telemetry.logger.emit({ body: 'bad' });
  telemetry.logger.emit({ body: 'good' });
  await telemetry.forceFlush();
  expect(receiver.logs().map((record) => record.body)).toEqual(['good']);
  expect(telemetry.stats().logs.dropped.unsanitized).toBe(1);
});

test('every field of the record of the SDK is covered', () => {
  // Each field with whether it can hold text. A field of a later SDK makes this fail, until somebody has looked at it.
  const fields: Record<keyof Required<ReadableLogRecord>, 'cleaned' | 'no text'> = {
    hrTime: 'no text',
    hrTimeObserved: 'no text',
    severityNumber: 'no text',
    droppedAttributesCount: 'no text',
    spanContext: 'cleaned',
    severityText: 'cleaned',
    body: 'cleaned',
    eventName: 'cleaned',
    resource: 'cleaned',
    instrumentationScope: 'cleaned',
    attributes: 'cleaned',
  };
  const records: ReadableLogRecord[] = [];
  const processor = {
    onEmit: (record: ReadableLogRecord) => records.push(record),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const provider = new LoggerProvider({ processors: [processor] });
  const scope = provider.getLogger(`scope ${SECRET}`, SECRET, { schemaUrl: `https://${SECRET}` });
  scope.emit({ body: SECRET });
  const [record] = records as [ReadableLogRecord];
  expect(publicFieldsOf(record).sort()).toEqual(Object.keys(fields).sort());

  const text = createTextScrubber({ sanitize, maxStringLength: 100 });
  const clean = createLogRecordScrubber(text, createPartScrubber(text))(record);
  expect(clean.instrumentationScope).toMatchObject({
    name: 'scope [email]',
    version: '[email]',
    schemaUrl: 'https://[email]',
  });
  expect(record.body).toBe(SECRET);
});

// What a consumer can read: own fields, and getters of the class.
function publicFieldsOf(record: object): string[] {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(record)))
    .filter(([, { get }]) => get !== undefined)
    .map(([name]) => name);
  return [...Object.keys(record).filter((name) => !name.startsWith('_')), ...getters];
}
