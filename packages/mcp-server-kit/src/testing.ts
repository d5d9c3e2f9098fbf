// A client in memory, for the tests of a server made with the kit.
import { createLink } from './bindings/link.ts';
import type { RpcMessage } from './bindings/messages.ts';
import type { V1Client } from './bindings/v1/test-client.ts';
import type { V2Client } from './bindings/v2/client-type.ts';
import type { Era } from './definitions/context.ts';
import type { Principal } from './definitions/principal.ts';
import type { ServerDefinition } from './definitions/server.ts';
import { DefinitionError } from './errors.ts';
import type { RuntimeOptions } from './runtime/options.ts';
import { createRuntime } from './runtime/runtime.ts';

/** What {@link connectTestClient} takes besides {@link RuntimeOptions}. */
export interface TestClientOptions<Client> extends RuntimeOptions {
  /** Which era the client speaks. */
  era: Era;
  /** What the client says that it can do, such as `{ sampling: {} }`. Default: nothing. */
  capabilities?: Readonly<Record<string, unknown>>;
  /** Whom its calls speak for, as over HTTP with `auth`. Default: nobody is asked, as over stdio. */
  principal?: Principal;
  /** Runs before the client connects, to set handlers for what the server asks. */
  prepare?: (client: Client) => void;
}

/**
 * Connects the official SDK's own client to a definition, through every guard but without a process or a port.
 * Closing the client runs `onStop`.
 *
 * @returns for `era: '2025'` the `Client` of `@modelcontextprotocol/sdk`, for `'2026'` the one of
 * `@modelcontextprotocol/client` (an optional peer: install it as a dev dependency).
 * @throws {DefinitionError} for a bad option, and for `'2026'` where that package is missing; whatever `onStart` throws.
 */
export function connectTestClient(
  definition: ServerDefinition,
  options: TestClientOptions<V1Client> & { era: '2025' },
): Promise<V1Client>;
export function connectTestClient(
  definition: ServerDefinition,
  options: TestClientOptions<V2Client> & { era: '2026' },
): Promise<V2Client>;
export function connectTestClient(
  definition: ServerDefinition,
  options: TestClientOptions<V1Client | V2Client>,
): Promise<V1Client | V2Client>;
export async function connectTestClient(
  definition: ServerDefinition,
  options:
    | (TestClientOptions<V1Client> & { era: '2025' })
    | (TestClientOptions<V2Client> & { era: '2026' })
    | TestClientOptions<V1Client | V2Client>,
): Promise<V1Client | V2Client> {
  const v2 = options.era === '2026' ? await importV2() : undefined;
  const runtime = createRuntime(definition, options);
  await runtime.start();
  const link = (send: (message: RpcMessage) => void) =>
    createLink(runtime, { transport: 'memory', principal: options.principal, send });
  const { capabilities = {} } = options;
  // By its overloads, it takes the client of its era.
  const prepare = options.prepare as ((client: V1Client | V2Client) => void) | undefined;
  if (v2 !== undefined) return v2.connectV2Client(link, capabilities, prepare, runtime.stop);
  const { connectV1Client } = await import('./bindings/v1/test-client.ts');
  return connectV1Client(link, capabilities, prepare, runtime.stop);
}

async function importV2() {
  try {
    return await import('./bindings/v2/test-client.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new DefinitionError(
      "`era: '2026'` needs the package @modelcontextprotocol/client: install it as a dev dependency",
    );
  }
}
