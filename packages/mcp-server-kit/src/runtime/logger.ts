// The server's own log: pino, with every line sanitised where it is written.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { traceContextFields } from '@portcullis/tracing';
import { type DestinationStream, destination, type Logger as PinoLogger, pino } from 'pino';

/** A pino logger whose lines are sanitised. */
export type Logger = PinoLogger;

/** What {@link createLogger} takes. */
export interface LoggerOptions {
  /** Written as `name` in every line. */
  name?: string;
  /** `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`. Default: `info`. */
  level?: string;
  /** A file descriptor or a stream. Default: 2, standard error; standard output is the protocol's on stdio. */
  destination?: number | DestinationStream;
  /** Replaces personal data. Default: `createSanitizer()`. */
  sanitizer?: { sanitize<T>(value: T): T };
}

/**
 * Makes a logger. Each line is parsed, sanitised and written again in `hooks.streamWrite`, the one place that
 * message, fields, errors and child bindings all pass, so nothing that is logged can get round it.
 */
export function createLogger(options: LoggerOptions = {}): Logger {
  const sanitizer = options.sanitizer ?? createSanitizer();
  const target = options.destination ?? 2;
  return pino(
    {
      ...(options.name !== undefined && { name: options.name }),
      level: options.level ?? 'info',
      base: options.name === undefined ? null : {},
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => traceContextFields() ?? {},
      hooks: { streamWrite: (line) => sanitiseLine(line, sanitizer) },
    },
    typeof target === 'number' ? bufferedDestination(target) : target,
  );
}

const buffered = new Map<number, DestinationStream>();

// A system call for each line would cost more than the line: lines wait for 4 KiB or a fifth of a second. Loggers that
// write to the same descriptor share one buffer, and with it its timer and its listener.
function bufferedDestination(fd: number): DestinationStream {
  const existing = buffered.get(fd);
  if (existing !== undefined) return existing;
  const stream = destination({ dest: fd, sync: true, minLength: 4096 });
  setInterval(() => stream.flush(), FLUSH_MS).unref();
  process.on('exit', () => stream.flushSync());
  buffered.set(fd, stream);
  return stream;
}

/** How long a line may wait in the buffer. */
const FLUSH_MS = 200;

function sanitiseLine(line: string, sanitizer: { sanitize<T>(value: T): T }): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return '{"level":"error","msg":"a log line was not JSON and has been dropped"}\n';
  }
  const clean = sanitizer.sanitize(parsed);
  return clean === parsed ? line : `${JSON.stringify(clean)}\n`;
}
