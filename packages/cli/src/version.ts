// The version of this package, and how it names itself to a server.
import { readFileSync } from 'node:fs';
import { PACKAGE_ROOT } from './package-root.ts';

/** Version of this package. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('package.json', PACKAGE_ROOT), 'utf8'),
).version;

/** `clientInfo` in both eras. */
export const CLIENT_INFO = { name: 'portcullis', version: VERSION };
