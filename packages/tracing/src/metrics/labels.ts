// Keeps the number of metric series bounded: what is not known, or too much, is one label.

/** The label of everything that gets none of its own; the conventions have the same word for an unknown error. */
const OTHER = '_OTHER';

/** Methods of every MCP revision. */
export const KNOWN_METHODS: readonly string[] = [
  'completion/complete',
  'elicitation/create',
  'initialize',
  'logging/setLevel',
  'notifications/cancelled',
  'notifications/elicitation/complete',
  'notifications/initialized',
  'notifications/message',
  'notifications/progress',
  'notifications/prompts/list_changed',
  'notifications/resources/list_changed',
  'notifications/resources/updated',
  'notifications/roots/list_changed',
  'notifications/tools/list_changed',
  'ping',
  'prompts/get',
  'prompts/list',
  'resources/list',
  'resources/read',
  'resources/subscribe',
  'resources/templates/list',
  'resources/unsubscribe',
  'roots/list',
  'sampling/createMessage',
  'server/discover',
  'subscriptions/listen',
  'tasks/cancel',
  'tasks/get',
  'tasks/list',
  'tasks/result',
  'tools/call',
  'tools/list',
];

/** Revisions of MCP. */
export const KNOWN_VERSIONS: readonly string[] = [
  '2024-10-07',
  '2024-11-05',
  '2025-03-26',
  '2025-06-18',
  '2025-11-25',
  '2026-07-28',
];

const MAX_LABEL_CHARS = 128;

/** Gives a value back, or {@link OTHER}. */
type LabelLimit = (value: string) => string;

/** Lets only the values of a list through. */
export function onlyKnown(values: readonly string[]): LabelLimit {
  const known = new Set(values);
  return (value) => (known.has(value) ? value : OTHER);
}

/** Lets the first `max` different values through that it is asked for, unless they are longer than any name. */
export function firstSeen(max: number): LabelLimit {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= max || value.length > MAX_LABEL_CHARS) return OTHER;
    seen.add(value);
    return value;
  };
}
