#!/usr/bin/env node
// The program `document-server`: settings in, exit code out.
import { createDrain } from '@portcullis/health';
import { createLogger } from '@portcullis/mcp-server-kit';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { TracingOptionsError } from '@portcullis/tracing';
import { CommanderError } from 'commander';
import { StartError } from './errors.ts';
import { readSettings, type Settings } from './options.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** A wrong option or value. */
const EXIT_USAGE = 2;
/** The server could not start, or could not go on. */
const EXIT_FAILURE = 1;
/** How long what follows the last request may take: it is added to the grace, which requests have to themselves. */
const CLOSING_MS = 2000;

function settingsOrExit(): Settings {
  try {
    return readSettings(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE);
  }
}

async function run(settings: Settings): Promise<void> {
  const { host, metricsHost, maxDocumentBytes, logLevel, drainDelayMs, shutdownGraceMs } = settings;
  const sanitizer = createSanitizer({
    // Where it listens is no secret: operators read it in the log.
    allow: [host, metricsHost],
    limits: { maxStringChars: Math.max(10_000_000, 2 * maxDocumentBytes) },
  });
  const logger = createLogger({ name: 'document-server', level: logLevel, sanitizer });
  const drain = createDrain({
    delayMs: drainDelayMs,
    graceMs: drainDelayMs + shutdownGraceMs + CLOSING_MS,
    hooksMs: CLOSING_MS,
    onPhase(phase, { reason, cut, hooks, exitCode }) {
      // Why it could not go on has been said.
      if (phase === 'waiting' && exitCode === 0) logger.info({ reason }, 'stopping');
      if (phase !== 'done') return;
      for (const { name, outcome, error } of hooks) {
        if (outcome !== 'done') logger.error({ step: name, outcome, err: error }, 'could not stop in order');
      }
      if (cut > 0) logger.warn({ cut }, 'the grace time is over; requests were cut off');
      if (exitCode === 0) logger.info('stopped');
    },
  });
  const leave = (reason: string, exitCode?: number): void => {
    void drain.start({ reason, skipDelay: true, ...(exitCode !== undefined && { exitCode }) });
  };

  // In a container everything that is written is collected, as JSON; the banner is for a person.
  const print = (text: string): void => {
    if (process.stdout.isTTY) process.stdout.write(text);
  };

  let server: RunningServer;
  try {
    server = await startServer(settings, { sanitizer, logger, drain }, print);
  } catch (error) {
    // OpenTelemetry's own variables are no options of this program, and are checked when they are used.
    const isSetting = error instanceof TracingOptionsError;
    // Node would print any other error as it is; the log masks it.
    if (error instanceof StartError || isSetting) process.stderr.write(`error: ${error.message}\n`);
    else logger.fatal({ err: error }, 'the server cannot start');
    leave('it cannot start', isSetting ? EXIT_USAGE : EXIT_FAILURE);
    return;
  }
  const fail = (err: unknown): void => {
    logger.fatal({ err }, 'the server cannot go on');
    process.exit(EXIT_FAILURE);
  };
  process.on('uncaughtException', fail).on('unhandledRejection', fail);
  server.closed.then(() => leave('the client has gone'), fail);
  server.indexed.catch((err: unknown) => {
    if (drain.signal.aborted) return;
    logger.fatal({ err }, 'the documents cannot be indexed');
    leave('the documents cannot be indexed', EXIT_FAILURE);
  });
}

await run(settingsOrExit());
