// The context that is active here. OpenTelemetry's own answers only where somebody set a global context manager; this
// package sets none unless asked, and so keeps one of its own beside it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, context, ROOT_CONTEXT } from '@opentelemetry/api';

const storage = new AsyncLocalStorage<Context>();

/** The active context: the global context manager's, else the one that {@link runInContext} set. */
export function activeContext(): Context {
  const active = context.active();
  return active === ROOT_CONTEXT ? (storage.getStore() ?? active) : active;
}

/** Runs `fn` with `active` as the active context, for this package and for a global context manager. */
export function runInContext<T>(active: Context, fn: () => T): T {
  return storage.run(active, () => context.with(active, fn));
}
