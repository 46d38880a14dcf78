import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['**/*.{test,spec}.{ts,tsx,mts,js,mjs,jsx}'],
    globalSetup: './start-demo.ts',
    // One reader at a time: they share the demo, and the machine has two cores.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // A page that was just loaded shows what the server rendered until React has taken it over, on
    // a busy machine for seconds.
    expect: { poll: { timeout: 20_000 } },
  },
});
