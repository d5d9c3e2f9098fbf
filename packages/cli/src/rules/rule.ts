// What one rule is: the unit of the table that `--rules` prints and the README repeats.

/** How bad a finding is. Only an `error` makes the command exit with 1. */
export type Severity = 'error' | 'warning' | 'info';

/** One rule of the table. Ids are stable: they do not change between releases. */
export interface Rule {
  /** Stable id, `group/name`. */
  readonly id: string;
  /** How bad a finding of this rule is. */
  readonly severity: Severity;
  /** What is wrong, in one short sentence. */
  readonly title: string;
  /** How to mend it. */
  readonly mend: string;
}
