// The promise on the size of what a browser loads, kept on what the build makes of the source, minified and gzipped.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { withoutSources } from '../scripts/without-sources.ts';
import type { Identifier } from '../src/identifiers/identifier.ts';
import { IDENTIFIERS } from '../src/identifiers/identifiers.ts';
import { VENDOR_KEYS, type VendorKey } from '../src/secrets/vendors/table.ts';

// 60 KiB; the aim is 60,000.
const MAX_BYTES = 60 * 1024;

/** A module of the source with everything that it imports, as users get it. */
async function bundle(path: string): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${path}`, import.meta.url))],
    plugins: [withoutSources],
    ...{ bundle: true, minify: true, write: false, metafile: true },
    ...{ format: 'esm', platform: 'neutral', target: 'es2023' },
  });
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

async function load(path: string): Promise<Record<string, unknown>> {
  const { code } = await bundle(path);
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

describe('the root entry', () => {
  it(`is under ${MAX_BYTES / 1024} KiB minified and gzipped, and needs no package`, async () => {
    const { code, inputs } = await bundle('index.ts');
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(MAX_BYTES);
    expect(inputs.filter((path) => path.includes('node_modules'))).toEqual([]);
  });
});

describe('the build', () => {
  it('leaves out of the tables what only the catalogue needs', async () => {
    const vendors = (await load('secrets/vendors/table.ts')).VENDOR_KEYS as readonly VendorKey[];
    const byPrefix = (keys: readonly VendorKey[]) => keys.toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1));
    const rules = VENDOR_KEYS.map(({ prefix, body }) => ({ prefix, body, name: '', source: '' }));
    expect(byPrefix(vendors)).toEqual(byPrefix(rules));
    const identifiers = (await load('identifiers/identifiers.ts')).IDENTIFIERS as readonly Identifier[];
    const rule = ({ check: _check, source: _source, ...rest }: Identifier) => rest;
    expect(identifiers.map(rule)).toEqual(IDENTIFIERS.map(rule));
  });
});
