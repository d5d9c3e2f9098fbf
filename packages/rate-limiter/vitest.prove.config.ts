// `npm run prove`: the promises in full, one file after the other, with nothing else in their way.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/oracle.test.ts',
      'test/redis/oracle.test.ts',
      'test/store/outage.test.ts',
      'test/prove/*.test.ts',
    ],
    env: { PROVE_RUNS: '20000', PROVE_OUTAGE_MS: '6000' },
    testTimeout: 600_000,
    fileParallelism: false,
  },
});
