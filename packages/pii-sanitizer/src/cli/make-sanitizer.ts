// The sanitizer that the options ask for.
import { readFile } from 'node:fs/promises';
import { loadDetectors } from '../custom/load-detectors.ts';
import { createSanitizer } from '../sanitizer.ts';
import type { Sanitizer } from '../types.ts';
import { messageOf, UsageError } from './errors.ts';
import type { CliOptions } from './options.ts';

/** @throws {UsageError} For a type, a country or a file of detectors that is wrong. */
export async function makeSanitizer({
  types,
  locales,
  allow,
  detectorsFile,
}: CliOptions): Promise<Sanitizer> {
  try {
    const detectors = detectorsFile === undefined ? [] : loadDetectors(await readFile(detectorsFile, 'utf8'));
    return createSanitizer({
      ...(types && { types }),
      ...(locales && { locales }),
      ...{ allow, detectors },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
