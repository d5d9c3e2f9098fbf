// Programs of the machine that a test needs: without one the test is skipped aloud, or fails where CI says so.
import { spawnSync } from 'node:child_process';
import { it, type TestAPI } from 'vitest';

/** `it` when the program is there; else a test that is skipped, or that fails under PORTCULLIS_REQUIRE_SERVICES=1. */
export function itWith(program: string, isThere = isOnPath(program)): TestAPI | TestAPI['skip'] {
  if (isThere || process.env.PORTCULLIS_REQUIRE_SERVICES === '1') return it;
  process.stderr.write(`Skipped: ${program} is not on this machine.\n`);
  return it.skip;
}

function isOnPath(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}
