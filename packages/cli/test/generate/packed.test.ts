// What is published: a template that stays behind would make `generate` fail for everybody but us.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the templates and the versions are in the package', () => {
  const argv = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'];
  const [packed] = JSON.parse(execFileSync('npm', argv, { cwd: root, encoding: 'utf8' }));
  const paths = packed.files.map(({ path }: { path: string }) => path);
  const templates = readdirSync(join(root, 'templates'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  expect(templates.length).toBeGreaterThan(10);
  expect(paths).toEqual(expect.arrayContaining([...templates, 'dist/requirements.json', 'dist/main.js']));
}, 120_000);
