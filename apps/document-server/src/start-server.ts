// Puts the server together from its settings: store, index, health, telemetry, transport; and takes it down again.
import { createHealth } from '@portcullis/health';
import { createLogger, type Logger, type RuntimeOptions } from '@portcullis/mcp-server-kit';
import { serveHttp } from '@portcullis/mcp-server-kit/http';
import { serveStdio } from '@portcullis/mcp-server-kit/stdio';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { startTracing } from '@portcullis/tracing';
import { openAuditLog } from './audit-log.ts';
import { bannerText } from './banner.ts';
import { createDeferred } from './deferred.ts';
import { defineDocumentServer } from './definitions/document-server.ts';
import { fillStore } from './fill-store.ts';
import { listenError } from './listen-error.ts';
import { type Settings, VERSION } from './options.ts';
import { currentRules } from './rules.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

/** A server that is up. */
export interface RunningServer {
  readonly logger: Logger;
  /** Settles when the documents are indexed; rejects when they cannot be. */
  readonly indexed: Promise<void>;
  /** Settles when a client on standard input has gone away; never over HTTP. */
  readonly closed: Promise<void>;
  /** Stops within the grace time of the settings. */
  stop(): Promise<void>;
}

/** Time kept back from the grace for what follows the last request, at most. */
const MAX_RESERVE_MS = 2000;

/**
 * Starts to serve, then indexes. Requests that come in between wait for the index.
 * @param print - Receives the text for the terminal, once the server is ready; not called with `stdio`.
 * @throws {StartError} when the port, the database or the audit log cannot be used.
 */
export async function startServer(settings: Settings, print: (text: string) => void): Promise<RunningServer> {
  const reserveMs = Math.max(1, Math.min(MAX_RESERVE_MS, Math.floor(settings.shutdownGraceMs / 4)));
  const graceMs = Math.max(1, settings.shutdownGraceMs - reserveMs);
  const { maxDocumentBytes, maxDocuments, maxDepth } = settings;
  const sanitizer = createSanitizer({
    limits: { maxStringChars: Math.max(10_000_000, 2 * maxDocumentBytes) },
  });
  const logger = createLogger({ name: 'document-server', level: settings.logLevel, sanitizer });
  const cleanUp: (() => void | Promise<void>)[] = [];
  const tidy = async (): Promise<void> => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  };

  try {
    const audit =
      settings.auditLog === undefined
        ? undefined
        : openAuditLog(settings.auditLog, (err) => logger.error({ err }, 'an audit record was lost'));
    if (audit !== undefined) cleanUp.push(() => audit.close());
    const telemetry = await startTracing({
      serviceName: 'document-server',
      serviceVersion: VERSION,
      endpoint: settings.otlpEndpoint,
      sanitize: (value) => sanitizer.sanitize(value),
      shutdownTimeoutMs: reserveMs,
    });
    cleanUp.push(() => telemetry.shutdown());
    const store = openSqliteStore(settings.database);
    cleanUp.push(() => store.close());

    const indexing = createDeferred();
    const library = { store, detect: sanitizer.detect, whenIndexed: indexing.promise };
    const server = defineDocumentServer(library, VERSION);
    const health = createHealth({
      checks: [{ name: 'store', check: () => store.check() }],
      onCheckError: (check, err) => logger.error({ err, check }, 'a health check failed'),
    });
    health.setReady(false);
    const { rateLimit } = settings;
    const common: RuntimeOptions = {
      sanitizer,
      logger,
      telemetry,
      rateLimit: rateLimit === 0 ? false : { limit: rateLimit, windowMs: 60_000 },
      // The JSON of a document escapes its line ends.
      maxResultChars: Math.max(4 * 1024 * 1024, 2 * maxDocumentBytes),
      ...(audit !== undefined && { audit: (record) => audit.write(record) }),
    };
    const served = settings.stdio
      ? await openStdio()
      : await openHttp().catch((error: unknown) => {
          throw listenError(error, settings.host, settings.port);
        });

    async function openStdio() {
      const { closed, close } = await serveStdio(server, { ...common, graceMs });
      return { closed, close, url: undefined };
    }
    async function openHttp() {
      const { host, port, allowedHosts, allowedOrigins, trustedProxies } = settings;
      const http = await serveHttp(server, {
        ...common,
        host,
        port,
        allowedHosts,
        allowedOrigins,
        trustedProxies,
        health,
      });
      // Nobody's address, but every machine's own: show one that can be opened.
      const url = http.url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
      return { closed: new Promise<void>(() => {}), close: () => http.close({ graceMs }), url };
    }

    const abort = new AbortController();
    const limits = { maxDocumentBytes, maxDocuments, maxDepth };
    const folder = settings.docs;
    const indexed = fillStore(
      { folder, store, sanitizer, limits, rules: currentRules(), signal: abort.signal },
      logger,
    ).then(async (report) => {
      const { documents, masked } = await store.totals();
      indexing.resolve();
      health.setReady(true);
      const { url } = served;
      if (url !== undefined) {
        print(bannerText({ url, folder, documents, skipped: report.skipped, masked, server }));
      }
    });
    indexed.catch(indexing.reject);

    return {
      logger,
      indexed,
      closed: served.closed,
      async stop() {
        health.startDraining();
        abort.abort();
        await served.close();
        await indexed.catch(() => {});
        await tidy();
      },
    };
  } catch (error) {
    await tidy();
    throw error;
  }
}
