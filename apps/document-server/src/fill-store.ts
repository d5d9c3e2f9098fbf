// Reads the folder into the store, and tells the log what was left out.
import type { Logger } from '@portcullis/mcp-server-kit';
import { type IndexOptions, type IndexReport, indexFolder } from './documents/index-folder.ts';

/** What is expected in a folder of documents, and not worth a warning. */
const ORDINARY: ReadonlySet<string> = new Set(['hidden', 'other_type']);
/** Warnings of one start; the rest are at level `debug`, and all are counted. */
const MAX_WARNINGS = 50;

/** Runs {@link indexFolder} and logs its work. The log masks personal data in file names. */
export async function fillStore(options: Omit<IndexOptions, 'onSkip'>, logger: Logger): Promise<IndexReport> {
  let warnings = 0;
  const started = performance.now();
  const report = await indexFolder({
    ...options,
    onSkip: (file, reason) => {
      const isLoud = !ORDINARY.has(reason) && ++warnings <= MAX_WARNINGS;
      logger[isLoud ? 'warn' : 'debug'](
        { file, reason },
        'a file was left out or read without its front matter',
      );
    },
  });
  logger.info(
    { ...report, durationMs: Math.round(performance.now() - started) },
    'the documents are indexed',
  );
  return report;
}
