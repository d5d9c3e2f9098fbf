import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/watchdog.ts', 'src/watchdog-worker.ts', 'src/checks/*.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
});
