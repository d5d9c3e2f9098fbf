// Writes a text with its data replaced.
import { createWriteStream } from 'node:fs';
import { chmod, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createOutput, type Output } from './output.ts';
import { encodeText, type TextSource } from './read-text.ts';

type Redact = () => TransformStream<string, string>;

/** Writes the redacted text of a source. Ends early when the reader has gone. */
export async function redactTo(
  { chunks, encoding }: TextSource,
  redact: Redact,
  output: Output,
): Promise<void> {
  const redacted = ReadableStream.from(chunks).pipeThrough(redact());
  for await (const text of redacted) {
    await output.write(encodeText(text, encoding));
    if (output.isClosed()) return;
  }
}

/**
 * Writes the redacted text to a file that is whole or not there at all: it grows beside its place under another name.
 * @param signal When it aborts, the half-written file is removed.
 */
export async function redactToFile(
  source: TextSource,
  redact: Redact,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  // What a link leads to changes, and the link stays.
  const path = await realpath(target).catch(() => target);
  const draft = join(dirname(path), `.pii-sanitizer-${process.pid}-${Date.now()}.tmp`);
  // Only the owner may read what is not finished; what was there keeps its rights.
  const file = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
  try {
    await redactTo(source, redact, createOutput(file));
    await new Promise<void>((resolve, reject) => {
      file.once('error', reject);
      file.end(resolve);
    });
    signal.throwIfAborted();
    const mode = await stat(path).then(
      (old) => old.mode,
      () => 0o666 & ~process.umask(),
    );
    await chmod(draft, mode & 0o7777);
    await rename(draft, path);
  } catch (error) {
    file.destroy();
    await rm(draft, { force: true });
    throw error;
  }
}
