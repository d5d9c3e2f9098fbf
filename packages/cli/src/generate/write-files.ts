// Writes files that are not there yet, all or none, and nowhere but below the target.
import { lstat, mkdir, open, realpath, rmdir, unlink } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UsageError } from '../errors.ts';
import { safeText } from '../output/safe-text.ts';
import type { PlannedFile } from './plan.ts';

/**
 * Checks all, then writes all. When a write fails, what was made before it is removed.
 *
 * @param target - a folder that is there
 * @throws UsageError when `target` is no folder, a file is there, a symbolic link leads out of `target`, or the file system
 * refuses
 */
export async function writeFiles(target: string, files: readonly PlannedFile[]): Promise<void> {
  const root = await realFolder(target);
  const folders = new Set<string>();
  const places: { path: string; text: string }[] = [];
  const taken: string[] = [];
  for (const { path, text } of files) {
    const parts = path.split('/');
    const folder = await findFolder(root, parts.slice(0, -1), folders);
    const place = join(folder, parts.at(-1) ?? '');
    places.push({ path: place, text });
    if ((await statOf(place)) !== undefined) taken.push(path);
  }
  if (taken.length > 0) {
    throw new UsageError(`Already in ${safeText(target)}: ${taken.join(', ')}; nothing was written`);
  }
  await writeAll(folders, places);
}

async function realFolder(target: string): Promise<string> {
  const root = await realpath(target).catch(() => undefined);
  if (root !== undefined && (await statOf(root))?.isDirectory() === true) return root;
  throw new UsageError(`Expected \`--dir\` to be a folder that is there, got ${safeText(target)}`);
}

/** The folder's real path. Adds to `missing` what has to be made for it, outermost first. */
async function findFolder(root: string, parts: readonly string[], missing: Set<string>): Promise<string> {
  let folder = root;
  for (const part of parts) {
    folder = join(folder, part);
    const stats = await statOf(folder);
    if (stats === undefined) {
      missing.add(folder);
      continue;
    }
    const shown = safeText(folder);
    if (stats.isSymbolicLink()) {
      folder = await realpath(folder).catch(() => '');
      if (!`${folder}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) {
        throw new UsageError(`${shown} is a symbolic link that leads out of the folder; nothing was written`);
      }
    }
    if ((await statOf(folder))?.isDirectory() !== true) {
      throw new UsageError(`${shown} has to be a folder, and is something else; nothing was written`);
    }
  }
  return folder;
}

async function statOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${messageOf(error)}; nothing was written`);
  }
}

async function writeAll(folders: Iterable<string>, places: readonly PlannedFile[]): Promise<void> {
  const made: { path: string; remove: (path: string) => Promise<void> }[] = [];
  try {
    for (const path of folders) {
      await mkdir(path);
      made.push({ path, remove: rmdir });
    }
    for (const { path, text } of places) {
      // Fails where something has come to be since the check, a symbolic link among it.
      const file = await open(path, 'wx');
      made.push({ path, remove: unlink });
      await file.writeFile(text).finally(() => file.close());
    }
  } catch (error) {
    const left: string[] = [];
    for (const { path, remove } of made.reverse()) await remove(path).catch(() => left.push(safeText(path)));
    const outcome = left.length === 0 ? 'nothing was left behind' : `left behind: ${left.join(', ')}`;
    throw new UsageError(`${messageOf(error)}; ${outcome}`);
  }
}

function messageOf(error: unknown): string {
  return safeText(error instanceof Error ? error.message : String(error));
}
