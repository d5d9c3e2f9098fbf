// SDK v1's client on a pair of queues, for tests.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { ClientCapabilities } from '@modelcontextprotocol/sdk/types.js';
import { serveFarEnd } from '../far-end.ts';
import type { Link } from '../link.ts';
import type { RpcMessage } from '../messages.ts';

export type { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';

/** Connects a client to what `link` makes. */
export async function connectV1Client(
  link: (send: (message: RpcMessage) => void) => Link,
  capabilities: Readonly<Record<string, unknown>>,
  prepare: ((client: Client) => void) | undefined,
  onClose: () => Promise<void>,
): Promise<Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await serveFarEnd(far, link, onClose);
  const client = new Client(
    { name: 'portcullis-test-client', version: '1.0.0' },
    { capabilities: capabilities as ClientCapabilities },
  );
  prepare?.(client);
  await client.connect(near);
  return client;
}
