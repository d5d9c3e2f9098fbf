// Type-checks Kubernetes objects: each becomes a literal typed by `kubernetes-models`, and tsc reads it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface TypedObject {
  apiVersion: string;
  kind: string;
}

const scriptsFolder = resolve(import.meta.dirname, '..');

/** What tsc says of wrong types and misspelt keys; empty when nothing is wrong. */
export function checkManifestTypes(objects: readonly unknown[]): string[] {
  const lines = objects.map((object, index) => {
    const { apiVersion, kind } = object as TypedObject;
    if (!/^[\w./]+$/.test(apiVersion) || !/^\w+$/.test(kind))
      throw new Error(`Not a Kubernetes object: ${kind}`);
    return `import type { I${kind} as Object${index} } from 'kubernetes-models/${apiVersion}/${kind}';
const object${index}: Object${index} = ${JSON.stringify(object, null, 2)};
void object${index};`;
  });

  // Below scripts/, where `kubernetes-models` resolves.
  const folder = mkdtempSync(join(scriptsFolder, '.manifests-'));
  try {
    const tsconfig = { extends: '../tsconfig.json', include: ['*.ts'], compilerOptions: { noEmit: true } };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'));
    const tsc = join(scriptsFolder, 'node_modules/.bin/tsc');
    const { status, stdout, stderr } = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    });
    if (status === 0) return [];
    return `${stdout}${stderr}`
      .trim()
      .split('\n')
      .map((line) => line.replace(/^.*?manifests\.ts/, 'manifest'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
