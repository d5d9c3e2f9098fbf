import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/detectors.ts', 'src/recognizers.ts', 'src/compromise.ts', 'src/cli.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
});
