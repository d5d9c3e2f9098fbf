// SDK v2's client on a pair of queues, for tests.
import { Client, type ClientCapabilities, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveFarEnd } from '../far-end.ts';
import type { Link } from '../link.ts';
import type { RpcMessage } from '../messages.ts';
import type { V2Client } from './client-type.ts';
import { REVISION } from './envelope.ts';

/** Connects a client to what `link` makes. */
export async function connectV2Client(
  link: (send: (message: RpcMessage) => void) => Link,
  capabilities: Readonly<Record<string, unknown>>,
  prepare: ((client: V2Client) => void) | undefined,
  onClose: () => Promise<void>,
): Promise<V2Client> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await serveFarEnd(far, link, onClose);
  const client = new Client(
    { name: 'portcullis-test-client', version: '1.0.0' },
    { capabilities: capabilities as ClientCapabilities, versionNegotiation: { mode: { pin: REVISION } } },
  );
  prepare?.(client);
  await client.connect(near);
  return client;
}
