import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rspack } from '@docusaurus/faster';

/**
 * `boot.ts` with everything it imports as the text of one script, minified, with the bundler that
 * makes the site.
 *
 * @throws when it does not compile, with what the bundler says
 */
export default async function bundleBoot(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'spot-boot-'));
  try {
    const compiler = rspack({
      mode: 'production',
      context: import.meta.dirname,
      entry: './boot.ts',
      target: ['web', 'es2022'],
      output: { path: folder, filename: 'boot.js' },
      performance: false,
      module: {
        rules: [
          {
            test: /\.ts$/,
            loader: 'builtin:swc-loader',
            options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
          },
        ],
      },
    });
    const run = new Promise<void>((resolve, reject) => {
      compiler.run((error, stats) => {
        if (error) reject(error);
        else if (stats?.hasErrors())
          reject(new Error(`src/boot does not compile: ${stats.toString('errors-only')}`));
        else resolve();
      });
    });
    await run.finally(() => new Promise<void>((resolve) => compiler.close(() => resolve())));
    const text = readFileSync(join(folder, 'boot.js'), 'utf8').trim();
    // It stands between <script> and </script>.
    if (/<\/script|<!--/i.test(text))
      throw new Error('src/boot holds the end of a script element. Write it in another way.');
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
