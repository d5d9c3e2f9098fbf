// What terser cannot trace to a source it maps to the file that it was given, under its path on the machine of the build.
// Only the name of that file is for others.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { Options } from 'tsup';

/** The plugin that takes those paths out of the source maps. */
export const portableMaps: NonNullable<Options['plugins']>[number] = {
  name: 'portable-maps',
  async buildEnd({ writtenFiles }) {
    for (const { name } of writtenFiles) {
      if (!name.endsWith('.map')) continue;
      const map = JSON.parse(await readFile(name, 'utf8')) as { sources: string[] };
      const sources = map.sources.map((source) => (isAbsolute(source) ? basename(source) : source));
      await writeFile(name, JSON.stringify({ ...map, sources }));
    }
  },
};
