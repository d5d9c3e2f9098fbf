// stdio: one stream that carries both eras, garbage included, and ends in order.
import { spawn } from 'node:child_process';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1Stdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { createLogger, defineServer, defineTool, type ServerOptions } from '../src/index.ts';
import { type StdioOptions, serveStdio } from '../src/stdio.ts';
import { run } from './guards/probe.ts';
import { envelope, type RpcBody } from './http/raw.ts';
import { collectMessages } from './support/lines.ts';

type Message = RpcBody & { method?: string; params?: Record<string, unknown> };

/** Looks often: most answers are there at once. */
const SOON = { timeout: 2000, interval: 2 };

/** A connection, as the client at its other end has it. */
async function open(parts: Partial<ServerOptions>, options: StdioOptions = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  const log: string[] = [];
  const seen = collectMessages<Message>(output);
  const served = await serveStdio(defineServer({ name: 'probe', version: '1.0.0', ...parts }), {
    input,
    output,
    audit: false,
    rateLimit: false,
    graceMs: 200,
    logger: createLogger({ destination: { write: (line) => log.push(line) } }),
    ...options,
  });
  onTestFinished(() => served.close());
  return {
    ...served,
    input,
    output,
    seen,
    log,
    send: (...messages: unknown[]) =>
      void input.write(messages.map((message) => `${JSON.stringify(message)}\n`).join('')),
    /** The answer to `id`, when it has come. */
    answer: (id: unknown) =>
      vi.waitFor(() => {
        const found = seen.find((message) => message.id === id && message.method === undefined);
        if (found === undefined) throw new Error(`No answer to ${id}: ${JSON.stringify(seen).slice(0, 500)}`);
        return found;
      }, SOON),
  };
}

const echo = defineTool({
  name: 'echo',
  description: 'Echoes.',
  input: z.object({ text: z.string() }),
  handler: ({ text }) => text,
});

const HELLO = {
  jsonrpc: '2.0',
  id: 'hello',
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};
const call = (id: unknown, name: string, args: Record<string, unknown> = {}, era = '2025') => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args, ...(era === '2026' && { _meta: envelope() }) },
});
const say = (id: unknown, text: string, era?: string) => call(id, 'echo', { text }, era);

/** A tool that waits until it is told to go on. */
function gate() {
  const { promise: gone, resolve: go } = Promise.withResolvers<string>();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const seen: { signal?: AbortSignal } = {};
  const tool = run((_input, { signal }) => {
    seen.signal = signal;
    enter();
    return gone;
  });
  return { tool, entered, go, seen };
}

test('both eras are answered on one stream, each in its own form', async () => {
  const { send, answer, seen } = await open({ tools: [echo] });
  send(
    HELLO,
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    say(1, 'old'),
    say(2, 'new', '2026'),
    { jsonrpc: '2.0', id: 3, method: 'server/discover', params: { _meta: envelope() } },
    { jsonrpc: '2.0', id: 4, method: 'ping' },
  );
  expect((await answer('hello')).result).toMatchObject({
    protocolVersion: '2025-11-25',
    serverInfo: { name: 'probe' },
  });
  expect((await answer(1)).result).toEqual({ content: [{ type: 'text', text: 'old' }] });
  expect((await answer(2)).result).toMatchObject({ content: [{ text: 'new' }], resultType: 'complete' });
  expect((await answer(3)).result).toMatchObject({ supportedVersions: ['2026-07-28'] });
  expect((await answer(4)).result).toEqual({});
  expect(seen).toHaveLength(5);
});

describe('a line', () => {
  const padded = (bytes: number) => {
    const frame = JSON.stringify(say(1, ''));
    return frame.replace('"text":""', `"text":"${'x'.repeat(bytes - frame.length)}"`);
  };

  test('with an id of more than 256 characters is refused', async () => {
    const { send, answer } = await open({ tools: [echo] });
    send(HELLO, say('i'.repeat(256), 'in'), say('i'.repeat(257), 'out'));
    expect((await answer('i'.repeat(256))).result).toBeDefined();
    expect((await answer(null)).error).toMatchObject({
      code: -32600,
      message: expect.stringContaining('at most 256 characters'),
    });
  });

  test('of the limit is answered, one byte more is refused, and the next one is answered', async () => {
    const { input, seen, send, answer } = await open({ tools: [echo] }, { maxLineBytes: 500 });
    send(HELLO);
    input.write(`${padded(500)}\n`);
    expect((await answer(1)).result).toBeDefined();
    input.write(`${padded(501)}\n`);
    send(say(2, 'after'));
    expect((await answer(2)).result).toMatchObject({ content: [{ text: 'after' }] });
    const refused = seen.filter(({ error }) => error !== undefined);
    expect(refused).toMatchObject([
      { jsonrpc: '2.0', id: 1, error: { code: -32600, message: 'The message is longer than 500 bytes' } },
    ]);
  });

  const text = 'x'.repeat(3000);
  test.each([
    ['id first', `{"jsonrpc":"2.0","id":"a\\"b","method":"ping","params":{"text":"${text}"}}`, 'a"b'],
    [
      'id last, as SDK v1 writes it',
      `{"method":"ping","params":{"id":2,"t":"${text}"},"jsonrpc":"2.0","id":7}`,
      7,
    ],
    ['id before the version', `{"method":"ping","params":{"t":"${text}"},"id":7,"jsonrpc":"2.0"} `, 7],
    ['an id that is in the parameters', `{"method":"ping","params":{"t":"${text}","id":7}}`, null],
    ['an id within a string', `{"method":"ping","params":{"t":"${text},\\"id\\":7}"}}`, null],
    ['a notification', `{"jsonrpc":"2.0","method":"notifications/x","params":{"t":"${text}"}}`, null],
    ['an answer', `{"jsonrpc":"2.0","id":7,"result":{"t":"${text}"}}`, null],
    ['an answer of SDK v1', `{"result":{"t":"${text}"},"jsonrpc":"2.0","id":7}`, null],
    ['a batch', `[{"jsonrpc":"2.0","id":7,"method":"ping","params":{"t":"${text}"}}]`, null],
    ['no JSON', text, null],
  ])('that is too long is answered to whom it can be told: %s', async (_name, line, id) => {
    const { input, seen } = await open({ tools: [echo] }, { maxLineBytes: 500 });
    for (let at = 0; at < line.length; at += 700) input.write(line.slice(at, at + 700));
    input.write('\n');
    await vi.waitFor(() => expect(seen).toMatchObject([{ id, error: { code: -32600 } }]), SOON);
  });

  test('that is too long does not let SDK v1 wait', async () => {
    const client = new V1Client({ name: 'test', version: '1' });
    const main = fileURLToPath(new URL('./support/notices-main.ts', import.meta.url));
    await client.connect(new V1Stdio({ command: process.execPath, args: [main] }));
    onTestFinished(() => client.close());
    const call = client.callTool({ name: 'announce', arguments: { change: 'x'.repeat(5_000_000) } });
    await expect(call).rejects.toThrow('The message is longer than 4194304 bytes');
  });

  test.each<[string, string, number, unknown?]>([
    ['text', 'hello', -32700],
    ['half of a message', '{"jsonrpc":"2.0","id":1', -32700],
    ['bytes', '\u0000\u0001\ufffd', -32700],
    ['null', 'null', -32600],
    ['a number', '5', -32600],
    ['a string', '"ping"', -32600],
    ['a batch', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32600],
    ['an object', '{}', -32600],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600, 1],
    ['a method that is no text', '{"jsonrpc":"2.0","id":"a","method":5}', -32600, 'a'],
    ['an odd answer, whose id is ours', '{"jsonrpc":"2.0","id":1,"result":{},"params":5}', -32600],
    ['an id of null', '{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600],
  ])('of %s is refused, and the connection goes on', async (_name, line, code, id = null) => {
    const { input, send, answer, seen } = await open({ tools: [echo] });
    send(HELLO);
    await answer('hello');
    input.write(`${line}\n`);
    send(say(2, 'after'));
    await answer(2);
    expect(seen.find(({ error }) => error !== undefined)).toMatchObject({
      jsonrpc: '2.0',
      id,
      error: { code },
    });
  });

  const odd = { name: 'echo', arguments: { text: 'a' } };
  test.each([
    [{ id: 9, method: 'tools/call', params: 5 }],
    [{ id: 9, method: 'tools/call', params: [1] }],
    [{ id: 9, method: 'tools/call', params: { _meta: 5 } }],
    [{ id: 9, method: 'tools/call', params: { _meta: null } }],
    [{ id: 9, method: 'tools/call', params: { ...odd, _meta: { progressToken: {} } } }],
    [{ id: 9, method: 'tools/call', params: { ...odd, _meta: { ...envelope(), progressToken: {} } } }],
    [
      {
        id: 9,
        method: 'tools/call',
        params: { ...odd, _meta: { 'io.modelcontextprotocol/related-task': 5 } },
      },
    ],
    [{ id: 9, method: 'tools/call', params: odd, more: 5 }],
    [{ id: 9, method: 'tools/call', params: { ...odd, _meta: envelope() }, more: 5 }],
    [{ id: 9, method: 'tools/call', params: odd, result: {} }],
    [{ id: 9, method: 'server/discover', params: 5 }],
    [{ id: 9, method: 'nope' }],
    [{ id: 9, method: 'nope', params: { _meta: envelope() } }],
    [{ id: 9, method: 'initialize', params: { protocolVersion: 5 } }],
    [{ id: 9.5, method: 'tools/call', params: odd }],
    [{ id: 9.5, method: 'tools/call', params: { ...odd, _meta: envelope() } }],
  ])('that is an odd request is answered, and not waited for: %j', async (message) => {
    const { send, seen, input, closed } = await open({ tools: [echo] }, { graceMs: 5000 });
    send(HELLO, { jsonrpc: '2.0', ...message });
    await vi.waitFor(() => expect(seen.map(({ id }) => id)).toContain(message.id), SOON);
    input.end();
    await Promise.race([closed, new Promise((_, fail) => setTimeout(fail, 1500, new Error('still open')))]);
  });

  test('may end in a carriage return', async () => {
    const { input, answer } = await open({ tools: [echo] });
    input.write(`${JSON.stringify(HELLO)}\r\n${JSON.stringify(say(1, 'a'))}\r\n`);
    expect((await answer(1)).result).toBeDefined();
  });

  test('answers that nobody waits for change nothing', async () => {
    const { send, answer, log } = await open({ tools: [echo] });
    send(
      HELLO,
      { jsonrpc: '2.0', id: 77, result: {} },
      { jsonrpc: '2.0', id: 78, error: { code: 1, message: 'x' } },
    );
    send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 500 } });
    send(say(1, 'a'));
    expect((await answer(1)).result).toBeDefined();
    expect(log.filter((line) => line.includes('"error"'))).toEqual([]);
  });
});

test('big messages, cut anywhere, are answered whole and in both eras', async () => {
  const { input, answer } = await open({ tools: [echo] });
  input.write(`${JSON.stringify(HELLO)}\n`);
  let id = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.nat(1000),
      fc.array(fc.nat(200_000), { maxLength: 8 }),
      fc.constantFrom('2025', '2026'),
      async (text, times, cuts, era) => {
        // Letters only, so that there is nothing to redact.
        const long = text.replace(/[^\p{L}]/gu, 'x').repeat(times);
        const bytes = Buffer.from(`${JSON.stringify(say(++id, long, era))}\n`);
        const places = [...cuts.map((cut) => cut % bytes.length), bytes.length].sort((a, b) => a - b);
        let from = 0;
        for (const to of places) {
          input.write(bytes.subarray(from, to));
          from = to;
        }
        const { result } = await answer(id);
        expect(result).toMatchObject({ content: [{ text: long }] });
      },
    ),
    { numRuns: 30 },
  );
});

describe.each(['2025', '2026'])('%s', (era) => {
  test('a call in flight is answered after the client has closed its end, then onStop runs', async () => {
    const { tool, entered, go } = gate();
    const order: string[] = [];
    const { input, send, answer, closed } = await open({
      tools: [tool],
      onStop: () => void order.push('stopped'),
    });
    send(HELLO, call(1, 'run', {}, era));
    await entered;
    input.end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    go('in time');
    expect((await answer(1)).result).toMatchObject({ content: [{ text: 'in time' }] });
    await closed;
    expect(order).toEqual(['stopped']);
  });

  test('a call that takes longer than the grace is given up', async () => {
    const { tool, entered, seen: inside } = gate();
    const { input, send, closed } = await open({ tools: [tool] }, { graceMs: 20 });
    send(HELLO, call(1, 'run', {}, era));
    await entered;
    input.end();
    await closed;
    await vi.waitFor(() => expect(inside.signal?.aborted).toBe(true));
  });

  test('a call that the client cancels is aborted and not waited for, whatever else goes on', async () => {
    const { tool, entered, seen: inside } = gate();
    const { input, send, answer, closed } = await open({ tools: [tool, echo] }, { graceMs: 60_000 });
    // Both eras are in use, so that the notice has to find the right one.
    send(HELLO, say(1, 'old'), say(2, 'new', '2026'), call(3, 'run', {}, era));
    await Promise.all([answer(1), answer(2), entered]);
    send({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId: 3, reason: 'changed my mind' },
    });
    await vi.waitFor(() => expect(inside.signal?.aborted).toBe(true));
    input.end();
    await closed;
  });
});

test('what is not a result that can be sent is answered all the same', async () => {
  const { send, answer } = await open({ tools: [run(() => ({ content: [], _meta: { big: 5n } }))] });
  send(HELLO, call(1, 'run'), call(2, 'run', {}, '2026'));
  for (const id of [1, 2]) expect(JSON.stringify(await answer(id))).not.toContain('BigInt');
});

test('an output that breaks ends the connection', async () => {
  const onStop = vi.fn();
  const { output, closed } = await open({ tools: [echo], onStop });
  output.destroy(new Error('EPIPE'));
  await closed;
  expect(onStop).toHaveBeenCalledOnce();
});

test('an input that breaks ends the connection', async () => {
  const { input, closed } = await open({ tools: [echo] });
  input.destroy(new Error('EIO'));
  await closed;
});

test('close() stops reading, and closing twice is closing once', async () => {
  const onStop = vi.fn();
  const { send, close, closed, seen } = await open({ tools: [echo], onStop });
  await Promise.all([close(), close()]);
  await closed;
  send(HELLO);
  await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toEqual([]);
  expect(onStop).toHaveBeenCalledOnce();
});

test('finish() answers what is in flight, ends subscriptions with their result, and leaves onStop to close()', async () => {
  const onStop = vi.fn();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const entered = vi.fn();
  const slow = run(async () => {
    entered();
    await released;
    return 'in time';
  });
  const { send, answer, finish, close, seen } = await open({ tools: [slow], onStop });
  const params = { notifications: { toolsListChanged: true }, _meta: envelope() };
  send({ jsonrpc: '2.0', id: 'listen', method: 'subscriptions/listen', params });
  send({ jsonrpc: '2.0', id: 'call', method: 'tools/call', params: { name: 'run', _meta: envelope() } });
  await vi.waitFor(() => expect(entered).toHaveBeenCalled(), SOON);
  const finished = finish(new AbortController().signal);
  expect(seen.some(({ id, result }) => id === 'listen' && result !== undefined)).toBe(false);
  release();
  await finished;
  expect((await answer('call')).result).toMatchObject({ content: [{ text: 'in time' }] });
  expect((await answer('listen')).result).toBeDefined();
  expect(onStop).not.toHaveBeenCalled();
  await close();
  expect(onStop).toHaveBeenCalledOnce();
});

test('finish() gives up when its signal aborts', async () => {
  const { send, finish } = await open({ tools: [run(() => new Promise(() => {}))] });
  send({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run', _meta: envelope() } });
  await finish(AbortSignal.abort());
});

test('an onStop that fails does not leave the connection unsettled', async () => {
  const stop = () => {
    throw new Error('password=hunter2');
  };
  const { close, closed } = await open({ tools: [echo], onStop: stop });
  await close().catch(() => {});
  const later = new Promise((resolve) => setTimeout(resolve, 500, 'unsettled'));
  const settled = closed.then(
    () => 'settled',
    () => 'settled',
  );
  expect(await Promise.race([settled, later])).toBe('settled');
});

test('an onStart that fails starts nothing', async () => {
  const onStart = () => {
    throw new Error('no database');
  };
  await expect(open({ tools: [echo], onStart })).rejects.toThrow('no database');
});

describe('a process', () => {
  const code = `
    import { defineServer, defineTool } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
    import { serveStdio } from ${JSON.stringify(new URL('../src/stdio.ts', import.meta.url).href)};
    const tool = defineTool({
      name: 'slow',
      description: 'Takes its time.',
      handler: async () => { await new Promise((resolve) => setTimeout(resolve, 100)); return 'late'; },
    });
    const served = await serveStdio(defineServer({ name: 'p', version: '1.0.0', tools: [tool], onStop: () => process.stderr.write('STOPPED') }));
    await served.closed;
  `;

  /** Runs a process with `lines` on its standard input. */
  async function runWith(args: readonly string[], lines: readonly object[]) {
    const child = spawn(process.execPath, args, { stdio: 'pipe' });
    onTestFinished(() => void child.kill());
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.stdin.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const status = await new Promise((resolve) => child.once('close', resolve));
    return { status, lines: out.trimEnd().split('\n'), err };
  }

  test('answers what is in flight after its standard input has ended, and ends by itself', async () => {
    const args = ['--input-type=module', '-e', code];
    const { status, err, ...ended } = await runWith(args, [HELLO, call(1, 'slow')]);
    expect(status).toBe(0);
    const lines = ended.lines.map((line) => JSON.parse(line) as Message);
    expect(lines.map(({ id }) => id)).toEqual(['hello', 1]);
    expect(lines[1]?.result).toEqual({ content: [{ type: 'text', text: 'late' }] });
    // The log is on standard error, one audit record for the call.
    expect(err).toContain('"method":"tools/call"');
    expect(err).toContain('STOPPED');
  });

  test('whose client has died while calls go on aborts them, runs onStop and ends by itself', async () => {
    const talking = `
      import { defineServer, defineTool } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
      import { serveStdio } from ${JSON.stringify(new URL('../src/stdio.ts', import.meta.url).href)};
      const tool = defineTool({
        name: 'talk',
        description: 'Reports progress for as long as it may.',
        handler: (_input, { progress, signal }) => new Promise((resolve) => {
          let count = 0;
          const timer = setInterval(() => progress(++count), 1);
          signal.addEventListener('abort', () => {
            clearInterval(timer);
            process.stderr.write('ABORTED ');
            resolve('aborted');
          });
        }),
      });
      await serveStdio(
        defineServer({ name: 'p', version: '1.0.0', tools: [tool], onStop: () => process.stderr.write('STOPPED') }),
        { audit: false, graceMs: 600_000 },
      );
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', talking], { stdio: 'pipe' });
    onTestFinished(() => void child.kill());
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    const talk = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'talk', _meta: { progressToken: 1 } },
    };
    child.stdin.write(`${JSON.stringify(HELLO)}\n${JSON.stringify(talk)}\n`);
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes('notifications/progress')) resolve();
      });
    });
    // Its standard input stays open.
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(err).toBe('ABORTED STOPPED');
  });

  test('what handlers write to standard output goes to standard error, cleaned, until it is closed', async () => {
    const main = fileURLToPath(new URL('support/noisy-main.ts', import.meta.url));
    const { status, lines, err } = await runWith([main], [HELLO, call(1, 'noise')]);
    expect(status).toBe(0);
    expect(lines.pop()).toBe('free again');
    expect(lines.map((line) => (JSON.parse(line) as Message).id)).toEqual(['hello', 1]);
    const written = [
      'starting',
      'log [EMAIL]',
      'info',
      '│ a',
      "mail: '[EMAIL]'",
      'hex',
      'bytes',
      'waited for',
    ];
    for (const text of [...written, 'with an encoding', 'stopping']) expect(err).toContain(text);
    expect(err).not.toContain('jane.doe');
  });
});

test('a client that does not read gets no notifications beyond what may wait for it', async () => {
  const input = new PassThrough();
  let text = '';
  let next = (): void => {};
  let [isReading, isOver] = [false, false];
  const output = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      if (isReading) done();
      else next = done;
    },
  });
  const noisy = run(async (_input, context) => {
    for (let sent = 1; sent <= 5; sent++) {
      context.progress(sent, 5, 'x'.repeat(1000));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    isOver = true;
    return 'done';
  });
  const definition = defineServer({ name: 'p', version: '1.0.0', tools: [noisy] });
  const served = await serveStdio(definition, { input, output, audit: false, maxUnreadBytes: 2000 });
  onTestFinished(() => served.close());
  const params = { name: 'run', _meta: { ...envelope(), progressToken: 1 } };
  input.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })}\n`);
  await vi.waitFor(() => expect(isOver).toBe(true), SOON);
  isReading = true;
  next();
  await vi.waitFor(() => expect(text).toContain('"result"'), SOON);
  const messages = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Message);
  expect(messages.map(({ params, id }) => params?.progress ?? `answer ${id}`)).toEqual([1, 2, 'answer 1']);
});

test('an onStart that fails gives standard output back', async () => {
  const { write } = process.stdout;
  const onStart = () => {
    expect(process.stdout.write).not.toBe(write);
    throw new Error('no database');
  };
  const definition = defineServer({ name: 'p', version: '1.0.0', onStart });
  await expect(serveStdio(definition, { input: new PassThrough() })).rejects.toThrow('no database');
  expect(process.stdout.write).toBe(write);
});
