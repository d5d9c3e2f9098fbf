// Finds internals of a server in the text of an error. Only the kind is told: the report must not leak it again.

const MAX_LINES = 2_000;
const MAX_LINE = 2_000;

const PATTERNS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['a stack frame', /^\s{0,20}at [^\n]{0,1500}:\d{1,7}:\d{1,7}\)?$/],
  ['a stack frame', /\(?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s():]{1,300}:\d{1,7}:\d{1,7}\b/],
  ['a stack frame', /\bFile "[^"\n]{1,300}", line \d{1,7}/],
  ['a file path', /file:\/\/\/[^\s]/],
  [
    'a file path',
    /(?:^|[\s"'`(=:[])\/(?:home|Users|root|usr|var|etc|opt|srv|tmp|app|mnt|private|proc)\/[\w.@-]/,
  ],
  ['a file path', /(?:^|[\s"'`(=[])[A-Za-z]:\\[\w.]/],
  ['a file path', /\/node_modules\//],
  [
    'a connection string',
    /\b(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|mssql|sqlserver):\/\/[^\s"']/i,
  ],
  ['an address with a port', /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}:\d{1,5}\b/],
  ['an address with a port', /\[[0-9a-f:]{2,39}\]:\d{1,5}\b|::1:\d{1,5}\b/i],
  [
    'a system error code',
    /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EADDRINUSE|EAI_AGAIN|EACCES|ENOENT|EPERM|EPIPE)\b/,
  ],
  ['a credential', /\b(?:password|passwd|pwd|secret|api[_-]?key|access_token)=[^\s&]/i],
];

/** The kinds of internals in a text, each once: "a stack frame", "a file path". */
export function findLeaks(text: string): string[] {
  const found = new Set<string>();
  for (const line of text.split('\n', MAX_LINES)) {
    const start = line.slice(0, MAX_LINE);
    for (const [kind, pattern] of PATTERNS) if (!found.has(kind) && pattern.test(start)) found.add(kind);
  }
  return [...found];
}
