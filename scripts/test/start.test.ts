// `npm start` hands options and variables on to the server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freePort } from '../lib/free-port.ts';
import { readManifest, repositoryRoot } from '../lib/workspace.ts';

/** Runs the script without installing and building, which is done. */
function start(args: string, env: Record<string, string> = {}) {
  const script = readManifest(repositoryRoot).scripts?.start?.split(' && ').at(-1);
  const { PATH = '' } = process.env;
  return spawn('sh', ['-c', `${script} ${args}`], { cwd: repositoryRoot, env: { PATH, ...env } });
}

it('serves over stdio when it is told to', async () => {
  const server = start('--stdio');
  server.stdin.end('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
  let answer = '';
  server.stdout.on('data', (chunk) => {
    answer += chunk;
  });
  const [code] = await once(server, 'close');
  expect(JSON.parse(answer)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  expect(code).toBe(0);
});

it('reads PORT and DOCS_DIR', async () => {
  const port = await freePort();
  const folder = join(repositoryRoot, 'docs');
  const server = start('', { PORT: String(port), DOCS_DIR: folder });
  try {
    let log = '';
    for await (const chunk of server.stderr) {
      log += chunk;
      if (log.includes('the documents are indexed')) break;
    }
    const answer = await fetch(`http://127.0.0.1:${port}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"resource://documents"}}',
    });
    expect(await answer.text()).toContain('Put the document server on Kubernetes');
  } finally {
    server.kill('SIGKILL');
  }
});
