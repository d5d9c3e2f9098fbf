import { defineConfig } from 'tsup';
import { withoutSources } from './scripts/without-sources.ts';

export default defineConfig({
  entry: ['src/index.ts', 'src/detectors.ts', 'src/recognizers.ts', 'src/compromise.ts', 'src/cli.ts'],
  esbuildPlugins: [withoutSources],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
});
