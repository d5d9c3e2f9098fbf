// What several callers were let through, and whether any window holds too much of it.

/** A call that was let through: it was counted at some time between these two, in milliseconds. */
export interface Admission {
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** The most calls that were surely counted within `windowMs` of each other. */
export function surelyWithin(admissions: readonly Admission[], windowMs: number): number {
  const byAnswer = [...admissions].sort((a, b) => a.answeredAt - b.answeredAt);
  let most = 0;
  for (const { sentAt } of admissions) {
    const inside = byAnswer.filter((other) => other.sentAt >= sentAt && other.answeredAt < sentAt + windowMs);
    most = Math.max(most, inside.length);
  }
  return most;
}
