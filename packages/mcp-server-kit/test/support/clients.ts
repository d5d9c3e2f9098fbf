// The official SDKs' own clients, connected over a real transport, with what they are told written down.
import { fileURLToPath } from 'node:url';
import { Client as V2Client, StreamableHTTPClientTransport as V2Http } from '@modelcontextprotocol/client';
import { StdioClientTransport as V2Stdio } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1Stdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as V1Http } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as V1Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** What a client was told, in order: the last part of the method, and the URI or the level. */
export interface Told {
  readonly notices: readonly string[];
  /** Settles when `notice` has come. Notices on one stream come in order, so all before it have come too. */
  until(notice: string): Promise<void>;
}

class Notebook implements Told {
  readonly notices: string[] = [];
  readonly #waiting = new Map<string, () => void>();

  write({ method, params = {} }: { method: string; params?: Record<string, unknown> | undefined }): void {
    const subject = params.uri ?? params.level;
    const kind = method.replace('notifications/', '');
    const notice = subject === undefined ? kind : `${kind} ${subject}`;
    this.notices.push(notice);
    this.#waiting.get(notice)?.();
  }

  until(notice: string): Promise<void> {
    if (this.notices.includes(notice)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(notice, resolve));
  }
}

const INFO = { name: 'test', version: '1.0.0' };
const STDIO = {
  command: process.execPath,
  args: [fileURLToPath(new URL('./notices-main.ts', import.meta.url))],
};

/** Connects a client of the 2025 era; over HTTP, once its event stream is open. */
export async function connectV1(url: string | 'stdio'): Promise<{ client: V1Client; told: Told }> {
  const notebook = new Notebook();
  const client = new V1Client(INFO);
  client.fallbackNotificationHandler = async (notification) => notebook.write(notification);
  if (url === 'stdio') {
    await client.connect(new V1Stdio(STDIO));
    return { client, told: notebook };
  }
  let onOpen = (): void => {};
  const open = new Promise<void>((resolve) => {
    onOpen = resolve;
  });
  const transport = new V1Http(new URL(url), {
    reconnectionOptions: {
      initialReconnectionDelay: 10,
      maxReconnectionDelay: 10,
      reconnectionDelayGrowFactor: 1,
      maxRetries: 100,
    },
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method === 'GET' && response.ok) onOpen();
      return response;
    },
  });
  // The SDK's class and its interface disagree under exactOptionalPropertyTypes.
  await client.connect(transport as V1Transport);
  await open;
  return { client, told: notebook };
}

/** Connects a client of 2026-07-28. */
export async function connectV2(url: string | 'stdio'): Promise<{ client: V2Client; told: Told }> {
  const notebook = new Notebook();
  const client = new V2Client(INFO, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  client.fallbackNotificationHandler = async (notification) => notebook.write(notification);
  await client.connect(url === 'stdio' ? new V2Stdio(STDIO) : new V2Http(new URL(url)));
  return { client, told: notebook };
}
