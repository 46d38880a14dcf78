/**
 * npm run bench: ratios within one run, never seconds to compare between machines.
 * 1. Wall time of a whole-runbook verification with 100 ms per simulated call, against its longest
 *    chain of dependent calls and what the same
 *    verification takes without latency: most of that is the simulator's own work. One call that stands in a row for no reason is far above the bound.
 * 2. JavaScript that the guide page transfers, against a plain page of the same Docusaurus version.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runbooks } from '../runbooks/index.ts';
import { lookingVantages } from '../src/providers/vantages.ts';
import { openBrowser } from './lib/browser.ts';
import { Laboratory } from './lib/laboratory.ts';
import { proofOf } from './lib/proofs.ts';
import { buildSite } from './lib/site.ts';
import { serveStatic } from './lib/static-server.ts';

const root = new URL('..', import.meta.url).pathname;
const latencyMs = 100;
const rounds = 11;

/**
 * The longest chain of calls of which each needs the answer of the one before, in the healthy
 * world. It is written down, not measured: calls that stand in a row for no reason would count as a
 * chain. A vantage without calls has none.
 */
const longestChain: Readonly<Record<string, { reader: number; spot?: number }>> = {
  // The role, whose ARN may have a path, then what IAM says that ARN may do. As Spot: AssumeRole,
  // list the report's files, read the smallest.
  'aws/management-account': { reader: 2, spot: 3 },
  // As above; as Spot: AssumeRole, the role, what IAM says.
  'aws/linked-account': { reader: 2, spot: 3 },
  'aws/linked-account-manual': { reader: 2, spot: 3 },
  // The ancestors of the project, then their policies. As Spot: a token, the permissions (which
  // must be in effect first), the zones.
  'gcp/project': { reader: 2, spot: 3 },
  'gcp/project-manual': { reader: 2, spot: 3 },
  // As Spot: a token, the reads (which the role must let through first), what Azure says that Spot
  // may do.
  'azure/subscription': { reader: 1, spot: 3 },
  // The subscriptions, then who has roles on each. As Spot: a token, the subscriptions, their
  // costs.
  'azure/billing-account': { reader: 2, spot: 3 },
  'spot/get-started': { reader: 1 },
  'spot/finish': { reader: 1 },
};

await benchVerification();
await benchJavaScript();

async function benchVerification(): Promise<void> {
  await using laboratory = await Laboratory.open();
  for (const [id, runbook] of Object.entries(runbooks)) {
    for (const vantage of lookingVantages) {
      if (!longestChain[id])
        throw new Error(
          `scripts/bench.ts does not know the longest chain of calls of ${id}. Write it down.`,
        );
      const links = longestChain[id][vantage];
      if (links === undefined) continue;
      const subject = proofOf(id).healthyWorld(laboratory.simulator);
      // Loading and compiling the SDK's modules is start-up, not verification: a running server has
      // done it.
      for (let round = 0; round < 40; round++)
        await laboratory.verify(runbook, subject, { vantage });
      const look = () => laboratory.verify(runbook, subject, { vantage });
      const work = await medianMs(look);
      subject.world.chaos = { latencyMs };
      const wall = await medianMs(look);
      subject.world.calls.length = 0;
      await look();
      const calls = subject.world.calls.length;
      const chain = links * latencyMs;
      const ratio = wall / (chain + work);
      console.log(
        `verification, ${id}, as ${vantage}: ${calls} calls, chain of ${links} = ${chain} ms, all in a row ${calls * latencyMs} ms; ` +
          `wall / chain = ${(wall / chain).toFixed(2)}; wall / (chain + ${work.toFixed(0)} ms of work) = ${ratio.toFixed(2)} (medians of ${rounds}, ${within(ratio, 1.15)})`,
      );
      laboratory.simulator.removeWorld(subject.world);
    }
  }
}

async function medianMs(look: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await look();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
}

async function benchJavaScript(): Promise<void> {
  const built = join(root, 'build');
  buildSite();
  const plain = buildPlainSite();
  await using ours = await serveStatic(built);
  await using theirs = await serveStatic(plain);
  const browser = await openBrowser();
  try {
    const guide = await transferredJavaScript(browser, `${ours.url}/guides/aws/management-account`);
    const page = await transferredJavaScript(browser, `${theirs.url}/docs/plain`);
    console.log(
      `JavaScript, transferred (gzip): guide page ${kilobytes(guide)}, plain Docusaurus page ${kilobytes(page)}; ratio ${(guide / page).toFixed(2)} (${within(guide / page, 1.25)})`,
    );
  } finally {
    await browser.close();
  }
}

async function transferredJavaScript(
  browser: Awaited<ReturnType<typeof openBrowser>>,
  url: string,
): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  let bytes = 0;
  const pending: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    pending.push(
      request.sizes().then((sizes) => {
        bytes += sizes.responseBodySize;
      }),
    );
  });
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  if (!response?.ok())
    throw new Error(`${url} answered ${response?.status()}. Build the site first: npm run build.`);
  await Promise.all(pending);
  await context.close();
  return bytes;
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

/** Names the bound; the program ends with 1 when a ratio is above its bound. */
function within(ratio: number, bound: number): string {
  if (ratio <= bound) return `bound ${bound.toFixed(2)}`;
  process.exitCode = 1;
  return `above the bound ${bound.toFixed(2)}`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
