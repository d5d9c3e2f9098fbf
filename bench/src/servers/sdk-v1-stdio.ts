// SDK v1 over stdio, as its README has it.
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createSdkV1Server } from '../shared/sdk-v1.ts';

await createSdkV1Server().connect(new StdioServerTransport());
