// tmcp over stdio, as its README has it.
import { StdioTransport } from '@tmcp/transport-stdio';
import { createTmcpServer } from '../shared/tmcp.ts';

new StdioTransport(createTmcpServer()).listen();
