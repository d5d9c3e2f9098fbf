// Waits for something, but not for ever, and never fails.

/** Resolves when `work` settles, either way, and at the latest after `ms` milliseconds. */
export function withinMs(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const finish = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(finish, finish);
  });
}
