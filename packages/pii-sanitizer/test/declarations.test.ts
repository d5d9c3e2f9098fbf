import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const dist = join(import.meta.dirname, '../dist');
const declarations = globSync('**/*.d.ts', { cwd: dist });

// Typed arrays are generic from TypeScript 5.7 on. What an initializer says of one is written into the declarations.
it('are read by TypeScript 5.4 as well', () => {
  expect(declarations.length).toBeGreaterThan(100);
  const generic = declarations.filter((file) =>
    /Array<ArrayBuffer/.test(readFileSync(join(dist, file), 'utf8')),
  );
  expect(generic).toEqual([]);
});
