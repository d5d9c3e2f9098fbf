// What both load generators are.
import type { Recorder } from './recorder.ts';

/** A closed loop: a new call for each answer. It can run several times, one after the other. */
export interface Load {
  start(recorder: Recorder): Promise<void>;
  /** Ends the loop; what is outstanding is not waited for over HTTP, and is over stdio. */
  stop(): Promise<void>;
}
