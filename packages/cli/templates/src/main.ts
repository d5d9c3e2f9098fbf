// Serves over HTTP, or to the process that started this one with `--stdio`. The README lists the variables.
import { createDrain, createHealth, createLoadShedder } from '@portcullis/health';
import { serveHttp } from '@portcullis/mcp-server-kit/http';
import { serveStdio } from '@portcullis/mcp-server-kit/stdio';
import { server } from './server.ts';

if (process.argv.includes('--stdio')) {
  const served = await serveStdio(server);
  // Nothing stands before it that has to notice first.
  const drain = createDrain({ server: served, delayMs: 0 });
  drain.addHook('server', () => served.close());
  await served.closed;
  await drain.start({ reason: 'the client has gone' });
} else {
  const { HOST = '127.0.0.1', PORT = '3000', ALLOWED_HOSTS = '' } = process.env;
  const { DRAIN_DELAY_MS = '0', MAX_EVENT_LOOP_DELAY_MS = '1000' } = process.env;
  // What every request needs, such as a database, belongs in `checks`: while one fails, /ready answers 503.
  const health = createHealth({ checks: [] });
  const drain = createDrain({ health, delayMs: Number(DRAIN_DELAY_MS) });
  const served = await serveHttp(server, {
    host: HOST,
    port: Number(PORT),
    allowedHosts: ALLOWED_HOSTS.split(',').filter((host) => host !== ''),
    health,
    shedder: createLoadShedder({ health, maxEventLoopDelayMs: Number(MAX_EVENT_LOOP_DELAY_MS) }),
  });
  drain.addServer(served);
  drain.addHook('server', () => served.close());
  process.stdout.write(`${server.name} serves ${served.url}\n`);
}
