// Access tokens that are JSON Web Tokens (RFC 9068), verified against the keys that their issuer publishes.
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { deepFreeze } from '../definitions/freeze.ts';
import type { Principal } from '../definitions/principal.ts';
import { DefinitionError } from '../errors.ts';
import { checkHttpAuth, checkSecureUrl } from './check-auth.ts';
import type { HttpAuth } from './http-auth.ts';
import { VerifiedTokens } from './verified-tokens.ts';

/** What {@link createJwtAuth} takes. */
export interface JwtAuthOptions {
  /** The URL of the MCP endpoint as clients know it, such as `https://mcp.example.com/mcp`. */
  resource: string;
  /** The authorization server: its `issuer`, letter by letter. */
  issuer: string;
  /** Where it publishes its keys (RFC 7517), such as `https://auth.example.com/jwks`. */
  jwksUri: string;
  /** What `aud` has to hold, where the authorization server cannot put `resource` there (RFC 8707). Default: `resource`. */
  audience?: string;
  /** Scopes without which no request is served. Default: none. */
  scopes?: readonly string[];
  /** Algorithms of signatures that are accepted, none with a shared secret. Default: RS, PS and ES with 256, 384 or 512, EdDSA. */
  algorithms?: readonly string[];
  /** How far the clocks of the two may be apart, in seconds, 0 to 300. Default: 30. */
  clockToleranceSeconds?: number;
  /**
   * How long the signature of a token is not looked at again, in milliseconds; when it ends is. A key that its issuer has
   * taken back is trusted this much longer. 0: each request is verified anew, which takes some 0.1 ms. Default: 60,000.
   */
  verifiedForMs?: number;
}

/** Signatures with a public key that are not known to be weak (RFC 7518, RFC 8037). */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const MAX_TOLERANCE_SECONDS = 300;
/** RFC 9068 wants the first; most issuers leave it at what all JWTs may have. */
const ACCESS_TOKEN_TYPES: ReadonlySet<string | undefined> = new Set(['at+jwt', 'jwt', undefined]);
/** How often keys are asked for at most, in milliseconds: for one that is not known, and after a failure. */
const RETRY_KEYS_MS = 5000;

/** What is wrong with the token itself; anything else is wrong with us or with the authorization server. */
const TOKEN_ERRORS = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

/**
 * Verifies access tokens of one authorization server: the signature, `iss`, `aud`, `exp` and `nbf` of every request.
 *
 * Keys are fetched with the first request, again after ten minutes, and for a key that is not known, at most every five
 * seconds. The `typ` is `at+jwt`, `JWT` or none. Scopes are read from `scope`, or `scp` where there is none.
 *
 * @throws {DefinitionError} for a URL that is neither https nor of this machine, or another option that cannot work.
 * @see https://www.rfc-editor.org/rfc/rfc9068
 */
export function createJwtAuth(options: JwtAuthOptions): HttpAuth {
  const { resource, issuer, audience = resource, scopes = [], clockToleranceSeconds = 30 } = options;
  const { algorithms = ALGORITHMS, verifiedForMs = 60_000 } = options;
  if (!(Number.isFinite(verifiedForMs) && verifiedForMs >= 0)) {
    throw new DefinitionError(`Expected \`verifiedForMs\` to be 0 or more, got ${verifiedForMs}`);
  }
  const isTolerance = Number.isFinite(clockToleranceSeconds) && clockToleranceSeconds >= 0;
  if (!isTolerance || clockToleranceSeconds > MAX_TOLERANCE_SECONDS) {
    throw new DefinitionError(
      `Expected \`clockToleranceSeconds\` to be a number from 0 to ${MAX_TOLERANCE_SECONDS}, got ${clockToleranceSeconds}`,
    );
  }
  const isKnown = (name: string): boolean => ALGORITHMS.includes(name);
  if (!Array.isArray(algorithms) || algorithms.length === 0 || !algorithms.every(isKnown)) {
    throw new DefinitionError(`Expected \`algorithms\` to be some of ${ALGORITHMS.join(', ')}`);
  }
  if (typeof audience !== 'string' || audience === '') {
    throw new DefinitionError('Expected `audience` to be a text');
  }
  const verified = new VerifiedTokens(verifiedForMs);
  const keys = keysAt(checkSecureUrl('jwksUri', options.jwksUri));
  const expected = {
    issuer,
    audience,
    algorithms: [...algorithms],
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  const auth: HttpAuth = {
    resource,
    authorizationServers: [issuer],
    scopes,
    async verify(token) {
      const known = verified.get(token);
      if (known !== undefined) return known;
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keys, expected);
        if (!isAccessToken(protectedHeader.typ, payload)) return undefined;
        const principal = principalOf(payload, issuer, clockToleranceSeconds);
        if (principal !== undefined) verified.add(token, principal);
        return principal;
      } catch (error) {
        if (isTokenError(error)) return undefined;
        throw error;
      }
    },
  };
  checkHttpAuth(auth);
  return auth;
}

/**
 * The keys of the issuer. After a failure they are not asked for again for some seconds, so that those who come meanwhile make no
 * request of each of theirs.
 */
function keysAt(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { cooldownDuration: RETRY_KEYS_MS });
  let failure: { readonly error: unknown; readonly until: number } | undefined;
  return async (header, token) => {
    if (failure !== undefined && failure.until > performance.now() && !keys.fresh) throw failure.error;
    try {
      return await keys(header, token);
    } catch (error) {
      if (!isTokenError(error)) failure = { error, until: performance.now() + RETRY_KEYS_MS };
      throw error;
    }
  };
}

function isTokenError(error: unknown): boolean {
  return TOKEN_ERRORS.some((kind) => error instanceof kind);
}

/** Other tokens of the same issuer, such as those that log out (OpenID Connect, back-channel logout), have a `typ` of theirs or tell of events. */
function isAccessToken(typ: string | undefined, { events }: JWTPayload): boolean {
  return ACCESS_TOKEN_TYPES.has(typ?.toLowerCase().replace(/^application\//, '')) && events === undefined;
}

function principalOf(claims: JWTPayload, issuer: string, tolerance: number): Principal | undefined {
  const { sub: subject, exp = 0, client_id, azp, scope, scp } = claims;
  if (typeof subject !== 'string' || subject === '') return undefined;
  const clientId = client_id ?? azp;
  // Handlers of many requests see the same one.
  return deepFreeze({
    issuer,
    subject,
    clientId: typeof clientId === 'string' ? clientId : undefined,
    scopes: scopesIn(scope ?? scp),
    expiresAt: (exp + tolerance) * 1000,
    claims,
  });
}

/** A text with blanks between (RFC 8693), or a list as some issuers send it. */
function scopesIn(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}
