// Serves the notices over stdio, for tests that start a process.
import { serveStdio } from '../../src/stdio.ts';
import { notices } from './notices-definition.ts';

await serveStdio(notices, { rateLimit: false, audit: false });
