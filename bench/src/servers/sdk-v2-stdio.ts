// SDK v2 over stdio, as its documentation has it.
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createSdkV2Server } from '../shared/sdk-v2.ts';

serveStdio(createSdkV2Server);
