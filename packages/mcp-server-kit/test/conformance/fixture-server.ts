// The server that the conformance suites drive, made with the kit's public API and its default sanitiser.
import type { ServedHttp } from '../../src/http.ts';
import { serveHttp } from '../../src/http.ts';
import { defineServer } from '../../src/index.ts';
import { askingTools } from './fixture-asking.ts';
import { contentTools } from './fixture-content.ts';
import { inputRequiredTools } from './fixture-input-required.ts';
import { prompts } from './fixture-prompts.ts';
import { resources } from './fixture-resources.ts';
import { schemaTools } from './fixture-schema.ts';

const fixture = defineServer({
  name: 'portcullis-conformance-fixture',
  version: '1.0.0',
  tools: [...contentTools, ...schemaTools, ...askingTools, ...inputRequiredTools],
  resources,
  prompts,
});

/**
 * Serves the fixture on `port`; 0 takes any free one.
 * Everything has its default but two: a suite is one client that never rests, so there is no rate limit, and
 * audit lines would drown its report.
 */
export function startFixture(port = 0): Promise<ServedHttp> {
  return serveHttp(fixture, { port, rateLimit: false, audit: false });
}

if (import.meta.main) {
  const { url } = await startFixture(Number(process.env.PORT ?? 3000));
  console.error(`The fixture listens on ${url}`);
}
