// Leaves the names and sources of the tables out of the build: they are for the catalogue and for readers of the code.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** A plugin for the tables of `src/identifiers` and `src/secrets/vendors`. */
export const withoutSources: Plugin = {
  name: 'without-sources',
  setup(build) {
    build.onLoad({ filter: /src[\\/]identifiers[\\/][^\\/]+\.ts$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const bare = code.replace(/\bsource:\s*(["'`]).*?\1,?/g, '').replace(/,\s*\{\s*\},?(?=\s*\))/g, '');
      return { contents: bare, loader: 'ts' };
    });
    // Rows of prefix | body | name | source. Those of one body become one row.
    build.onLoad({ filter: /src[\\/]secrets[\\/]vendors[\\/][^\\/]+\.ts$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return { contents: code.replace(/(?<=String\.raw`\n)[^`]+/, shortened), loader: 'ts' };
    });
  },
};

function shortened(table: string): string {
  const byBody = new Map<string, string[]>();
  for (const row of table.trim().split('\n')) {
    const [prefix = '', body = ''] = row.split(/\s*\|\s+/);
    byBody.set(body, [...(byBody.get(body) ?? []), prefix]);
  }
  return [...byBody].map(([body, prefixes]) => `${prefixes.join(' ')}| ${body}`).join('\n');
}
