// What both load generators are.
/** A closed loop: a new call for each answer. It can run several times, one after the other. */
export interface Load {
  start(): Promise<void>;
  /** Ends the loop; what is outstanding is not waited for over HTTP, and is over stdio. */
  stop(): Promise<void>;
}
