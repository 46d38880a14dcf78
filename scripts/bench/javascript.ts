import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import type { Diagnosis } from '../../src/checks/define-check.ts';
import { openBrowser } from '../lib/browser.ts';
import { buildSite } from '../lib/site.ts';
import { serveStatic } from '../lib/static-server.ts';
import { within } from './within.ts';

const root = new URL('../..', import.meta.url).pathname;

/**
 * JavaScript that two guide pages transfer, against a plain page of the same Docusaurus version; and the
 * code of other workflows in it, by the diagnoses of their checks: none, or each workflow would make
 * every page larger.
 */
export async function benchJavaScript(): Promise<void> {
  const built = join(root, 'build');
  buildSite();
  const plain = buildPlainSite();
  const runbooks = await loadRunbooks();
  await using ours = await serveStatic(built);
  await using theirs = await serveStatic(plain);
  const browser = await openBrowser();
  try {
    const page = await transferJavaScript(browser, `${theirs.url}/docs/plain`);
    for (const id of ['aws/management-account', 'gcp/project']) {
      const guide = await transferJavaScript(browser, `${ours.url}/guides/${id}`);
      const ratio = guide.bytes / page.bytes;
      console.log(
        `JavaScript, transferred (gzip): guide page ${id} ${kilobytes(guide.bytes)}, plain Docusaurus page ${kilobytes(page.bytes)}; ratio ${ratio.toFixed(2)} (${within(ratio, 1.25)})`,
      );
      const codes = listCodesOfOthers(runbooks, id);
      const loaded = codes.filter((code) => guide.text.includes(code));
      console.log(
        `JavaScript of other workflows in it: ${loaded.length} of their ${codes.length} diagnoses = ${((100 * loaded.length) / codes.length).toFixed(0)}% (${within(loaded.length / codes.length, 0)})`,
      );
    }
  } finally {
    await browser.close();
  }
}

/** Codes of the diagnoses that this workflow's checks do not have, and others' do. */
function listCodesOfOthers(runbooks: Readonly<Record<string, Runbook>>, id: string): string[] {
  const codesOf = ({ steps }: Runbook) =>
    Object.values(steps).flatMap(({ checks }) =>
      checks.flatMap((check) =>
        (Object.values(check.diagnoses) as Diagnosis<never>[]).map(({ code }) => code),
      ),
    );
  const own = new Set(codesOf(runbooks[id] as Runbook));
  return [...new Set(Object.values(runbooks).flatMap(codesOf))].filter((code) => !own.has(code));
}

/** What a page transfers until nothing more comes: the size as sent, and all of its scripts. */
async function transferJavaScript(
  browser: Awaited<ReturnType<typeof openBrowser>>,
  url: string,
): Promise<{ bytes: number; text: string }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  let bytes = 0;
  let text = '';
  const pending: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    pending.push(
      request.sizes().then((sizes) => {
        bytes += sizes.responseBodySize;
      }),
      request
        .response()
        .then((response) => response?.text())
        .then((script) => {
          text += script;
        }),
    );
  });
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  if (!response?.ok())
    throw new Error(`${url} answered ${response?.status()}. Build the site first: npm run build.`);
  await Promise.all(pending);
  await context.close();
  return { bytes, text };
}

/** The smallest site of the same Docusaurus, preset and bundler: one page of text. */
function buildPlainSite(): string {
  const folder = join(root, '.spot', 'plain-site');
  const out = join(folder, 'build');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'docs'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name":"plain","private":true}');
  writeFileSync(
    join(folder, 'docs', 'plain.md'),
    '# Plain\n\nText with `code`.\n\n```bash\necho hello\n```\n',
  );
  writeFileSync(
    join(folder, 'docusaurus.config.js'),
    `module.exports = { title: 'Plain', url: 'https://example.com', baseUrl: '/', onBrokenLinks: 'ignore', future: { v4: true, faster: true },
  presets: [['classic', { docs: {}, blog: false }]], themeConfig: { navbar: { title: 'Plain' } } };`,
  );
  const result = spawnSync('docusaurus', ['build', folder, '--out-dir', out], {
    cwd: root,
    encoding: 'utf8',
  });
  if (result.status !== 0)
    throw new Error(`The plain site did not build:\n${result.stdout}${result.stderr}`);
  if (!readdirSync(out).some((name) => statSync(join(out, name)).isDirectory()))
    throw new Error('The plain site is empty.');
  return out;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
