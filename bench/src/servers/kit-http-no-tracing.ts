// The kit over HTTP, with every guard but tracing.
import { serveHttp } from '@portcullis/mcp-server-kit/http';
import { definition, withoutTracing } from '../shared/kit.ts';
import { announce } from '../shared/listen.ts';

const { port } = await serveHttp(definition, { ...withoutTracing(), port: 0 });
announce(port);
