import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests start processes, on machines that are busy with others.
  test: { testTimeout: 20_000 },
});
