// The version of this package, and how it names itself to a server.
import { readFileSync } from 'node:fs';

/** Version of this package. Read from package.json, one folder up both from `src` and from `dist`. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version;

/** `clientInfo` in both eras. */
export const CLIENT_INFO = { name: 'portcullis', version: VERSION };
