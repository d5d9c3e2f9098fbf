// What each entry exports is a decision; adding a name here is how it is made.
import { expect, test } from 'vitest';
import * as http from '../src/http.ts';
import * as index from '../src/index.ts';
import * as stdio from '../src/stdio.ts';
import * as testing from '../src/testing.ts';

test('the entries export these names and no others', () => {
  expect(Object.keys(index).sort()).toEqual([
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
  ]);
  expect(Object.keys(http).sort()).toEqual(['createHttpHandler', 'serveHttp']);
  expect(Object.keys(stdio)).toEqual(['serveStdio']);
  expect(Object.keys(testing)).toEqual(['connectTestClient']);
});
