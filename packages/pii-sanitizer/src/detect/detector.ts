// The engine that values are judged by. For now a thin adapter over the first scanners.

import { detect } from '../detect.ts';
import type { Finding } from '../types.ts';

/** A detector of a user's own: adds what it finds, in linear time. */
export interface CustomDetector {
  readonly type: string;
  scan(text: string, out: Finding[]): void;
}

/** Finds personal data in one text. */
export interface Detector {
  /** @param key The name under which the text stood, used as context. */
  detect(text: string, key?: string): readonly Finding[];
}

/** What a detector is made from. */
export interface DetectorOptions {
  types?: readonly string[] | undefined;
  locales?: readonly string[] | 'all' | undefined;
  detectors?: readonly CustomDetector[] | undefined;
}

/** Makes a detector. */
export function createDetector(options: DetectorOptions = {}): Detector {
  const types = options.types === undefined ? undefined : new Set(options.types);
  return {
    detect(text) {
      const found = detect(text);
      return types === undefined ? found : found.filter(({ type }) => types.has(type));
    },
  };
}
