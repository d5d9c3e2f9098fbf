// Walks the documents folder: what to read, and what is left out and why. Never leaves the folder.
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isInside } from './is-inside.ts';
import { FILE_TYPES } from './parse-document.ts';

/** How far a walk goes. */
export interface WalkLimits {
  /** Folders below the top one, one inside the other. */
  maxDepth: number;
  /** Files that are read in all. */
  maxDocuments: number;
  /** The largest file that is read. */
  maxDocumentBytes: number;
}

/** Why a file or a folder was left out. */
export type SkipReason =
  | 'hidden'
  | 'other_type'
  | 'outside_folder'
  | 'not_a_file'
  | 'too_large'
  | 'too_deep'
  | 'too_many'
  /** A path that differs from an earlier one only in how its accents are stored. */
  | 'same_name'
  | 'unreadable'
  | 'binary'
  | 'not_utf8'
  | 'too_complex';

/** A file to read. */
export interface FoundFile {
  kind: 'file';
  /** Below the folder, with `/` between its parts. */
  path: string;
  /** Where its bytes are, links resolved. */
  realPath: string;
  /** The folder that was walked, links resolved. */
  top: string;
  size: number;
  /** Nanoseconds since the epoch, as text: more digits than a number holds. */
  mtimeNs: string;
  /** When it came to be, in milliseconds since the epoch. */
  bornMs: number;
  modifiedMs: number;
}

/** Something that is not read. */
export interface SkippedFile {
  kind: 'skipped';
  path: string;
  reason: SkipReason;
}

/** Until 31 December 9999: later years would have more digits than a date has. */
const MAX_DATE_MS = 253_402_300_799_999;

interface Folder {
  path: string;
  realPath: string;
  depth: number;
}

/**
 * Walks `root` in the order of names. Links are followed when they end inside `root`, as in a Kubernetes volume
 * of a ConfigMap; each real folder is visited once, real ones before linked ones.
 * @throws when `root` itself cannot be read.
 */
export async function* walkFolder(root: string, limits: WalkLimits): AsyncGenerator<FoundFile | SkippedFile> {
  const top = await realpath(root);
  const visited = new Set<string>();
  const folders: Folder[] = [{ path: '', realPath: top, depth: 0 }];
  const linked: Folder[] = [];
  let found = 0;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift() ?? linked.shift()) {
    if (visited.has(folder.realPath)) continue;
    visited.add(folder.realPath);
    const entries = await entriesOf(folder, top);
    if (entries === undefined) yield skip(folder.path, 'unreadable');
    for (const entry of entries ?? []) {
      const item = await examine(entry, folder, top, limits);
      if (item.kind === 'folder') (item.isLink ? linked : folders).push(item.folder);
      else if (item.kind === 'file' && ++found > limits.maxDocuments) yield skip(item.path, 'too_many');
      else yield item;
    }
  }
}

async function entriesOf(folder: Folder, top: string): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(folder.realPath, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (folder.realPath === top) throw error;
    return undefined;
  }
}

async function examine(
  entry: Dirent,
  folder: Folder,
  top: string,
  limits: WalkLimits,
): Promise<FoundFile | SkippedFile | { kind: 'folder'; folder: Folder; isLink: boolean }> {
  const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
  if (entry.name.startsWith('.')) return skip(path, 'hidden');
  try {
    const realPath = await realpath(join(folder.realPath, entry.name));
    if (!isInside(top, realPath)) return skip(path, 'outside_folder');
    const stats = await stat(realPath, { bigint: true });
    if (stats.isDirectory()) {
      const depth = folder.depth + 1;
      if (depth > limits.maxDepth) return skip(path, 'too_deep');
      return { kind: 'folder', folder: { path, realPath, depth }, isLink: entry.isSymbolicLink() };
    }
    if (!FILE_TYPES.has(extname(entry.name).toLowerCase())) return skip(path, 'other_type');
    if (!stats.isFile()) return skip(path, 'not_a_file');
    if (stats.size > limits.maxDocumentBytes) return skip(path, 'too_large');
    return {
      kind: 'file',
      path,
      realPath,
      top,
      size: Number(stats.size),
      mtimeNs: String(stats.mtimeNs),
      bornMs: dateMs(stats.birthtimeMs || stats.mtimeMs),
      modifiedMs: dateMs(stats.mtimeMs),
    };
  } catch {
    return skip(path, 'unreadable');
  }
}

/** Some file systems keep times that no `Date` can hold. */
function dateMs(timeMs: bigint): number {
  return Math.max(-MAX_DATE_MS, Math.min(MAX_DATE_MS, Number(timeMs)));
}

function skip(path: string, reason: SkipReason): SkippedFile {
  return { kind: 'skipped', path, reason };
}
