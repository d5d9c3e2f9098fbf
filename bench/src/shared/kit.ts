// The kit's server for this benchmark: with every guard, without tracing, or without any guard that can be left out.
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLogger,
  defineServer,
  defineTool,
  type RuntimeOptions,
  type SanitizerLike,
} from '@portcullis/mcp-server-kit';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { startTracing } from '@portcullis/tracing';
import { z } from 'zod';
import { DESCRIPTION, inputShape, searchDocuments, TITLE, TOOL } from './search.ts';

export const definition = defineServer({
  name: 'bench',
  version: '1.0.0',
  tools: [
    defineTool({
      name: TOOL,
      title: TITLE,
      description: DESCRIPTION,
      input: z.object(inputShape),
      handler: searchDocuments,
    }),
  ],
});

/** Validation, a limit, sanitising, an audit line to a file, and spans for a tenth of the calls, sent to a collector. */
export async function allGuards(): Promise<RuntimeOptions> {
  const sanitizer = createSanitizer();
  const telemetry = await startTracing({
    serviceName: 'bench',
    sampler: { ratio: 0.1 },
    metrics: false,
    // The benchmark itself is the collector; see collector.ts.
    endpoint: process.env.BENCH_COLLECTOR,
    sanitize: (value) => sanitizer.sanitize(value),
  });
  return { ...withoutTracing(sanitizer), telemetry };
}

/** Everything of {@link allGuards} but the spans. */
export function withoutTracing(sanitizer: SanitizerLike = createSanitizer()): RuntimeOptions {
  const logger = createLogger({ name: 'bench', sanitizer, destination: openAuditFile() });
  return { sanitizer, logger, rateLimit: { limit: 1_000_000_000, windowMs: 60_000 } };
}

/** No limit, no sanitising, no audit line and no spans: shows what these cost. */
export function withoutGuards(): RuntimeOptions {
  const same: SanitizerLike = { redact: (text) => text, sanitize: (value) => value };
  return { sanitizer: same, rateLimit: false, audit: false };
}

// A real file, without a name: it is gone when the process ends, however it ends.
function openAuditFile(): number {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  const descriptor = openSync(join(directory, 'audit.log'), 'a', 0o600);
  rmSync(directory, { recursive: true });
  return descriptor;
}
