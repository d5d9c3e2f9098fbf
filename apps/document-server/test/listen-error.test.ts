// What a person reads when the address cannot be listened on.
import { expect, test } from 'vitest';
import { StartError } from '../src/errors.ts';
import { listenError } from '../src/listen-error.ts';

test.each([
  ['EADDRINUSE', 'port_in_use', /Port 80 on h is in use.*--port/],
  ['EACCES', 'port_not_allowed', /port 80.*--port/],
  ['EADDRNOTAVAIL', 'host_not_found', /address h .*--host/],
  ['ENOTFOUND', 'host_not_found', /address h .*--host/],
])('%s', (code, ours, message) => {
  const error = listenError(Object.assign(new Error('x'), { code }), 'h', 80);
  expect(error).toBeInstanceOf(StartError);
  expect(error).toMatchObject({ code: ours, message: expect.stringMatching(message) });
});

test('anything else comes back as it is', () => {
  const error = new Error('x');
  expect(listenError(error, 'h', 80)).toBe(error);
});

test('another pair of options can be named', () => {
  const error = listenError(Object.assign(new Error('x'), { code: 'EADDRINUSE' }), 'h', 80, 'metrics-');
  expect(error).toMatchObject({ message: expect.stringContaining('--metrics-port (or METRICS_PORT)') });
});
