import { describe, expect, it } from 'vitest';
import { SlidingLog } from '../src/sliding-log.ts';

describe('the ring', () => {
  it('grows with use, never beyond the limit, and is given back when empty', () => {
    const log = new SlidingLog(1000, 5000);
    expect(log.capacity).toBe(4);
    for (let now = 0; now < 1000; now += 1) {
      expect(log.remaining(now)).toBe(1000 - now);
      log.charge(now, 1);
    }
    expect(log.capacity).toBe(1000);
    expect(log.remaining(5500)).toBe(501);
    expect(log.capacity).toBe(1000);
    expect(log.remaining(5999)).toBe(1000);
    expect(log.capacity).toBe(4);
  });

  it('wraps round without growing when use is steady', () => {
    const log = new SlidingLog(4, 10);
    for (let now = 0; now < 1000; now += 3) {
      if (log.remaining(now) > 0) log.charge(now, 1);
    }
    expect(log.capacity).toBe(4);
  });

  it('holds one entry for charges of the same time', () => {
    const log = new SlidingLog(1_000_000, 10);
    for (let i = 0; i < 10_000; i += 1) log.charge(5, 100);
    expect(log.capacity).toBe(4);
    expect(log.remaining(5)).toBe(0);
  });
});
