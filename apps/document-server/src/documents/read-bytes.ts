// Reads one file with a bound that holds even if the file grows or is swapped after it was examined.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Reads at most `maxBytes` of the regular file at `path`; a link in its last part is refused.
 * @returns `undefined` when it holds more, or is no regular file.
 */
export async function readBytes(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  // O_NONBLOCK, or opening a pipe that took the file's place would wait for a writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > maxBytes) return undefined;
    const buffer = Buffer.allocUnsafe(stats.size + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
    }
    // It grew while it was read: the next start reads it whole.
    return length > maxBytes ? undefined : buffer.subarray(0, stats.size);
  } finally {
    await file.close();
  }
}
