import { globSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expect, it } from 'vitest';

const dist = join(import.meta.dirname, '../dist');
const read = (file: string) => readFileSync(join(dist, file), 'utf8');

// Typed arrays are generic from TypeScript 5.7 on. What an initializer says of one is written into the declarations.
it('the declarations are read by TypeScript 5.4 as well', () => {
  const declarations = globSync('**/*.d.ts', { cwd: dist });
  expect(declarations.length).toBeGreaterThan(100);
  expect(declarations.filter((file) => /Array<ArrayBuffer/.test(read(file)))).toEqual([]);
});

it('the source maps name no path of the machine that built them, and hold the sources', () => {
  const maps = globSync('**/*.js.map', { cwd: dist });
  expect(maps.length).toBeGreaterThan(5);
  for (const file of maps) {
    const { sources, sourcesContent } = JSON.parse(read(file)) as {
      sources: string[];
      sourcesContent: (string | null)[];
    };
    expect(sources.filter(isAbsolute), file).toEqual([]);
    const ours = sources.filter((source, index) => source.endsWith('.ts') && !sourcesContent[index]);
    expect(ours, file).toEqual([]);
  }
});
