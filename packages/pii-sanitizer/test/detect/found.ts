// What the tests of the engine share: a detector of everything, and its findings as `TYPE value`.
import { createDetector } from '../../src/detect/detector.ts';

export const everything = createDetector();

/** The findings in a text as `TYPE value`; `key` is the name under which the text stands. */
export function found(text: string, key?: string): string[] {
  return everything.detect(text, key).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);
}

/** The values of one type that are found in a text. */
export function foundOf(type: string, text: string, key?: string): string[] {
  return everything
    .detect(text, key)
    .filter((finding) => finding.type === type)
    .map(({ start, end }) => text.slice(start, end));
}
