// What finds data that no rule can tell, such as names: a model, a service, a library for language.
import type { Finding } from '../types.ts';

/** Finds data in texts, in its own time. */
export interface Recognizer {
  /** Its name in reports, such as `compromise`. */
  readonly name: string;
  /** Every type that its findings can have, in capitals: `PERSON`. */
  readonly types: readonly string[];
  /**
   * @param text A text of any length.
   * @param signal Aborts when the time is up: what is found later is thrown away.
   * @returns Findings with offsets into `text`, in any order.
   * @throws Whatever goes wrong: the text then counts as not checked.
   */
  recognize(text: string, signal: AbortSignal): Promise<readonly Finding[]>;
}

/** A recognizer that could not check a text. */
export interface RecognizerFailure {
  /** The name of the recognizer. */
  recognizer: string;
  /** What went wrong. It may quote the text: do not log it as it is. */
  cause: unknown;
}
