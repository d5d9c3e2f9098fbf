// Reads a file of detectors.
import { SanitizerOptionError } from '../errors.ts';
import type { CustomDetector } from './custom-detector.ts';
import { defineDetector } from './define-detector.ts';
import type { DetectorDefinition } from './detector-definition.ts';
import { DETECTOR_FILE_SCHEMA } from './detector-file-schema.ts';
import { findMistake } from './json-schema.ts';

/**
 * Makes the detectors of a file in the form of `pii-patterns.schema.json`.
 * @param json The text of the file, or what `JSON.parse` made of it.
 * @returns Detectors for `createSanitizer({ detectors })`, in the order of the file.
 * @throws {SanitizerOptionError} When it is no JSON, has another form, or holds a pattern that could run in more than
 *   linear time. The message names the place: `detectors[2].pattern`.
 */
export function loadDetectors(json: unknown): CustomDetector[] {
  const file = typeof json === 'string' ? parse(json) : json;
  const mistake = findMistake(file, DETECTOR_FILE_SCHEMA, '');
  if (mistake !== undefined) throw new SanitizerOptionError(`Expected ${mistake}`);
  const { detectors } = file as { detectors: readonly DetectorDefinition[] };
  return detectors.map((definition, at) => {
    try {
      return defineDetector(definition);
    } catch (error) {
      if (!(error instanceof SanitizerOptionError)) throw error;
      throw new SanitizerOptionError(`In \`detectors[${at}]\` (${definition.type}): ${error.message}`);
    }
  });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new SanitizerOptionError('Expected a file of detectors to be JSON', { cause: error });
  }
}
