import { defineConfig } from 'tsup';
import { compact } from './scripts/compact.ts';
import { INTERNAL_NAMES } from './scripts/internal-names.ts';

export default defineConfig({
  entry: ['src/index.ts', 'src/detectors.ts', 'src/recognizers.ts', 'src/compromise.ts', 'src/cli.ts'],
  esbuildPlugins: [compact],
  esbuildOptions(options) {
    options.minifySyntax = true;
    options.mangleProps = INTERNAL_NAMES;
  },
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
});
