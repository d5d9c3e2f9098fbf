import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Some tests start servers and processes, on machines that are busy with others.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
