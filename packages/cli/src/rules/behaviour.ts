// Rules about what the server does when it is called, with good input and with bad input.

export const BEHAVIOUR_RULES = [
  {
    id: 'behaviour/no-answer',
    severity: 'error',
    title: 'A request got no JSON-RPC answer in time',
    mend: 'Answer each request; put a deadline of your own on slow work.',
  },
  {
    id: 'behaviour/no-good-input',
    severity: 'info',
    title: 'No valid input could be made from the schema, so the good call was left out',
    mend: 'Add `examples` or `default` to the schema.',
  },
  {
    id: 'behaviour/good-input-refused',
    severity: 'error',
    title: 'Input that matches the schema gives a protocol error',
    mend: 'Accept what the schema allows, or say in the schema what is not allowed. Report other failures with `isError`.',
  },
  {
    id: 'behaviour/good-input-tool-error',
    severity: 'info',
    title: 'Input that matches the schema gives a tool error',
    mend: 'Nothing, if the error is about data that does not exist. Otherwise tighten the schema.',
  },
  {
    id: 'behaviour/internal-error',
    severity: 'error',
    title: 'Good input gives an internal error (-32603)',
    mend: 'Handle the failure: a sentence with `isError` for what the model can act on.',
  },
  {
    id: 'behaviour/bad-input-accepted',
    severity: 'error',
    title: 'Input that the schema forbids is accepted, or an unknown name is',
    mend: 'Validate arguments against the schema that you publish, and look names up before acting.',
  },
  {
    id: 'behaviour/bad-input-internal-error',
    severity: 'error',
    title: 'Bad input gives an internal error (-32603)',
    mend: 'Refuse it with -32602 or `isError`, and say what is wrong.',
  },
  {
    id: 'behaviour/leak',
    severity: 'error',
    title: 'An error shows internals: a stack frame, a path, an address, a password',
    mend: 'Answer with a fixed sentence and an error id; log the details on the server.',
  },
  {
    id: 'behaviour/output-missing',
    severity: 'error',
    title: 'A tool with an output schema returns no structuredContent',
    mend: 'Return `structuredContent`, or leave `outputSchema` out.',
  },
  {
    id: 'behaviour/output-mismatch',
    severity: 'error',
    title: 'structuredContent does not match the output schema',
    mend: 'Validate the output before it leaves.',
  },
  {
    id: 'behaviour/result-invalid',
    severity: 'error',
    title: 'The official client refuses the result',
    mend: 'Make the result match the schema of the specification.',
  },
  {
    id: 'behaviour/not-found-code',
    severity: 'warning',
    title: 'An unknown resource is not answered with -32002 (2025) or -32602 with `data.uri` (2026-07-28)',
    mend: 'Use the code of the revision: clients tell "not found" from other errors by it.',
  },
  {
    id: 'behaviour/result-type',
    severity: 'error',
    title: 'A 2026-07-28 result has no `resultType`',
    mend: 'Set `resultType` to `"complete"` or `"input_required"` on each result.',
  },
  {
    id: 'behaviour/cache-fields',
    severity: 'error',
    title: 'A 2026-07-28 list, read or discover result has no valid `ttlMs` and `cacheScope`',
    mend: 'Set `ttlMs` to a number of 0 or more and `cacheScope` to `"public"` or `"private"`.',
  },
  {
    id: 'behaviour/personal-data',
    severity: 'warning',
    title: 'A result holds what looks like personal data: an e-mail address or a social security number',
    mend: 'Mask personal data before a result leaves the server.',
  },
] as const;
