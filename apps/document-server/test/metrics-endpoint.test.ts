// Who may read the metrics: scrapers, and no page.
import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openMetricsEndpoint } from '../src/metrics-endpoint.ts';

async function statusOf(
  headers: Record<string, string>,
  allowedHosts?: readonly string[],
): Promise<number | undefined> {
  const endpoint = await openMetricsEndpoint(
    (_request, response) => void response.end('up 1'),
    '127.0.0.1',
    0,
    allowedHosts,
  );
  onTestFinished(() => endpoint.close());
  return new Promise((resolve, reject) => {
    const req = request(endpoint.url, { headers }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    req.on('error', reject).end();
  });
}

test.each([
  '127.0.0.1:9464',
  '127.0.0.1',
  '10.1.2.3:9464',
  '[::1]:9464',
  '[fe80::1]',
  'localhost:9464',
  'LOCALHOST',
])('a scraper is answered that comes with the Host %s', async (host) =>
  expect(await statusOf({ host })).toBe(200),
);

test.each([
  'evil.example',
  'evil.example:9464',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '[evil.example]',
  'user@127.0.0.1',
  '127.0.0.1:x',
  '*',
])('the Host %j gets 403', async (host) => expect(await statusOf({ host })).toBe(403));

test('names that are allowed are answered, * allows any', async () => {
  expect(await statusOf({ host: 'Metrics.example:1' }, ['metrics.example'])).toBe(200);
  expect(await statusOf({ host: 'other.example' }, ['metrics.example'])).toBe(403);
  expect(await statusOf({ host: 'other.example' }, ['*'])).toBe(200);
});

test.each(['https://evil.example', 'http://localhost', 'null'])('a page of %s gets 403', async (origin) => {
  expect(await statusOf({ origin })).toBe(403);
  expect(await statusOf({ origin }, ['*'])).toBe(403);
});
