import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { createDiskSpaceCheck } from '../../src/checks/disk-space.ts';
import { HealthOptionError } from '../../src/index.ts';
import { ask } from '../support/ask.ts';

it('passes with room, and measures it', async () => {
  const report = await ask(createDiskSpaceCheck({ path: tmpdir(), minFreeBytes: 1 }));
  expect(report).toMatchObject({ key: 'disk:free', status: 'pass', observedUnit: 'bytes' });
  expect(report.observedValue).toBeGreaterThan(1);
});

it('fails with less than it has to have', async () => {
  const check = createDiskSpaceCheck({ path: tmpdir(), minFreeBytes: Number.MAX_SAFE_INTEGER });
  expect(await ask(check)).toMatchObject({ status: 'fail', output: 'too little space' });
});

it('fails, without a path, when there is no such place', async () => {
  const check = createDiskSpaceCheck({ path: '/nonexistent', minFreeBytes: 1 });
  expect(await ask(check)).toMatchObject({ status: 'fail', output: 'ENOENT' });
});

it('refuses what is no size', () => {
  expect(() => createDiskSpaceCheck({ path: '/', minFreeBytes: 0 })).toThrow(HealthOptionError);
});
