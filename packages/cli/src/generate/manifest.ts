// The package.json of a generated server.
import { readFileSync } from 'node:fs';
import { PACKAGE_ROOT } from '../package-root.ts';
import { packageNameOf } from './names.ts';

/** The text of package.json for a server of this name. Its versions are those that this package was built beside. */
export function manifestOf(name: string): string {
  const requirements = JSON.parse(readFileSync(new URL('dist/requirements.json', PACKAGE_ROOT), 'utf8'));
  const manifest = {
    name: packageNameOf(name),
    version: '0.1.0',
    private: true,
    type: 'module',
    scripts: {
      build: 'tsc -p tsconfig.build.json',
      start: 'node dist/main.js',
      test: 'tsc && vitest run',
    },
    ...requirements,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
