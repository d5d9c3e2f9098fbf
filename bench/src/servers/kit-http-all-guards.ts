// The kit over HTTP, with every guard.
import { serveHttp } from '@portcullis/mcp-server-kit/http';
import { allGuards, definition } from '../shared/kit.ts';
import { announce } from '../shared/listen.ts';

const { port } = await serveHttp(definition, { ...(await allGuards()), port: 0 });
announce(port);
