import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['**/*.{test,spec}.{ts,tsx,mts,js,mjs,jsx}'],
    // One reader at a time: each test has its own demo, and the machine has two cores.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
