// What leaves the process at the end of a turn of the event loop.

/** How long a job may wait for requests of the same turn that take their time. */
const MAX_WAIT_MS = 2;

let jobs: (() => void)[] = [];
let firstAt = 0;

/**
 * Runs `job` when every event of this turn has been dealt with, after those that were put off before it. Answers that
 * leave together cost less: a system call between two requests cools the caches for the second, and each one that finds
 * its reader asleep has to wake it. A turn with one request ends at once; a long one does not hold answers back.
 */
export function atEndOfTurn(job: () => void): void {
  const now = performance.now();
  if (jobs.push(job) === 1) {
    firstAt = now;
    setImmediate(runJobs);
  } else if (now - firstAt > MAX_WAIT_MS) runJobs();
}

function runJobs(): void {
  const due = jobs;
  jobs = [];
  for (const job of due) {
    try {
      job();
    } catch (error) {
      // It fails as any callback would, and the answers behind it leave all the same.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
