// The kit over stdio, with every guard.
import { serveStdio } from '@portcullis/mcp-server-kit/stdio';
import { allGuards, definition } from '../shared/kit.ts';

await serveStdio(definition, await allGuards());
