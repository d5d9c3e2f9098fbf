import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/auth.ts', 'src/http.ts', 'src/stdio.ts', 'src/testing.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
});
