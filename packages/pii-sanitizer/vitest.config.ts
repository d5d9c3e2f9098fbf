import { defineConfig } from 'vitest/config';

// Tests read megabytes, on a machine that may be busy; what took time squared would not end in this time either.
export default defineConfig({ test: { testTimeout: 30_000 } });
