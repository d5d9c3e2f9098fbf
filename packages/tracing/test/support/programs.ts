// Programs of the machine that some tests need. Without one the test says that it is skipped; where CI asks for all of
// them, it fails.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program is on the PATH. */
export function hasProgram(name: string): boolean {
  const isThere = (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (isThere) return true;
  if (process.env.PORTCULLIS_REQUIRE_SERVICES === '1') throw new Error(`${name} is not installed`);
  console.warn(`Skipped: ${name} is not installed`);
  return false;
}
