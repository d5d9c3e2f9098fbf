// The answer to a refused call: status, header fields, and a problem (RFC 9457).
import { type Policy, STORE_FAILURE } from '../policies/policy.ts';
import type { Decision } from '../types.ts';
import { rateLimitHeaders } from './headers.ts';

/** A problem of the types that draft-ietf-httpapi-ratelimit-headers-10 registers. */
interface RateLimitProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly 'violated-policies'?: readonly string[];
}

/** What is used of a response of `node:http`. */
export interface ResponseLike {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
}

type Limiter = { readonly policies: readonly Policy[] };

const TYPES = 'https://iana.org/assignments/http-problem-types#';

/** The problem of a refused call: 429 for a limit, 503 when the store failed and `onStoreFailure` is `deny`. */
function rateLimitProblem({ policy }: Decision): RateLimitProblem {
  return policy === STORE_FAILURE
    ? { type: `${TYPES}temporary-reduced-capacity`, title: 'Temporarily reduced capacity', status: 503 }
    : { type: `${TYPES}quota-exceeded`, title: 'Quota exceeded', status: 429, 'violated-policies': [policy] };
}

/**
 * Answers a refused call on a `node:http` response.
 * @param response Nothing must have been written to it.
 * @param limiter The limiter that decided.
 * @param decision A decision that is not `allowed`.
 */
export function sendLimited(response: ResponseLike, limiter: Limiter, decision: Decision): void {
  const { status, headers, body } = answerTo(limiter, decision);
  response.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
  response.end(body);
}

/**
 * The fetch `Response` to a refused call.
 * @param limiter The limiter that decided.
 * @param decision A decision that is not `allowed`.
 */
export function limitedResponse(limiter: Limiter, decision: Decision): Response {
  const { status, headers, body } = answerTo(limiter, decision);
  return new Response(body, { status, headers });
}

function answerTo(limiter: Limiter, decision: Decision) {
  const problem = rateLimitProblem(decision);
  return {
    status: problem.status,
    headers: { ...rateLimitHeaders(limiter, decision), 'Content-Type': 'application/problem+json' },
    body: JSON.stringify(problem),
  };
}
