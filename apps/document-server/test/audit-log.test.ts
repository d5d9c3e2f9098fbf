// The file of the audit log.
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openAuditLog } from '../src/audit-log.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

test('appends lines of JSON to a file that only its owner reads', () => {
  const path = join(temporaryFolder({ 'audit.log': '{"old":1}\n' }), 'audit.log');
  chmodSync(path, 0o644);
  const log = openAuditLog(path, () => expect.fail());
  log.write({ a: 1 });
  log.write({ b: 'two\nlines' });
  log.close();
  log.close();
  log.write({ late: true });
  expect(readFileSync(path, 'utf8')).toBe('{"old":1}\n{"a":1}\n{"b":"two\\nlines"}\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('writes nothing that a terminal would obey or hide, and loses none of it', () => {
  const path = join(temporaryFolder(), 'audit.log');
  const log = openAuditLog(path, () => expect.fail());
  const record = { requestId: 'a\u009b31mb\u009d0;c\u007fd\u202ee\u2028f\u2066g\u200b\u001b[0m\ufeff' };
  log.write(record);
  log.close();
  const line = readFileSync(path, 'utf8');
  expect(line).toMatch(/^[ -~]*\n$/);
  expect(JSON.parse(line)).toEqual(record);
});

test('tells of a record that could not be written, and goes on', () => {
  const onError = vi.fn();
  const log = openAuditLog('/dev/full', onError);
  log.write({ a: 1 });
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'ENOSPC' }));
  log.close();
});

test('says so when there can be no such file', () => {
  expect(() => openAuditLog(temporaryFolder(), () => {})).toThrow(
    expect.objectContaining({
      code: 'unwritable_audit_log',
      message: expect.stringContaining('--audit-log'),
    }),
  );
});
