// What the build does to the source to make it small: out go the names and sources of the tables, which are for the catalogue
// and for readers of the code, and constants become numbers.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const IMPORT = /^import [^;]*;\n/gm;
const LINE_BREAK = /\n/g;

/** The plugin for modules of `src`. */
export const compact: Plugin = {
  name: 'compact',
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /src[\\/][^?]+\.ts$/ }, async ({ path }) => {
      const code = await withoutSources(path, await readFile(path, 'utf8'));
      if (code.startsWith('#!')) return { contents: code, loader: 'ts' };
      // Of a module that imports something, esbuild inlines no constants: they might not have their values yet. Ours are numbers.
      const imports = (code.match(IMPORT) ?? []).map((text) => text.replace(LINE_BREAK, ' ')).join('');
      const body = await esbuild.transform(
        code.replace(IMPORT, (text) => text.replace(/[^\n]/g, '')),
        { loader: 'ts', minifySyntax: true, sourcemap: 'inline', sourcefile: path, target: 'esnext' },
      );
      return { contents: imports + body.code, loader: 'ts' };
    });
  },
};

async function withoutSources(path: string, code: string): Promise<string> {
  if (/[\\/]identifiers[\\/][^\\/]+$/.test(path))
    return code.replace(/\bsource:\s*(["'`]).*?\1,?/g, '').replace(/,\s*\{\s*\},?(?=\s*\))/g, '');
  if (!/[\\/]vendors[\\/][^\\/]+$/.test(path) || !ROWS.test(code)) return code;
  const files = (await readdir(dirname(path))).sort().map((name) => join(dirname(path), name));
  // All rows go into the first file.
  const rows = path === files[0] ? await rowsIn(files) : '';
  return code.replace(ROWS, () => rows);
}

const ROWS = /(?<=String\.raw`\n)[^`]+/;

/** The rows of prefix | body | name | source of all files. Those of one body become one row. */
async function rowsIn(files: readonly string[]): Promise<string> {
  const byBody = new Map<string, string[]>();
  for (const file of files) {
    const [table = ''] = ROWS.exec(await readFile(file, 'utf8')) ?? [];
    for (const row of table.trim().split('\n')) {
      const [prefix = '', body = ''] = row.split(/\s*\|\s+/);
      if (prefix !== '') byBody.set(body, [...(byBody.get(body) ?? []), prefix]);
    }
  }
  // Bodies that begin alike compress best side by side.
  return [...byBody]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([body, prefixes]) => `${prefixes.join(' ')}| ${body}\n`)
    .join('');
}
