// Where the files of this package are that are no code.

/** The folder of package.json, one up both from `src` and from `dist`. */
export const PACKAGE_ROOT = new URL('../', import.meta.url);
