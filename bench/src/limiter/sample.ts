// What one contestant did in one round.
export interface Sample {
  /** Decisions a second of processor time: keys that are seen for the first time, and ones that are known. */
  readonly newKeys: number;
  readonly knownKeys: number;
  readonly bytesPerKey: number;
}
