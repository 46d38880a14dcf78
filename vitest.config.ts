import { defineConfig } from 'vitest/config';
import stubDocusaurus from './src/components/testing/docusaurus.ts';

/** Tests that need modules of their own: they replace some, or have a browser's globals. */
const alone = [
  'src/{boot,components}/**/*.test.{ts,tsx}',
  'src/collectors/index.test.ts',
  'src/remark/index.test.ts',
  'src/{cli,server}/**/*.test.ts',
  'scripts/**/*.test.ts',
];
const nowhere = ['node_modules', 'e2e', 'build', '.docusaurus', '.spot'];

export default defineConfig({
  plugins: [stubDocusaurus()],
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'alone', include: alone, exclude: nowhere } },
      {
        extends: true,
        test: {
          name: 'together',
          // Wherever a test lies, it runs; e2e/ has its own configuration.
          include: ['**/*.{test,spec}.{ts,tsx,mts,js,mjs,jsx}'],
          exclude: [...nowhere, ...alone],
          // Loading the modules anew for each file took more time than the tests.
          isolate: false,
        },
      },
    ],
  },
});
