// Rules about the HTTP endpoint, tried with raw requests. They do not run for a spawned command.

export const HTTP_RULES = [
  {
    id: 'http/origin',
    severity: 'error',
    title: 'A foreign Origin is not refused with 403',
    mend: 'Compare `Origin`, when it is there, with a list of allowed origins and answer 403.',
  },
  {
    id: 'http/host',
    severity: 'error',
    title: 'A foreign Host header is not refused',
    mend: 'Compare `Host` with a list of allowed hosts: this stops DNS rebinding.',
  },
  {
    id: 'http/content-type',
    severity: 'error',
    title: 'A body that is not `application/json` is not refused with 415',
    mend: 'Check `Content-Type` before the body is parsed.',
  },
  {
    id: 'http/get',
    severity: 'error',
    title: 'A 2026-07-28 GET is not refused with 405',
    mend: '2026-07-28 has POST only. A server of both eras may answer with any 4xx.',
  },
  {
    id: 'http/body-limit',
    severity: 'warning',
    title: 'A body over 8 MiB is not refused with 413',
    mend: 'Limit the size of a body, before it is read into memory.',
  },
  {
    id: 'http/header-mismatch',
    severity: 'error',
    title: 'A `Mcp-Method` header that differs from the body is not refused with -32020',
    mend: 'Compare the header with the body and answer 400 with -32020: proxies route by the header.',
  },
  {
    id: 'http/rejection-body',
    severity: 'error',
    title: 'A refused request has no JSON-RPC error in its body',
    mend: 'Send a JSON-RPC error with each 4xx: an empty one makes clients fall back to the old era.',
  },
] as const;
