// Loads what serves the requests of an endpoint: the SDKs come in with it.
import type { LegacySse } from '../bindings/v1/legacy-sse.ts';
import type { SessionOptions, V1Sessions } from '../bindings/v1/sessions.ts';
import type { V2Handler } from '../bindings/v2/handler.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** What serves a request once it has been let in. */
export interface Bindings {
  readonly runtime: Runtime;
  /** `undefined`: `initialize` opens no session. */
  readonly sessions: V1Sessions | undefined;
  /** 2026-07-28, but for the requests that the kit answers itself. */
  readonly v2: V2Handler;
  readonly sse: LegacySse | undefined;
}

/** Makes the bindings of one endpoint. */
export async function createBindings(
  runtime: Runtime,
  sessions: SessionOptions | false | undefined,
  legacySse: boolean | undefined,
): Promise<Bindings> {
  const [{ createV1Sessions }, { createV2Handler }] = await Promise.all([
    import('../bindings/v1/sessions.ts'),
    import('../bindings/v2/handler.ts'),
  ]);
  return {
    runtime,
    sessions: sessions === false ? undefined : createV1Sessions(runtime, sessions),
    v2: createV2Handler(runtime),
    sse: legacySse ? (await import('../bindings/v1/legacy-sse.ts')).createLegacySse(runtime) : undefined,
  };
}
