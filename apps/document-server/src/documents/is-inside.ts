// Whether one path lies below another.
import { relative, sep } from 'node:path';

/** Whether `path` is `top` or below it; both absolute, links resolved. */
export function isInside(top: string, path: string): boolean {
  const way = relative(top, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way));
}
