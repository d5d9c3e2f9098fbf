import { describe, expect, it } from 'vitest';
import { checkLiveServer } from '../lib/live-server.ts';

/** A server of a few lines, in the place of the real one. */
function serve(change: string): string {
  return `
    import { createServer } from 'node:http';
    let healthStatus = 200, readyStatus = () => 200, allowed = ['mcp-server:8000'], exitCode = 0;
    ${change}
    const server = createServer((request, response) => {
      const { host } = request.headers;
      if (request.url === '/health') response.statusCode = healthStatus;
      else if (request.url === '/ready') response.statusCode = host.startsWith('10.') ? readyStatus() : 500;
      else response.statusCode = allowed.length === 0 || allowed.includes(host) ? 200 : 403;
      response.end();
    }).listen(Number(process.env.PORT), process.env.HOST);
    process.on('SIGTERM', () => process.exit(exitCode));
  `;
}

function check(program: string, readyTimeoutMs = 20_000) {
  return checkLiveServer({
    folder: import.meta.dirname,
    command: ['node', '--input-type=module', '--eval', program],
    env: { HOST: '127.0.0.1', ALLOWED_HOSTS: 'mcp-server', SHUTDOWN_GRACE_MS: '5000' },
    probePaths: ['/health', '/ready'],
    startTimeoutMs: 20_000,
    readyTimeoutMs,
  });
}

describe('checkLiveServer', () => {
  it('passes a server that does its part', async () => {
    expect(await check(serve(''))).toEqual([]);
  });

  it('waits for a server that is alive before it is ready', async () => {
    const program = serve('let asked = 0; readyStatus = () => (asked++ < 3 ? 503 : 200);');
    expect(await check(program)).toEqual([]);
  });

  it('catches a probe that never succeeds', async () => {
    const problems = await check(serve('readyStatus = () => 503;'), 200);
    expect(problems).toEqual(['probe /ready answers 503, not 200']);
  });

  it.each([
    ['an allowed host that is refused', "allowed = ['localhost:8000'];", 'for host mcp-server answers 403'],
    ['a host that should be refused', 'allowed = [];', 'not allowed answers 200'],
    ['a bad end', 'exitCode = 7;', 'ends with 7'],
    ['a server that does not start', "throw new Error('no such folder');", 'no such folder'],
  ])('catches %s', async (_what, change, problem) => {
    const problems = await check(serve(change));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});
