// Stops asking a store that has failed several times in a row, and finds out when it is back.

export interface BreakerOptions {
  /** Failures in a row after which the store is not asked any more. */
  readonly breakAfter: number;
  /** How often it is tried then, in milliseconds. */
  readonly probeMs: number;
  readonly now: () => number;
  /** The breaker has opened (`true`) or closed again, after so long. */
  readonly onChange: (isOpen: boolean, durationMs: number) => void;
}

export class Breaker {
  private readonly options: BreakerOptions;
  private failures = 0;
  private openedAt: number | undefined;
  private probedAt = 0;

  constructor(options: BreakerOptions) {
    this.options = options;
  }

  get isOpen(): boolean {
    return this.openedAt !== undefined;
  }

  succeed(): void {
    this.failures = 0;
    if (this.openedAt === undefined) return;
    const durationMs = this.options.now() - this.openedAt;
    this.openedAt = undefined;
    this.options.onChange(false, durationMs);
  }

  fail(): void {
    this.failures++;
    if (this.openedAt !== undefined || this.failures < this.options.breakAfter) return;
    this.openedAt = this.options.now();
    this.probedAt = this.openedAt;
    this.options.onChange(true, 0);
  }

  /** Whether it is time to try an open breaker's store; asking counts as trying. */
  isProbeDue(): boolean {
    const now = this.options.now();
    if (!this.isOpen || now - this.probedAt < this.options.probeMs) return false;
    this.probedAt = now;
    return true;
  }
}
