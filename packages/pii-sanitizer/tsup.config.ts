import { defineConfig } from 'tsup';
import { compact } from './scripts/compact.ts';

export default defineConfig({
  entry: ['src/index.ts', 'src/detectors.ts', 'src/recognizers.ts', 'src/compromise.ts', 'src/cli.ts'],
  esbuildPlugins: [compact],
  esbuildOptions(options) {
    options.minifySyntax = true;
  },
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
});
