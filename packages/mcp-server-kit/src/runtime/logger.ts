// The server's own log: pino, with every line sanitised where it is written.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { traceContextFields } from '@portcullis/tracing';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { bufferedDestination } from './buffered-destination.ts';
import { escapeControls } from './escape-controls.ts';
import { isoTime } from './iso-time.ts';
import { logSafely } from './log-safely.ts';
import { forSink } from './sinks.ts';

/** A pino logger whose lines are sanitised. Made by {@link createLogger}. */
export type Logger = PinoLogger;

interface Sanitizes {
  sanitize<T>(value: T): T;
  for?(sink: string): Sanitizes;
}

/** Where a logger of ours, or a child of one, writes. A child inherits it as it does everything else. */
const DESTINATION = Symbol('portcullis.destination');

/** What {@link createLogger} takes. */
export interface LoggerOptions {
  /** Written as `name` in every line. */
  name?: string;
  /** `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`. Default: `info`. */
  level?: string;
  /** A file descriptor or a stream. Default: 2, standard error; standard output is the protocol's on stdio. */
  destination?: number | DestinationStream;
  /** Replaces personal data, by its policies for the sink `log` if it has any. Default: `createSanitizer()`. */
  sanitizer?: Sanitizes;
}

/**
 * Makes a logger. Each line is parsed, sanitised and written again in `hooks.streamWrite`, the one place that
 * message, fields, errors and child bindings all pass, so nothing that is logged can get round it. Logging never throws.
 */
export function createLogger(options: LoggerOptions = {}): Logger {
  const sanitizer = forSink<Sanitizes>(options.sanitizer ?? createSanitizer(), 'log');
  const target = options.destination ?? 2;
  const stream = typeof target === 'number' ? bufferedDestination(target) : target;
  const logger = pino(
    {
      ...(options.name !== undefined && { name: options.name }),
      level: options.level ?? 'info',
      base: options.name === undefined ? null : {},
      timestamp: () => `,"time":"${isoTime()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => traceContextFields() ?? {},
      hooks: {
        streamWrite: (line) => sanitiseLine(line, sanitizer),
        logMethod(args, method) {
          logSafely(args, (safe) => method.apply(this, safe as typeof args));
        },
      },
    },
    stream,
  );
  return Object.assign(logger, { [DESTINATION]: stream });
}

const METADATA = Symbol.for('pino.metadata');

/** Whether `logger` comes from {@link createLogger}, so that what it writes is sanitised. */
export function isOwnLogger(logger: Logger): boolean {
  return DESTINATION in logger;
}

/**
 * Makes the writer of lines at `info` that hold nothing but `name` with a value which is clean already: it is
 * written as it is, without being parsed and walked a second time. The logger's own fields are cleaned here.
 */
export function createCleanWriter(
  logger: Logger,
  name: string,
  sanitizer: Sanitizes,
): (value: object, time: string) => void {
  const stream = (logger as Logger & { [DESTINATION]: DestinationStream })[DESTINATION];
  // Such a stream, pino.multistream() for one, is told about each line by pino itself.
  if (METADATA in stream) return (value) => logger.info({ [name]: value });
  const fields = fieldsOf(sanitizer.sanitize(logger.bindings()));
  return (value, time) => {
    if (!logger.isLevelEnabled('info')) return;
    const context = traceContextFields();
    const ids = context === undefined ? '' : fieldsOf(sanitizer.sanitize(context));
    const json = JSON.stringify(value);
    stream.write(escapeControls(`{"level":"info","time":"${time}"${fields}${ids},"${name}":${json}}\n`));
  };
}

/** The members of `value` as they continue a JSON object. */
function fieldsOf(value: object): string {
  const members = JSON.stringify(value).slice(1, -1);
  return members === '' ? '' : `,${members}`;
}

function sanitiseLine(line: string, sanitizer: Sanitizes): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return '{"level":"error","msg":"a log line was not JSON and has been dropped"}\n';
  }
  const clean = sanitizer.sanitize(parsed);
  return escapeControls(clean === parsed ? line : `${JSON.stringify(clean)}\n`);
}
