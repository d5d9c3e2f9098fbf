// Puts the server together from its settings: store, index, health, telemetry, transport. The drain takes it down again.
import { createHealth, createLoadShedder, type Drain } from '@portcullis/health';
import type { Logger, RuntimeOptions } from '@portcullis/mcp-server-kit';
import type { HttpAuth } from '@portcullis/mcp-server-kit/auth';
import { serveHttp } from '@portcullis/mcp-server-kit/http';
import { serveStdio } from '@portcullis/mcp-server-kit/stdio';
import type { Sanitizer } from '@portcullis/pii-sanitizer';
import { startTracing, type Telemetry } from '@portcullis/tracing';
import { openAuditLog } from './audit-log.ts';
import { bannerText, countsText } from './banner.ts';
import { defineDocumentServer } from './definitions/document-server.ts';
import { fillStore } from './fill-store.ts';
import { openLimitStore } from './limit-store.ts';
import { listenError } from './listen-error.ts';
import { openMetricsEndpoint } from './metrics-endpoint.ts';
import { type AuthSettings, type Settings, VERSION } from './options.ts';
import { currentRules } from './rules.ts';
import { serviceName } from './service-name.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

/** A server that is up. */
export interface RunningServer {
  /** Settles when the documents are indexed; rejects when they cannot be. */
  readonly indexed: Promise<void>;
  /** Settles when a client on standard input has gone away; never over HTTP. */
  readonly closed: Promise<void>;
}

/** What the program has before the server. */
export interface Surroundings {
  readonly sanitizer: Sanitizer;
  readonly logger: Logger;
  /** Gets whatever has to be closed, in the order in which it was opened. */
  readonly drain: Drain;
}

/**
 * Starts to serve, then indexes. Requests that come in between wait for the index.
 * @param print - Receives the text for a terminal, once the server is ready; not called with `stdio`.
 * @throws {StartError} when the port, the database or the audit log cannot be used.
 */
export async function startServer(
  settings: Settings,
  { sanitizer, logger, drain }: Surroundings,
  print: (text: string) => void,
): Promise<RunningServer> {
  const { maxDocumentBytes, maxDocuments, maxDepth } = settings;
  const health = createHealth({
    checks: [{ name: 'store', check: () => store.check() }],
    isStarting: true,
    onCheckError: (check, err) => logger.error({ err, check }, 'a health check failed'),
  });
  drain.signal.addEventListener('abort', () => health.startDraining());
  const telemetry = await startTracing({
    serviceName: serviceName(process.env),
    serviceVersion: VERSION,
    endpoint: settings.otlpEndpoint,
    sanitize: sanitizer.for('trace').sanitize,
    shutdownTimeoutMs: 1000,
    metrics: { prometheus: settings.metricsPort !== undefined },
    onWarning: (message, fields) => logger.warn(fields, message),
  });
  drain.addHook('telemetry', () => telemetry.shutdown());
  await openMetrics(telemetry, settings, logger, drain);
  const audit =
    settings.auditLog === undefined
      ? undefined
      : openAuditLog(settings.auditLog, (err) => logger.error({ err }, 'an audit record was lost'));
  if (audit !== undefined) drain.addHook('audit log', () => audit.close());
  const store = openSqliteStore(settings.database);
  drain.addHook('store', () => store.close());

  const limitStore = settings.rateLimitStore && openLimitStore(settings.rateLimitStore, logger);
  if (limitStore) drain.addHook('rate limit store', () => limitStore.close());

  const indexing = Promise.withResolvers<void>();
  // That nobody has asked before it failed is no error of the process.
  indexing.promise.catch(() => {});
  const library = { store, detect: sanitizer.detect, whenIndexed: indexing.promise };
  const server = defineDocumentServer(library, VERSION);
  const { rateLimit, maxInFlight, maxEventLoopDelayMs } = settings;
  const common: RuntimeOptions = {
    sanitizer,
    logger,
    telemetry,
    rateLimit: rateLimit === 0 ? false : { limit: rateLimit, windowMs: 60_000 },
    ...(limitStore && { limitStore: limitStore.options }),
    ...(settings.replicaKey && { replicaKey: settings.replicaKey }),
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
    const stdio = await serveStdio(server, { ...common, graceMs: settings.shutdownGraceMs });
    drain.addServer(stdio);
    drain.addHook('server', () => stdio.close());
    return { closed: stdio.closed, url: undefined, loggedUrl: undefined };
  }
  async function openHttp() {
    const { host, port, allowedHosts, allowedOrigins, trustedProxies, auth } = settings;
    const http = await serveHttp(server, {
      ...common,
      host,
      port,
      allowedHosts,
      allowedOrigins,
      trustedProxies,
      ...(auth !== undefined && { auth: await makeAuth(auth) }),
      health,
      shedder: createLoadShedder({ maxInFlight, maxEventLoopDelayMs }),
    });
    drain.addServer(http);
    drain.addHook('server', () => http.close());
    // Nobody's address, but every machine's own: show one that can be opened.
    const url = http.url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
    return { closed: new Promise<void>(() => {}), url, loggedUrl: http.url };
  }

  const limits = { maxDocumentBytes, maxDocuments, maxDepth };
  const folder = settings.docs;
  const indexed = fillStore(
    { folder, store, sanitizer, limits, rules: currentRules(), signal: drain.signal },
    logger,
  ).then(async (report) => {
    const { documents, masked } = await store.totals();
    indexing.resolve();
    health.markStarted();
    const { url, loggedUrl } = served;
    if (url === undefined) return;
    // In one text: under a key such as EMAIL the log would mask the number.
    const auth = settings.auth?.issuer ?? 'none';
    logger.info({ url: loggedUrl, auth, documents, masked: countsText(masked) }, 'ready');
    const shown = sanitizer.redact(folder);
    print(bannerText({ url, folder: shown, documents, skipped: report.skipped, masked, server }));
  });
  indexed.catch(indexing.reject);
  // It ends soon after the drain has begun, and the store has to outlive it.
  drain.addHook('indexing', () => indexed.catch(() => {}));

  return { indexed, closed: served.closed };
}

/** Loads the cryptography only where it is needed. */
async function makeAuth(settings: AuthSettings): Promise<HttpAuth> {
  const { createJwtAuth } = await import('@portcullis/mcp-server-kit/auth');
  return createJwtAuth(settings);
}

/** Serves the metrics on a port of their own, if the settings ask for it. */
async function openMetrics(
  { prometheusHandler }: Telemetry,
  { metricsHost, metricsPort, allowedHosts }: Settings,
  logger: Logger,
  drain: Drain,
): Promise<void> {
  if (metricsPort === undefined) return;
  if (prometheusHandler === undefined) {
    logger.warn('no metrics are served: OTEL_SDK_DISABLED turns them off');
    return;
  }
  const endpoint = await openMetricsEndpoint(prometheusHandler, metricsHost, metricsPort, allowedHosts).catch(
    (error: unknown) => {
      throw listenError(error, metricsHost, metricsPort, 'metrics-');
    },
  );
  drain.addHook('metrics', () => endpoint.close());
  logger.info({ url: endpoint.url }, 'metrics are served');
}
