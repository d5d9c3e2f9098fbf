// The promise on the size of what a browser loads, kept on what the build makes of the source, minified and gzipped.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { compact } from '../scripts/compact.ts';
import type { Identifier } from '../src/identifiers/identifier.ts';
import { IDENTIFIERS } from '../src/identifiers/identifiers.ts';
import { VENDOR_KEYS, type VendorKey } from '../src/secrets/vendors/table.ts';

/** What a browser loads at most. */
const MAX_BYTES = 60_000;

/** A module with everything that it imports, as a bundler makes one file of it. */
async function bundle(path: string): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
    plugins: [compact],
    ...{ bundle: true, minify: true, write: false, metafile: true, logLevel: 'error' },
    ...{ format: 'esm', platform: 'neutral', target: 'es2023' },
  });
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

async function load(path: string): Promise<Record<string, unknown>> {
  const { code } = await bundle(path);
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

describe('the root entry as it is published', () => {
  it(`is under ${MAX_BYTES} bytes minified and gzipped, and needs no package`, async () => {
    const { code, inputs } = await bundle('dist/index.js');
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(MAX_BYTES);
    expect(inputs.filter((path) => !path.startsWith('dist/'))).toEqual([]);
  });
});

describe('the build', () => {
  it('leaves out of the tables what only the catalogue needs', async () => {
    const vendors = (await load('src/secrets/vendors/table.ts')).VENDOR_KEYS as readonly VendorKey[];
    const byPrefix = (keys: readonly VendorKey[]) => keys.toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1));
    const rules = VENDOR_KEYS.map(({ prefix, body }) => ({ prefix, body, name: '', source: '' }));
    expect(byPrefix(vendors)).toEqual(byPrefix(rules));
    const identifiers = (await load('src/identifiers/identifiers.ts')).IDENTIFIERS as readonly Identifier[];
    const rule = ({ check: _check, source: _source, ...rest }: Identifier) => rest;
    expect(identifiers.map(rule)).toEqual(IDENTIFIERS.map(rule));
  });
});
