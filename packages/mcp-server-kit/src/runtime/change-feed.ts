// Carries change notices from handlers to whatever connections are open.
import type { Notifier } from '../definitions/context.ts';

/** One change. */
export type Change =
  | { kind: 'tools' }
  | { kind: 'prompts' }
  | { kind: 'resources' }
  | { kind: 'resource'; uri: string };

/** Publishes changes and lets bindings listen. */
export interface ChangeFeed extends Notifier {
  /** @returns a function that stops listening. */
  subscribe(listener: (change: Change) => void): () => void;
}

/** Makes a feed in memory. */
export function createChangeFeed(): ChangeFeed {
  const listeners = new Set<(change: Change) => void>();
  const publish = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  return {
    toolListChanged: () => publish({ kind: 'tools' }),
    promptListChanged: () => publish({ kind: 'prompts' }),
    resourceListChanged: () => publish({ kind: 'resources' }),
    resourceUpdated: (uri) => publish({ kind: 'resource', uri }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
