// The public names of every entry. Adding one is a decision.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as auth from '../src/auth.ts';
import * as http from '../src/http.ts';
import * as index from '../src/index.ts';
import * as stdio from '../src/stdio.ts';
import * as testing from '../src/testing.ts';

test.each([
  [
    'index',
    index,
    [
      'DefinitionError',
      'PublicError',
      'createLogger',
      'definePrompt',
      'defineResource',
      'defineServer',
      'defineTool',
      'elicit',
      'elicitUrl',
      'inputRequired',
      'invalidArgument',
      'listRoots',
      'notFound',
      'sample',
    ],
  ],
  ['auth', auth, ['createJwtAuth']],
  ['http', http, ['createHttpHandler', 'serveHttp']],
  ['stdio', stdio, ['serveStdio']],
  ['testing', testing, ['connectTestClient']],
])('%s exports these and no more', (_name, entry, names) => {
  expect(Object.keys(entry).sort()).toEqual(names);
});

const sources = {
  index: `AuditRecord CachePolicy CallLimit Completer ContentAnnotations ContentBlock EmbeddedContents Era HandlerContext
    InputRequest InputRequired InputRequiredOptions Invalidate ListRange LogLevel Logger LoggerOptions Notifier Principal PromptDefinition
    PromptMessage PromptOptions PromptResult PublicErrorCode ResourceBody ResourceDefinition ResourceListItem
    ResourceOptions RuntimeOptions SanitizerLike ServerDefinition ServerOptions StartContext ToolAnnotations
    ToolDefinition ToolOptions ToolResult`,
};

test('index exports these types and no more', () => {
  const text = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8');
  const types = [...text.matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, isType, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && (isType || name.startsWith('type ')))
      .map((name) => name.replace('type ', '')),
  );
  expect(types.sort()).toEqual(sources.index.split(/\s+/));
});

test('the definitions load no SDK and no transport', async () => {
  // What index.ts reaches by imports, followed by hand.
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (url: URL): void => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const text = readFileSync(url, 'utf8').replace(/^(?:import|export) type [^;]*;/gm, '');
    for (const [, from = ''] of text.matchAll(/(?:from|import) '([^']+)'/g)) {
      if (from.startsWith('.')) visit(new URL(from, url));
      else packages.add(from);
    }
  };
  visit(new URL('../src/index.ts', import.meta.url));
  expect([...packages].filter((name) => name.startsWith('@modelcontextprotocol/'))).toEqual([]);
  expect([...seen].filter((file) => file.includes('/bindings/') || file.includes('/http'))).toEqual([]);
});
