import { defineConfig } from 'tsup';

export default defineConfig({
  entry: [,],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
});
