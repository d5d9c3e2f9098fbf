#!/usr/bin/env node
// The program `document-server`: settings in, exit code out.
import { createLogger } from '@portcullis/mcp-server-kit';
import { CommanderError } from 'commander';
import { StartError } from './errors.ts';
import { readSettings, type Settings } from './options.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { onStopSignal } from './stop-signals.ts';

/** A wrong option or value. */
const EXIT_USAGE = 2;
/** The server could not start, or could not go on. */
const EXIT_FAILURE = 1;

function settingsOrExit(): Settings {
  try {
    return readSettings(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE);
  }
}

async function run(settings: Settings): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    onStopSignal(() => resolve());
  });
  let server: RunningServer;
  try {
    server = await startServer(settings, (text) => process.stdout.write(text));
  } catch (error) {
    // Node would print any other error as it is; the log masks it.
    if (error instanceof StartError) process.stderr.write(`error: ${error.message}\n`);
    else createLogger({ name: 'document-server' }).fatal({ err: error }, 'the server cannot start');
    return EXIT_FAILURE;
  }
  const { logger } = server;
  const fail = (err: unknown): void => {
    logger.fatal({ err }, 'the server cannot go on');
    process.exit(EXIT_FAILURE);
  };
  process.on('uncaughtException', fail).on('unhandledRejection', fail);

  const indexFailure = new Promise<unknown>((resolve) => server.indexed.catch(resolve));
  const failure = await Promise.race([stopped, server.closed, indexFailure]);
  const late = setTimeout(() => {
    logger.warn({ graceMs: settings.shutdownGraceMs }, 'the grace time is over; what is left is cut off');
    process.exit(failure === undefined ? 0 : EXIT_FAILURE);
  }, settings.shutdownGraceMs);
  logger.info('stopping');
  if (failure !== undefined) logger.fatal({ err: failure }, 'the documents cannot be indexed');
  await server.stop();
  clearTimeout(late);
  logger.info('stopped');
  return failure === undefined ? 0 : EXIT_FAILURE;
}

process.exit(await run(settingsOrExit()));
