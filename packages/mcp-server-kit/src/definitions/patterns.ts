// Refuses regular expressions that could need more than linear time: in a schema they are a door for anybody who may
// send an argument.
import { assertLinearPattern } from '@portcullis/pii-sanitizer/detectors';
import { z } from 'zod';
import { DefinitionError } from '../errors.ts';
import { patternsIn } from './patterns-in.ts';

// Zod's own formats have been looked at one by one; of some of them the check is too strict.
const KNOWN: ReadonlySet<string> = new Set(
  Object.values(z.core.regexes).flatMap((value) => (value instanceof RegExp ? String(value) : [])),
);

/**
 * Checks every pattern that parsing with `schema` runs.
 * @param where - Names the definition in errors, for example `tool "search" input`.
 * @throws {DefinitionError} naming the pattern, the part of it that is slow, and why.
 */
export function checkPatterns(where: string, schema: z.ZodType): void {
  for (const pattern of patternsIn(where, schema)) {
    if (KNOWN.has(String(pattern))) continue;
    try {
      assertLinearPattern(pattern);
    } catch (cause) {
      throw new DefinitionError(`The ${where} schema: ${(cause as Error).message}`, { cause });
    }
  }
}
