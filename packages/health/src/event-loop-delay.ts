// How late the event loop is: what an event that arrives now has to wait, averaged over about a second.
import { setInterval } from 'node:timers';

const TICK_MS = 50;
/** A stall weighs as much as its share of this time, so that one pause of the garbage collector alarms nobody. */
const MEMORY_MS = 1000;

// Taken here, so that fake timers in a test of the program do not stop it.
const now = performance.now.bind(performance);

let isMeasuring = false;
let lastTick = 0;
let averageMs = 0;

/**
 * The delay of this process's event loop in milliseconds. The first call begins to measure (one timer for the whole
 * process, which does not keep it alive) and gives 0.
 */
export function eventLoopDelayMs(): number {
  if (!isMeasuring) {
    isMeasuring = true;
    lastTick = now();
    setInterval(tick, TICK_MS).unref();
    return 0;
  }
  // A loop that is late right now has not told its timer yet.
  return Math.max(averageMs, now() - lastTick - TICK_MS);
}

function tick(): void {
  const at = now();
  const elapsed = at - lastTick;
  const lateness = Math.max(0, elapsed - TICK_MS);
  averageMs += (lateness - averageMs) * (1 - Math.exp(-elapsed / MEMORY_MS));
  lastTick = at;
}
