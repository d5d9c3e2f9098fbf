// Rules about opening a connection and about what the server says of itself.

export const CONNECTION_RULES = [
  {
    id: 'connection/no-era',
    severity: 'error',
    title: 'None of the requested protocol eras works',
    mend: 'Check the URL or the command, the credentials, and that the server answers `initialize` or `server/discover`.',
  },
  {
    id: 'connection/era-unsupported',
    severity: 'info',
    title: 'Only one of the two protocol eras works',
    mend: 'Serve the other era too if its clients matter to you.',
  },
  {
    id: 'connection/discover-missing',
    severity: 'error',
    title: 'The server speaks 2026-07-28 but does not answer `server/discover`',
    mend: 'Answer `server/discover` with the supported versions and the capabilities.',
  },
  {
    id: 'connection/server-info',
    severity: 'warning',
    title: 'The server does not say its name and version',
    mend: 'Fill `serverInfo.name` and `serverInfo.version`; in 2026-07-28 they go in `_meta` of the discover result.',
  },
  {
    id: 'connection/lost',
    severity: 'error',
    title: 'The connection was lost during the checks',
    mend: 'Find out why the server ended: one request must never end the process.',
  },
] as const;
