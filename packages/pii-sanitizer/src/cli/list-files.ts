// The files behind the paths of the command line.
import type { Stats } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

/** One thing to read. */
export interface Source {
  /** As it is shown; `-` is standard input. */
  path: string;
  /** Its size in bytes, as far as it is known. */
  bytes: number | undefined;
}

/**
 * Yields files in the order of the paths, and of their names within a folder.
 * @param onError Hears of what cannot be read; the rest goes on.
 */
export async function* listFiles(
  paths: readonly string[],
  onError: (path: string, error: unknown) => void,
): AsyncGenerator<Source> {
  for (const path of paths) {
    if (path === '-') yield { path, bytes: undefined };
    else yield* below(path, stat, onError);
  }
}

async function* below(
  path: string,
  look: (path: string) => Promise<Stats>,
  onError: (path: string, error: unknown) => void,
): AsyncGenerator<Source> {
  try {
    const entry = await look(path);
    if (entry.isDirectory()) {
      const names: string[] = [];
      for await (const { name } of await opendir(path)) names.push(name);
      for (const name of names.sort()) {
        if (!SKIPPED_FOLDERS.has(name)) yield* below(join(path, name), lstat, onError);
      }
    } else if (entry.isFile()) yield { path, bytes: entry.size };
    // A pipe or device counts only when it was named.
    else if (look === stat) yield { path, bytes: undefined };
  } catch (error) {
    onError(path, error);
  }
}
