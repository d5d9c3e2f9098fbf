// The version of the package, for --version and SARIF.
import { readFileSync } from 'node:fs';

const file = new URL('../package.json', import.meta.url);

/** As in package.json, which lies beside the folder of the built files. */
export const VERSION: string = JSON.parse(readFileSync(file, 'utf8')).version;
