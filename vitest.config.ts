import { defineConfig } from 'vitest/config';
import stubDocusaurus from './src/components/testing/docusaurus.ts';

export default defineConfig({
  plugins: [stubDocusaurus()],
  test: {
    // Wherever a test lies, it runs; e2e/ has its own configuration.
    include: ['**/*.{test,spec}.{ts,tsx,mts,js,mjs,jsx}'],
    exclude: ['node_modules', 'e2e', 'build', '.docusaurus', '.spot'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
