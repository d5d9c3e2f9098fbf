// The code of the mistake that `run` throws.
import { expect } from 'vitest';
import { RateLimiterError } from '../../src/index.ts';

export function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(RateLimiterError);
    return (error as RateLimiterError).code;
  }
}
