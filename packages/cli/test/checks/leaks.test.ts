import { describe, expect, test } from 'vitest';
import { findLeaks } from '../../src/checks/leaks.ts';

describe('what is a leak', () => {
  test.each([
    ['Error: no\n    at Object.<anonymous> (/srv/app/index.js:10:15)', 'a stack frame'],
    ['    at async file:///app/x.mjs:3:1', 'a stack frame'],
    ['boom in C:\\app\\server.js:10:15', 'a stack frame'],
    ['  File "/usr/lib/python3/x.py", line 12, in go', 'a stack frame'],
    ['cannot open /etc/portcullis/key.pem', 'a file path'],
    ["ENOENT: no such file, open '/home/bob/a.txt'", 'a file path'],
    ['see D:\\data\\a.txt', 'a file path'],
    ['postgres://app:pw@db.internal/main refused', 'a connection string'],
    ['mongodb+srv://cluster/x', 'a connection string'],
    ['connect to 10.1.2.3:5432 failed', 'an address with a port'],
    ['connect to [::1]:6379 failed', 'an address with a port'],
    ['connect ECONNREFUSED', 'a system error code'],
    ['dsn host=db password=hunter2', 'a credential'],
  ])('%j shows %s', (text, kind) => {
    expect(findLeaks(text)).toContain(kind);
  });
});

test.each([
  'Unknown city "Paris at 10:30"',
  'The resource docs://page/1 does not exist',
  'Request to https://example.com/home/x failed with 404',
  'Use /users/{id} or /items',
  'Expected version 1.2.3.4 or later',
  'The password is wrong',
  'Meet me at 10:15:20',
  '',
])('%j shows nothing', (text) => {
  expect(findLeaks(text)).toEqual([]);
});
