// Real sockets, byte by byte: nothing that a client has sent goes without an answer.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createTlsServer, request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createServerDrain } from '../src/index.ts';
import { createGatedServer } from './support/gated-server.ts';
import { connectRaw, get } from './support/raw-client.ts';
import { itWith } from './support/services.ts';

const NEVER = new AbortController().signal;

async function setUp(options = {}) {
  const gated = createGatedServer();
  const drain = createServerDrain(gated.server, options);
  const port = await gated.listen();
  return { ...gated, drain, port, client: () => connectRaw(port) };
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe('announce', () => {
  it('goes on serving, and asks each client to close its connection', async () => {
    const { drain, client } = await setUp();
    const [before, after] = [await client(), await client()];
    before.send(get('/quick'));
    expect(await before.got(/quick$/)).toContain('Connection: keep-alive');
    drain.announce();
    drain.announce();
    after.send(get('/quick'));
    expect(await after.ended).toMatch(/^HTTP\/1.1 200 OK\r\nConnection: close\r\n[\s\S]*quick$/);
    const fresh = await client();
    fresh.send(get('/quick'));
    expect(await fresh.ended).toContain('Connection: close');
  });

  it('asks it of clients whose answer has not begun', async () => {
    const { drain, client, came, open } = await setUp();
    const slow = await client();
    slow.send(get('/slow'));
    await came('/slow');
    drain.announce();
    open();
    expect(await slow.ended).toMatch(/Connection: close[\s\S]*slow \/slow$/);
  });

  it('answers pipelined requests that came before it, and closes with the last', async () => {
    const { drain, client, came, open } = await setUp();
    const raw = await client();
    raw.send(get('/slow?1') + get('/slow?2') + get('/slow?3'));
    await came('/slow?3');
    drain.announce();
    open();
    const text = await raw.ended;
    expect(text.match(/slow \/slow\?\d/g)).toEqual(['slow /slow?1', 'slow /slow?2', 'slow /slow?3']);
    expect(count(text, /Connection: close/g)).toBe(1);
  });

  it('answers pipelined requests that come after it in one packet', async () => {
    const { drain, client } = await setUp();
    const raw = await client();
    drain.announce();
    raw.send(get('/quick').repeat(20));
    const text = await raw.ended;
    expect(count(text, /quick/g)).toBe(20);
    expect(text.lastIndexOf('Connection: close')).toBeGreaterThan(text.lastIndexOf('Connection: keep-alive'));
  });

  it('answers a request that is pipelined behind one that waits', async () => {
    const { drain, client, came, open } = await setUp();
    const raw = await client();
    drain.announce();
    raw.send(get('/slow?1'));
    await came('/slow?1');
    raw.send(get('/slow?2'));
    await came('/slow?2');
    open();
    const text = await raw.ended;
    expect(text).toMatch(/slow \/slow\?1[\s\S]*Connection: close[\s\S]*slow \/slow\?2$/);
    expect(count(text, /Connection: close/g)).toBe(1);
  });
});

describe('finish', () => {
  it('is at once when nobody is there, and refuses new connections', async () => {
    const { drain, client } = await setUp();
    expect(drain.finish(NEVER)).toBe(drain.finish(NEVER));
    await drain.finish(NEVER);
    await expect(client()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('works on a server that never listened', async () => {
    const { server } = createGatedServer();
    await createServerDrain(server).finish(NEVER);
  });

  it('waits for the answer, and for the socket that is idle after it', async () => {
    const { drain, client, came, open } = await setUp();
    const raw = await client();
    raw.send(get('/begun'));
    await raw.got(/begun/);
    await came('/begun');
    const finished = drain.finish(NEVER);
    expect(drain.inFlight).toBe(1);
    open();
    await finished;
    // Its headers were out before anybody knew: it was told to keep the connection.
    expect(await raw.ended).toMatch(/Connection: keep-alive[\s\S]*ended\r\n0\r\n\r\n$/);
    expect(drain.inFlight).toBe(0);
  });

  it('closes a connection that was idle already', async () => {
    const { drain, client } = await setUp();
    const raw = await client();
    raw.send(get('/quick'));
    await raw.got(/quick$/);
    await drain.finish(NEVER);
    await raw.ended;
  });

  it('takes the rest of an upload that is half read', async () => {
    const { drain, client, came } = await setUp();
    const raw = await client();
    raw.send('POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf-');
    await came('/upload');
    const finished = drain.finish(NEVER);
    raw.send('whole');
    expect(await raw.ended).toMatch(/Connection: close[\s\S]*took 10$/);
    await finished;
  });

  it('takes the rest of a head that is half read', async () => {
    const { drain, client } = await setUp();
    const raw = await client();
    raw.send(get('/quick'));
    await raw.got(/quick$/);
    raw.send('GET /quick HTTP/1.1\r\n');
    const other = await client();
    other.send(get('/slow'));
    const finished = drain.finish(NEVER);
    raw.send('Host: a\r\n\r\n');
    expect(await raw.got(/quick[\s\S]*quick$/)).toContain('Connection: close');
    other.socket.destroy();
    await finished;
  });

  it('ends streams after a request whose head is half read', async () => {
    const ended: string[] = [];
    const { drain, client } = await setUp({ endStreams: () => ended.push('streams') });
    const [stream, raw] = [await client(), await client()];
    stream.send(get('/events', 'Accept: text/event-stream\r\n'));
    await stream.got(/first/);
    raw.send(get('/quick'));
    await raw.got(/quick$/);
    raw.send('GET /quick HTTP/1.1\r\n');
    // Comes after it in the same loop: by its answer the head has been read.
    const other = await client();
    other.send(get('/quick'));
    await other.got(/quick$/);
    const finished = drain.finish(NEVER);
    await other.ended;
    expect(ended).toEqual([]);
    raw.send('Host: a\r\n\r\n');
    await raw.got(/quick[\s\S]*quick$/);
    await finished;
    expect(ended).toEqual(['streams']);
    await stream.ended;
  });

  it('does not wait for ever for a head that never comes', async () => {
    const { drain, client } = await setUp();
    const [stream, raw] = [await client(), await client()];
    stream.send(get('/events', 'Accept: text/event-stream\r\n'));
    await stream.got(/first/);
    raw.send('GET /quick HTTP/1.1\r\n');
    const over = new AbortController();
    const finished = drain.finish(over.signal);
    expect(await stream.ended).toContain('shutdown');
    over.abort();
    await finished;
  });

  it('waits for the first request of a connection that has just been opened', async () => {
    const { drain, client } = await setUp();
    const raw = await client();
    const finished = drain.finish(NEVER);
    raw.send(get('/quick'));
    expect(await raw.ended).toMatch(/Connection: close[\s\S]*quick$/);
    await finished;
  });

  it('does not wait for clients that have gone, whatever they had pipelined', async () => {
    const { drain, client, came } = await setUp();
    const raw = await client();
    raw.send(get('/slow') + get('/slow') + get('/slow'));
    await came('/slow', 3);
    raw.socket.destroy();
    await drain.finish(NEVER);
    expect(drain.inFlight).toBe(0);
  });

  it('ends a stream with a last event, and survives who goes on writing', async () => {
    const { drain, client, open } = await setUp();
    const raw = await client();
    raw.send(get('/events', 'Accept: text/event-stream\r\n'));
    await raw.got(/first/);
    expect(drain.inFlight).toBe(0);
    await drain.finish(NEVER);
    expect(await raw.ended).toMatch(/event: shutdown\ndata: {}\n\n\r\n0\r\n\r\n$/);
    open();
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('ends streams after requests, since these may have something to say there', async () => {
    const { drain, client, came, open } = await setUp({ finalEvent: 'data: bye\n\n' });
    const [stream, slow] = [await client(), await client()];
    stream.send(get('/events', 'Accept: text/event-stream\r\n'));
    await stream.got(/first/);
    slow.send(get('/slow'));
    await came('/slow');
    const finished = drain.finish(NEVER);
    open();
    expect(await stream.ended).toMatch(/late[\s\S]*bye/);
    await finished;
  });

  it('leaves it to the program what a stream is and how it ends', async () => {
    const ended: string[] = [];
    const { drain, client } = await setUp({
      isStream: () => true,
      finalEvent: '',
      endStreams: () => ended.push('own'),
    });
    const raw = await client();
    raw.send(get('/begun'));
    await raw.got(/begun/);
    await drain.finish(NEVER);
    expect(await raw.ended).toMatch(/begun\r\n0\r\n\r\n$/);
    expect(ended).toEqual(['own']);
  });

  it('ends them also when the program fails to', async () => {
    const { drain, client } = await setUp({
      isStream: () => true,
      finalEvent: 'bye',
      endStreams: () => Promise.reject(new Error('own')),
    });
    const raw = await client();
    raw.send(get('/begun'));
    await raw.got(/begun/);
    await drain.finish(NEVER);
    expect(await raw.ended).toMatch(/bye\r\n0\r\n\r\n$/);
  });

  it('waits for an event stream that answers a POST', async () => {
    const { drain, client, open } = await setUp();
    const raw = await client();
    raw.send('POST /begun HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nContent-Length: 0\r\n\r\n');
    await raw.got(/begun/);
    const finished = drain.finish(NEVER);
    open();
    expect(await raw.ended).toContain('ended');
    await finished;
  });
});

describe('force', () => {
  it('cuts what is left when the time is up, and says how much', async () => {
    const { drain, client, came } = await setUp();
    const [slow, upgraded] = [await client(), await client()];
    slow.send(get('/slow'));
    upgraded.send('GET /quick HTTP/1.1\r\nHost: a\r\n');
    await came('/slow');
    const over = new AbortController();
    const finished = drain.finish(over.signal);
    over.abort();
    await finished;
    expect(drain.inFlight).toBe(1);
    drain.force();
    expect(await slow.ended).toBe('');
    await upgraded.ended;
  });

  it('cuts upgraded connections, which node:http forgets', async () => {
    const { drain, server, client } = await setUp();
    server.on('upgrade', (_request, socket) => socket.write('upgraded'));
    const raw = await client();
    raw.send(get('/', 'Connection: Upgrade\r\nUpgrade: x\r\n'));
    await raw.got(/upgraded/);
    const over = new AbortController();
    const finished = drain.finish(over.signal);
    over.abort();
    await finished;
    expect(drain.inFlight).toBe(0);
    drain.force();
    await raw.ended;
  });
});

itWith('openssl')('drains a server of node:https too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-days', '1', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' });
  let answer: () => void = () => {};
  const { promise: asked, resolve: came } = Promise.withResolvers<void>();
  const options = { key: readFileSync(key), cert: readFileSync(cert) };
  const server = createTlsServer(options, (_request, response) => {
    answer = () => void response.end('done');
    came();
  });
  const drain = createServerDrain(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reply = new Promise<string | undefined>((resolve, reject) => {
    const req = tlsRequest({ port, host: '127.0.0.1', ca: options.cert, servername: 'localhost' }, (res) => {
      res.resume().once('end', () => resolve(res.headers.connection));
    });
    req.once('error', reject).end();
  });
  await asked;
  // It has not even begun its handshake.
  const silent = connect(port, '127.0.0.1');
  await new Promise((resolve) => silent.once('connect', resolve));
  const over = new AbortController();
  const finished = drain.finish(over.signal);
  answer();
  expect(await reply).toBe('close');
  over.abort();
  await finished;
  drain.force();
  await new Promise((resolve) => silent.once('close', resolve));
});
