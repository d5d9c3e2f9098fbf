// Leaves the names and sources of the tables out of the build: they are for the catalogue and for readers of the code.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
    // Rows of prefix | body | name | source. Those of one body become one row, in the first file that has it.
    const vendors = /src[\\/]secrets[\\/]vendors[\\/][^\\/]+\.ts$/;
    build.onLoad({ filter: vendors }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const rows = await rowsByFile(dirname(path));
      return { contents: code.replace(ROWS, () => rows.get(path) ?? ''), loader: 'ts' };
    });
  },
};

const ROWS = /(?<=String\.raw`\n)[^`]+/;

/** The rows of each file of vendors. */
async function rowsByFile(folder: string): Promise<Map<string, string>> {
  const byBody = new Map<string, { file: string; prefixes: string[] }>();
  for (const name of (await readdir(folder)).sort()) {
    const file = join(folder, name);
    const [table = ''] = ROWS.exec(await readFile(file, 'utf8')) ?? [];
    for (const row of table.trim().split('\n')) {
      const [prefix = '', body = ''] = row.split(/\s*\|\s+/);
      const known = byBody.get(body) ?? { file, prefixes: [] };
      if (prefix !== '') byBody.set(body, { ...known, prefixes: [...known.prefixes, prefix] });
    }
  }
  const rows = new Map<string, string>();
  for (const [body, { file, prefixes }] of byBody)
    rows.set(file, `${rows.get(file) ?? ''}${prefixes.join(' ')}| ${body}\n`);
  return rows;
}
