// The engine that values are judged by. For now a thin adapter over the first scanners.

import type { CustomDetector } from '../custom/custom-detector.ts';
import { joinFindings } from '../custom/join-findings.ts';
import { scanCustom } from '../custom/scan-custom.ts';
import { detect } from '../detect.ts';
import type { Finding } from '../types.ts';

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
    detect(text, key) {
      const found = detect(text).filter(({ type }) => types === undefined || types.has(type));
      const own: Finding[] = [];
      scanCustom(options.detectors ?? [], text, own, key);
      return own.length === 0 ? found : joinFindings([...own, ...found]);
    },
  };
}
