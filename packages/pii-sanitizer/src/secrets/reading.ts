// The result that all readers of secrets share.
/** What a reader made of the text round a trigger. */
export interface Reading {
  start: number;
  end: number;
  /** False for a placeholder or a reference, which is stepped over whole. */
  secret: boolean;
  confidence: number;
}

/** The reading of a secret. */
export function secretAt(start: number, end: number, confidence: number): Reading {
  return { start, end, secret: true, confidence };
}
