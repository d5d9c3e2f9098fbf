// The promise on the size of what a browser loads, kept on the source, minified and gzipped.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const MAX_BYTES = 60_000;

/** Size of an entry with everything that it imports. */
async function sizeOf(entry: string): Promise<{ bytes: number; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${entry}`, import.meta.url))],
    ...{ bundle: true, minify: true, write: false, metafile: true },
    ...{ format: 'esm', platform: 'neutral', target: 'es2023' },
  });
  return {
    bytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length,
    inputs: Object.keys(metafile.inputs),
  };
}

describe('the root entry', () => {
  it(`is under ${MAX_BYTES / 1000} kB minified and gzipped, and needs no package but @noble/hashes`, async () => {
    const { bytes, inputs } = await sizeOf('index.ts');
    console.log(`root entry: ${bytes} bytes minified and gzipped`);
    expect(bytes).toBeLessThan(MAX_BYTES);
    expect(
      inputs.filter((path) => path.includes('node_modules') && !path.includes('/@noble/hashes/')),
    ).toEqual([]);
  });
});
