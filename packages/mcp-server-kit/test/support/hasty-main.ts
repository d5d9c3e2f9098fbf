// Serves HTTP where a minute passes in a fifth of a second, for tests that start a process.
import { defineServer, defineTool } from '../../src/index.ts';

const { setInterval: every } = globalThis;
globalThis.setInterval = ((job: () => void, ms: number) => every(job, ms / 300)) as typeof setInterval;
const { serveHttp } = await import('../../src/http.ts');

const report = defineTool({
  name: 'report',
  description: 'Reports progress, and then much.',
  handler: async (_input, context) => {
    context.progress(1, 2);
    await new Promise((resolve) => setImmediate(resolve));
    return 'word '.repeat(800_000);
  },
});

const wait = defineTool({
  name: 'wait',
  description: 'Waits for a minute.',
  handler: async () => {
    let quarters = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (++quarters < 4) return;
        clearInterval(timer);
        resolve();
      }, 15_000);
    });
    return 'a minute';
  },
});

const definition = defineServer({ name: 'hasty', version: '1.0.0', tools: [report, wait] });
const { port } = await serveHttp(definition, { port: 0, audit: false });
console.log(port);
