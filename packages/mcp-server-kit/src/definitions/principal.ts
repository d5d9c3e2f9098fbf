// Whom a request speaks for, once its token has been verified.

/** The party behind an access token: a person who let a client act for them, or a client of its own. */
export interface Principal {
  /** The authorization server that vouches for it (`iss`). */
  readonly issuer: string;
  /** Its name there (`sub`): personal data, so keep it out of what leaves. */
  readonly subject: string;
  /** The OAuth client that holds the token (`client_id` or `azp`), where the token says so. */
  readonly clientId: string | undefined;
  /** What it has been granted. */
  readonly scopes: readonly string[];
  /** When the token is no longer good, in milliseconds since the epoch. A stream ends then. */
  readonly expiresAt: number;
  /** Everything that the token says, verified. */
  readonly claims: Readonly<Record<string, unknown>>;
}
