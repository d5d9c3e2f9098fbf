// Whether a file system has room.
import { statfs } from 'node:fs/promises';
import { checkInteger } from '../options.ts';
import type { CheckSettings, HealthCheck, Measurement } from '../types.ts';

/** Options of `createDiskSpaceCheck`. */
export interface DiskSpaceCheckOptions extends CheckSettings {
  /** Any file or folder of the file system. */
  path: string;
  /** Fewer free bytes are a failure. */
  minFreeBytes: number;
}

/**
 * Makes a check of the bytes that the process may still write. Its name is `disk` unless `name` says otherwise.
 * @throws {HealthOptionError} When `minFreeBytes` is no size.
 */
export function createDiskSpaceCheck(options: DiskSpaceCheckOptions): HealthCheck {
  const { path, minFreeBytes, ...settings } = options;
  checkInteger('`minFreeBytes`', minFreeBytes, 1, Number.MAX_SAFE_INTEGER);
  const check = async (): Promise<Measurement> => {
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    const measured = { observedValue: free, observedUnit: 'bytes' };
    return free < minFreeBytes ? { ...measured, status: 'fail', output: 'too little space' } : measured;
  };
  return { name: 'disk', check, measurement: 'free', ...settings };
}
