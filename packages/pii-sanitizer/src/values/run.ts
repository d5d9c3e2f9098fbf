// The progress of one call: how much was done, what was found, and where the walk is.
import { REDACTED } from '../policies/placeholders.ts';
import type { Finding, LimitReason, SanitizerLimits, ValueFinding } from '../types.ts';

/** Work between two looks at the clock, in values and in quarters of a kilobyte. */
const CLOCK_STEP = 512;
const NONE: readonly ValueFinding[] = [];
const top = (): string => '';

export class Run {
  /** The limit that makes the whole value unfit to be passed on. */
  exceeded: 'nodes' | 'time' | undefined;
  /** Where the walk is, as a JSON Pointer. */
  pointer = top;
  /** Filled only when somebody wants to know. */
  readonly findings: ValueFinding[] | undefined;
  readonly #limits: Required<SanitizerLimits>;
  /** Known from the first look at the clock: small values need none. */
  #deadline: number | undefined;
  #nodes = 0;
  #work = 0;
  #nextLook = CLOCK_STEP;

  constructor(limits: Required<SanitizerLimits>, findings?: ValueFinding[]) {
    this.#limits = limits;
    this.findings = findings;
  }

  /** Counts a value of some characters. */
  count(chars: number): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.maxNodes) this.exceeded ??= 'nodes';
    this.#work += 1 + (chars >> 8);
    if (this.#work < this.#nextLook) return;
    this.#nextLook = this.#work + CLOCK_STEP;
    const now = performance.now();
    this.#deadline ??= now + this.#limits.maxMs;
    if (now > this.#deadline) this.exceeded ??= 'time';
  }

  /** Notes what was found in the text at hand. */
  note(finding: Finding, offset = 0, inKey = false): void {
    if (this.findings === undefined) return;
    const { type, start, end, confidence } = finding;
    this.findings.push({
      ...{ type, pointer: this.pointer(), start: start + offset, end: end + offset, confidence },
      ...(inKey && { inKey }),
    });
  }

  /** Notes a limit that was met at this place, and gives what stands for what was not looked at. */
  noteLimit(reason: LimitReason): string {
    this.findings?.push({ type: 'LIMIT', reason, pointer: this.pointer(), start: 0, end: 0, confidence: 1 });
    return REDACTED;
  }

  /** How many findings there are by now. */
  get noteCount(): number {
    return this.findings?.length ?? 0;
  }

  /** The findings from the `from`th on. */
  notesFrom(from: number): readonly ValueFinding[] {
    return this.findings?.slice(from) ?? NONE;
  }
}
