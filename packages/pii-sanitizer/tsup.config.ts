import { defineConfig } from 'tsup';
import { compact } from './scripts/compact.ts';
import { INTERNAL_NAMES } from './scripts/internal-names.ts';
import { portableMaps } from './scripts/portable-maps.ts';

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/detectors.ts',
    'src/policies.ts',
    'src/recognizers.ts',
    'src/compromise.ts',
    'src/cli.ts',
  ],
  esbuildPlugins: [compact],
  plugins: [portableMaps],
  esbuildOptions(options) {
    options.minifySyntax = true;
    options.mangleProps = INTERNAL_NAMES;
  },
  // Only what makes it smaller after the bundler of a browser's page has made it short: a function stays where it was.
  minify: 'terser',
  terserOptions: {
    compress: {
      passes: 3,
      ecma: 2020,
      hoist_funs: true,
      inline: false,
      pure_getters: true,
      reduce_funcs: false,
      join_vars: false,
      unsafe_arrows: true,
    },
    mangle: false,
    format: { beautify: true },
    sourceMap: true,
  },
  format: 'esm',
  target: 'es2023',
  sourcemap: true,
  clean: true,
});
