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
  // Rows of prefix | body | name | source. Those of one body become one row, in the first file that has it.
  if (!/[\\/]vendors[\\/][^\\/]+$/.test(path) || !ROWS.test(code)) return code;
  const rows = await rowsByFile(dirname(path));
  return code.replace(ROWS, () => rows.get(path) ?? '');
}

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
