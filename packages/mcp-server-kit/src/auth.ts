// Makes an HTTP server an OAuth 2.1 resource server. In an entry of its own: who does without it loads no cryptography.
export type { HttpAuth } from './auth/http-auth.ts';
export { createJwtAuth, type JwtAuthOptions } from './auth/jwt-auth.ts';
export type { Principal } from './definitions/principal.ts';
