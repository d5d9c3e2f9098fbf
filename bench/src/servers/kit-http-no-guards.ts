// The kit over HTTP, without guards.
import { serveHttp } from '@portcullis/mcp-server-kit/http';
import { definition, withoutGuards } from '../shared/kit.ts';
import { announce } from '../shared/listen.ts';

const { port } = await serveHttp(definition, { ...withoutGuards(), port: 0 });
announce(port);
