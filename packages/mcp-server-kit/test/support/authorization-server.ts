// A small OAuth 2.1 authorization server: metadata (RFC 8414), tokens for client credentials, and the keys they are signed with.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

/** What a token says besides the usual; `undefined` leaves a claim out. */
export type Claims = Readonly<Record<string, unknown>>;

/** What the header says besides the usual; `undefined` leaves it out. */
interface TokenOptions {
  kid?: string;
  typ?: string | undefined;
}

export interface AuthorizationServer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** How often its keys were asked for. */
  readonly fetches: () => number;
  /** A token for `resource` of an hour, with `claims` over what it says. */
  token(resource: string, claims?: Claims, options?: TokenOptions): Promise<string>;
  /** Signs with a new key from here on, and publishes it alone. */
  rotate(): Promise<void>;
  /** Answers every request for keys with this status; 200: as usual. */
  answerKeysWith(status: number): void;
}

const CREDENTIALS = `Basic ${Buffer.from('robot:robot-secret').toString('base64')}`;

/** Starts one on a free port, until the test has ended. */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  let generation = 0;
  let fetches = 0;
  let keysStatus = 200;
  const makeKeys = () => generateKeyPair('ES256', { extractable: true });
  let keys = await makeKeys();

  const server = createServer(async (req, res) => {
    const { pathname } = new URL(req.url ?? '/', issuer());
    const json = (body: unknown, status = 200): void => {
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (pathname === '/jwks') {
      fetches++;
      json(
        {
          keys: [{ ...(await exportJWK(keys.publicKey)), kid: String(generation), alg: 'ES256', use: 'sig' }],
        },
        keysStatus,
      );
    } else if (pathname.startsWith('/.well-known/')) {
      json({
        issuer: issuer(),
        authorization_endpoint: `${issuer()}/authorize`,
        token_endpoint: `${issuer()}/token`,
        jwks_uri: `${issuer()}/jwks`,
        response_types_supported: ['code'],
        grant_types_supported: ['client_credentials'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
      });
    } else if (pathname === '/token' && req.headers.authorization === CREDENTIALS) {
      let body = '';
      for await (const chunk of req) body += chunk;
      const asked = new URLSearchParams(body);
      const scope = asked.get('scope') ?? undefined;
      const access_token = await self.token(asked.get('resource') ?? '', { sub: 'robot', scope });
      json({ access_token, token_type: 'Bearer', expires_in: 3600, scope });
    } else json({ error: 'invalid_client' }, 401);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const issuer = (): string => `http://127.0.0.1:${port}`;

  const self: AuthorizationServer = {
    issuer: issuer(),
    jwksUri: `${issuer()}/jwks`,
    fetches: () => fetches,
    async token(resource, claims = {}, options = {}) {
      const header = { alg: 'ES256', kid: String(generation), typ: 'at+jwt', ...options };
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: issuer(), aud: resource, sub: 'user-1', iat: now, exp: now + 3600, ...claims };
      // What is `undefined` is not in JSON.
      return new SignJWT(payload).setProtectedHeader(header as JWTHeaderParameters).sign(keys.privateKey);
    },
    async rotate() {
      keys = await makeKeys();
      generation++;
    },
    answerKeysWith(status) {
      keysStatus = status;
    },
  };
  return self;
}
