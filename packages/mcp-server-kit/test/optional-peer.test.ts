// The built kit where `@modelcontextprotocol/client`, its optional peer, is not installed.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const kit = join(import.meta.dirname, '..');

/** A project that has installed the kit, what it depends on and what it has to have, but no optional peer. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-peer-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const modules = join(folder, 'node_modules');
  const installed = join(modules, '@portcullis/mcp-server-kit');
  cpSync(join(kit, 'dist'), join(installed, 'dist'), { recursive: true });
  cpSync(join(kit, 'package.json'), join(installed, 'package.json'));
  const { dependencies } = JSON.parse(readFileSync(join(kit, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), 'zod', '@opentelemetry/api', '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(kit, 'node_modules', name), join(modules, name));
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const main = (era: string) => `
import { defineServer } from '@portcullis/mcp-server-kit';
import { connectTestClient } from '@portcullis/mcp-server-kit/testing';
const definition = defineServer({ name: 'probe', version: '1.0.0' });
const client = await connectTestClient(definition, { era: '${era}' });
console.log(client.getServerVersion()?.name);
await client.close();
`;

test('it compiles, with skipLibCheck off', async () => {
  const compilerOptions = {
    ...{ target: 'ES2023', lib: ['ES2024', 'ESNext.Disposable', 'DOM'], module: 'NodeNext', strict: true },
    ...{ noEmit: true, skipLibCheck: false, types: ['node'] },
  };
  const folder = project({
    'package.json': '{ "type": "module" }',
    'main.ts': main('2025'),
    'tsconfig.json': JSON.stringify({ compilerOptions, files: ['main.ts'] }),
  });
  const outcome = await run(join(kit, 'node_modules/.bin/tsc'), ['-p', folder]).catch(({ stdout }) => ({
    stdout,
  }));
  expect(outcome.stdout).toBe('');
}, 60_000);

test('the 2025 era is tested without it; the other says what to install', async () => {
  const folder = project({
    'package.json': '{ "type": "module" }',
    '2025.js': main('2025'),
    '2026.js': main('2026'),
  });
  expect((await run(process.execPath, [join(folder, '2025.js')])).stdout).toBe('probe\n');
  const failed = run(process.execPath, [join(folder, '2026.js')]);
  await expect(failed).rejects.toThrow(
    'needs the package @modelcontextprotocol/client: install it as a dev dep',
  );
}, 30_000);
