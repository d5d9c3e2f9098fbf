import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import * as api from '../src/index.ts';

it('exports these and no more', () => {
  expect(Object.keys(api).sort()).toEqual([
    'CheckFailure',
    'HealthOptionError',
    'createDrain',
    'createHealth',
    'createLoadShedder',
    'createServerDrain',
  ]);
});

it.each([
  ['watchdog', 'startWatchdog'],
  ['checks/disk-space', 'createDiskSpaceCheck'],
  ['checks/event-loop', 'createEventLoopCheck'],
  ['checks/heap', 'createHeapCheck'],
  ['checks/http', 'createHttpCheck'],
  ['checks/postgres', 'createPostgresCheck'],
  ['checks/redis', 'createRedisCheck'],
  ['checks/sqlite', 'createSqliteCheck'],
  ['checks/tcp', 'createTcpCheck'],
])('exports ./%s with %s and no more', async (path, name) => {
  expect(Object.keys(manifest.exports)).toContain(`./${path}`);
  expect(
    Object.keys(await import(/* @vite-ignore */ new URL(`../src/${path}.ts`, import.meta.url).href)),
  ).toEqual([name]);
});

it('has no other ways in', () => {
  expect(Object.keys(manifest.exports)).toHaveLength(11);
});
