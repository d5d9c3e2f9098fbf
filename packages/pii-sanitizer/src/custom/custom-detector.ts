// What the engine is given for each detector of the user.
import type { Finding } from '../types.ts';

/** A detector made by `defineDetector` or `loadDetectors`. */
export interface CustomDetector {
  /** The type of its findings. */
  readonly type: string;
  /** What takes the place of a finding, unless a policy says otherwise. */
  readonly placeholder: string;
  /**
   * Adds its findings, sorted and disjoint. Takes linear time.
   * @param text Any text.
   * @param out Gets the findings, with offsets into `text`.
   * @param key The name under which the text stood, used as context.
   */
  scan(text: string, out: Finding[], key?: string): void;
}
