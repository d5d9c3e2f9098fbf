// What is measured, and against what.

/** How calls are made: the revision, and whether each connection opens a session first. */
export type Dialect = '2025' | '2025-session' | '2026';

export type Group = 'http' | 'stdio' | 'stdio-sequential';

export interface Contestant {
  readonly name: string;
  readonly group: Group;
  /** A file in `servers/` and its arguments. */
  readonly server: readonly [file: string, ...args: string[]];
  readonly dialect: Dialect;
  readonly note: string;
}

const http = (name: string, dialect: Dialect, server: Contestant['server'], note: string): Contestant => ({
  name,
  group: 'http',
  server,
  dialect,
  note,
});

const GUARDED = 'every guard, span at 10 %';

const HTTP: readonly Contestant[] = [
  http('bare-mcp', '2025', ['bare-http.ts'], 'node:http, parse and answer'),
  http('kit-2025', '2025', ['kit-http-all-guards.ts'], GUARDED),
  http('kit-2025-session', '2025-session', ['kit-http-all-guards.ts'], GUARDED),
  http('kit-2026', '2026', ['kit-http-all-guards.ts'], GUARDED),
  http('kit-2025-no-tracing', '2025', ['kit-http-no-tracing.ts'], 'every guard, no spans'),
  http('kit-2025-no-guards', '2025', ['kit-http-no-guards.ts'], 'validation only'),
  http('kit-2026-no-guards', '2026', ['kit-http-no-guards.ts'], 'validation only'),
  http('sdk-v1', '2025', ['sdk-v1-http-stateless.ts'], 'express, a server a request, event stream'),
  http('sdk-v1-json', '2025', ['sdk-v1-http-stateless.ts', '--json-answers'], 'the same, JSON answers'),
  http('sdk-v1-session', '2025-session', ['sdk-v1-http-session.ts'], 'express, a server a session'),
  http('sdk-v2', '2026', ['sdk-v2-http.ts'], 'createMcpHandler, node:http'),
  http('tmcp', '2026', ['tmcp-http.ts'], 'zod adapter, node-fetch-server'),
  http('tmcp-session', '2025-session', ['tmcp-http.ts'], 'zod adapter, node-fetch-server'),
];

const stdio = (group: Group): Contestant[] => [
  { name: 'bare', group, server: ['bare-stdio.ts'], dialect: '2025', note: 'parse each line and answer' },
  { name: 'kit-2025', group, server: ['kit-stdio-all-guards.ts'], dialect: '2025', note: GUARDED },
  { name: 'kit-2026', group, server: ['kit-stdio-all-guards.ts'], dialect: '2026', note: GUARDED },
  { name: 'sdk-v1', group, server: ['sdk-v1-stdio.ts'], dialect: '2025', note: 'McpServer' },
  { name: 'sdk-v2', group, server: ['sdk-v2-stdio.ts'], dialect: '2026', note: 'serveStdio' },
  { name: 'tmcp', group, server: ['tmcp-stdio.ts'], dialect: '2025', note: 'zod adapter' },
];

const ALL: readonly Contestant[] = [...HTTP, ...stdio('stdio'), ...stdio('stdio-sequential')];

/** What everything in its group is divided by. */
export function isUnit({ name }: Contestant): boolean {
  return name.startsWith('bare');
}

/** The contestant that the second ratio is to: SDK v1 as documented. */
export function isIncumbent({ name }: Contestant): boolean {
  return name === 'sdk-v1';
}

/** Those whose `group/name` contains one of `only`, and what they are compared with. */
export function select(only: readonly string[]): readonly Contestant[] {
  const isNamed = ({ group, name }: Contestant): boolean =>
    only.length === 0 || only.some((part) => `${group}/${name}`.includes(part));
  const groups = new Set(ALL.filter(isNamed).map(({ group }) => group));
  return ALL.filter(
    (contestant) =>
      isNamed(contestant) ||
      (groups.has(contestant.group) && (isUnit(contestant) || isIncumbent(contestant))),
  );
}
