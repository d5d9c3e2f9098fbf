// Runs `generate` in a temporary folder, and reads what is there afterwards.
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommand } from '../fixtures/run-command.ts';

/** Runs the command, and collects what it writes. */
export const generate = (...argv: string[]) => runCommand(['generate', ...argv]);

/** A folder of its own for a test, removed when it is over. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portcullis-generate-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder that looks like a project. */
export function temporaryProject(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{}\n');
  return folder;
}

/** Every path below a folder, with the text of each file; what is no file and no folder as its kind. */
export function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((path) => {
        const stats = lstatSync(join(folder, path));
        const text = stats.isFile() ? readFileSync(join(folder, path), 'utf8') : '';
        return [path, stats.isFile() ? text : stats.isDirectory() ? 'folder' : 'other'];
      }),
  );
}
