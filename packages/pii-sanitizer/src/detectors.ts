// Detectors of your own: `@portcullis/pii-sanitizer/detectors`.
export type { ChecksumName } from './custom/checksums.ts';
export type { ContextWords } from './custom/context-words.ts';
export type { CustomDetector } from './custom/custom-detector.ts';
export { defineDetector } from './custom/define-detector.ts';
export type { DetectorDefinition, ProgrammaticDetector } from './custom/detector-definition.ts';
export { assertLinearPattern } from './custom/linear-pattern.ts';
export { loadDetectors } from './custom/load-detectors.ts';
