// Reads one file with bounds that hold even if the file grows, or another one takes its place, after it was examined.
import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath, stat } from 'node:fs/promises';
import { isInside } from './is-inside.ts';

/** Why a file is not read. */
type Refusal = 'outside_folder' | 'not_a_file' | 'too_large' | 'unreadable';

/**
 * Reads a regular file.
 * @param path - Where it is, links resolved; a link in its last part is refused.
 * @param top - The folder that must hold it, links resolved, whatever has become of the folders between.
 * @param maxBytes - The most bytes that it may hold.
 */
export async function readBytes(path: string, top: string, maxBytes: number): Promise<Uint8Array | Refusal> {
  let file: FileHandle | undefined;
  try {
    // O_NONBLOCK, or opening a pipe that took the file's place would wait for a writer.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (!stats.isFile()) return 'not_a_file';
    const place = await placeOf(file, path);
    if (place === undefined || !isInside(top, place)) return 'outside_folder';
    return stats.size > maxBytes ? 'too_large' : await readAll(file, stats.size, maxBytes);
  } catch {
    return 'unreadable';
  } finally {
    await file?.close();
  }
}

/** Where an open file is. Linux knows it of the file itself; elsewhere its path must still lead to it. */
async function placeOf(file: FileHandle, path: string): Promise<string | undefined> {
  const place = await readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined);
  if (place !== undefined) return place;
  const now = await realpath(path);
  const [opened, there] = await Promise.all([file.stat({ bigint: true }), stat(now, { bigint: true })]);
  return opened.dev === there.dev && opened.ino === there.ino ? now : undefined;
}

async function readAll(file: FileHandle, size: number, maxBytes: number): Promise<Uint8Array | Refusal> {
  const buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
  }
  // It grew while it was read: the next start reads it whole.
  return length > maxBytes ? 'too_large' : buffer.subarray(0, size);
}
