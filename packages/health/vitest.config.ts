import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Some tests start processes, on machines that are busy with others.
    testTimeout: 20_000,
    // Files share a worker, and with it the modules they load. What a test fakes ends with it.
    isolate: false,
    restoreMocks: true,
  },
});
