import { readFileSync, writeFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const manifestIn = (folder: string) => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
const versionsIn = (folder: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, manifestIn(`${folder}/${name}`).version]));

/** What a generated package.json asks for: the versions that this repository is tested with. */
function writeRequirements(): void {
  const requirements = {
    engines: manifestIn('../mcp-server-kit').engines,
    dependencies: {
      '@portcullis/health': manifestIn('../health').version,
      '@portcullis/mcp-server-kit': manifestIn('../mcp-server-kit').version,
      ...versionsIn('node_modules', ['zod']),
    },
    devDependencies: versionsIn('node_modules', ['@types/node', 'typescript', 'vitest']),
  };
  writeFileSync('dist/requirements.json', `${JSON.stringify(requirements, null, 2)}\n`);
}

export default defineConfig({
  entry: ['src/index.ts', 'src/main.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  onSuccess: async () => writeRequirements(),
});
