// Serves a tool that writes to standard output in every way, over stdio, for tests that start a process.
import { createLogger, defineServer, defineTool } from '../../src/index.ts';
import { serveStdio } from '../../src/stdio.ts';

const noise = defineTool({
  name: 'noise',
  description: 'Writes.',
  handler: async () => {
    console.log('log %s', 'jane.doe@example.com');
    console.info('info');
    console.table([{ a: 1 }]);
    console.dir({ mail: 'jane.doe@example.com' });
    process.stdout.write('aGV4', 'base64');
    process.stdout.write(Buffer.from('bytes\n'));
    await new Promise<void>((resolve) => process.stdout.write('waited for\n', () => resolve()));
    await new Promise<void>((resolve) => process.stdout.write('with an encoding\n', 'utf8', () => resolve()));
    return 'done';
  },
});

const server = await serveStdio(
  defineServer({
    name: 'noisy',
    version: '1.0.0',
    tools: [noise],
    onStart: () => console.log('starting'),
    onStop: () => console.log('stopping'),
  }),
  { logger: createLogger({ level: 'silent' }) },
);
await server.closed;
console.log('free again');
