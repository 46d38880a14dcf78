import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { openBrowser } from '../scripts/lib/browser.ts';
import type { Vantage } from '../src/providers/vantages.ts';

const root = new URL('..', import.meta.url).pathname;

/**
 * A reader of the running demo: a browser in front of it and a terminal beside it. One at a time: all share the demo, and the
 * next one starts with an empty account.
 */
export class Reader implements AsyncDisposable {
  readonly page: Page;
  readonly url: string;
  /** Id of the runbook whose guide is open. */
  readonly runbook: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #close: () => Promise<void>;

  private constructor(parts: {
    page: Page;
    url: string;
    runbook: string;
    environment: NodeJS.ProcessEnv;
    close: () => Promise<void>;
  }) {
    this.page = parts.page;
    this.url = parts.url;
    this.runbook = parts.runbook;
    this.#environment = parts.environment;
    this.#close = parts.close;
  }

  /** Opens a guide (or another page of the site) in a browser that knows nothing yet, over an account in which nobody has done anything. */
  static async open(
    options: {
      runbook?: string;
      path?: string;
      viewport?: { width: number; height: number };
      colorScheme?: 'light' | 'dark';
    } = {},
  ): Promise<Reader> {
    const { runbook = 'aws/management-account', path = `/guides/${runbook}` } = options;
    const { url, demoFile } = inject('demo');
    await startOver({ url, demoFile, runbook });
    const context = await (await sharedBrowser()).newContext({
      viewport: options.viewport ?? { width: 1360, height: 900 },
      colorScheme: options.colorScheme ?? 'light',
    });
    const close = () => context.close();
    try {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(`${url}${path}`);
      const environment = { ...process.env, SPOT_DEMO_FILE: demoFile };
      return new Reader({ page, url, runbook, environment, close });
    } catch (error) {
      await close();
      throw error;
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }

  step(id: string): Locator {
    return this.page.getByTestId(`step-${id}`);
  }

  state(id: string): Promise<string | null> {
    return this.step(id).getAttribute('data-state');
  }

  async fill(input: string, value: string): Promise<void> {
    await this.page.getByTestId(`input-${input}`).first().fill(value);
  }

  /** Takes every value that the page proposes. */
  async takeSuggestions(): Promise<void> {
    const offers = this.page.locator('[data-testid^="suggest-"]:visible');
    // One that is taken goes away.
    while ((await offers.count()) > 0) await offers.first().click();
  }

  /** Chooses a method for the whole page. */
  async choose(method: string): Promise<void> {
    await this.page.getByTestId(`method-${method}`).first().click();
  }

  /** Copies with the block's own button, and returns what is in the clipboard. */
  async copy(block: Locator): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
    await block.getByTestId('copy').click();
    await expect
      .poll(() => this.page.evaluate(() => navigator.clipboard.readText()))
      .not.toBe('nothing was copied');
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Runs a command in the simulated account, as a reader would in a terminal: `npm run shell`. */
  async type(command: string): Promise<string> {
    const child = spawn(
      process.execPath,
      ['scripts/shell.ts', '--in', this.runbook, `set -euo pipefail\n${command}`],
      {
        cwd: root,
        env: this.#environment,
      },
    );
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`The reader's terminal: exit ${code}\n${command}\n${errors}`);
    return output.trim();
  }

  /**
   * The commands of a step that the chosen method and path show; not those that its check prints to
   * fix something.
   */
  commands(id: string): Locator {
    return this.step(id).locator(
      '[data-testid="code"][data-language="bash"]:not([data-testid^="check-"] [data-testid="code"]):visible',
    );
  }

  /**
   * Copies and runs every visible command of a step, in order, and pastes what is asked for back
   * into the page.
   */
  async doStep(id: string): Promise<number> {
    const blocks = await this.commands(id).all();
    for (const block of blocks) {
      const printed = await this.type(await this.copy(block));
      const field = block.locator('[data-testid^="output-"]');
      if ((await field.count()) > 0) await field.fill(printed);
    }
    return blocks.length;
  }

  /** Clicks *check* and waits for the verdict: pass, fail, warning, pending, undetermined. */
  async check(id: string, vantage?: Vantage): Promise<string> {
    const widget = this.page.getByTestId(`check-${id}`);
    if (vantage) await widget.getByTestId(`vantage-${vantage}`).check();
    await widget.getByTestId('check').click();
    const status = widget.getByTestId('check-status');
    await expect
      .poll(() => status.getAttribute('data-status'), { timeout: 60_000 })
      .toMatch(/^(pass|fail|warning|pending|undetermined|refused)$/);
    return (await status.getAttribute('data-status')) ?? '';
  }

  /** Codes of the findings that the widget of a step shows. */
  async findings(id: string): Promise<string[]> {
    const all = await this.page.getByTestId(`check-${id}`).getByTestId('finding').all();
    return Promise.all(all.map(async (finding) => (await finding.getAttribute('data-code')) ?? ''));
  }

  /** Copies and runs the commands of every finding that the widget of a step shows. */
  async fix(id: string): Promise<void> {
    for (const command of await this.page
      .getByTestId(`check-${id}`)
      .getByTestId('fix-command')
      .all()) {
      await this.type(await this.copy(command));
    }
  }
}

let browser: Promise<Browser> | undefined;

/** One for all readers of a file: each has a context of its own, with nothing in it. */
function sharedBrowser(): Promise<Browser> {
  browser ??= openBrowser();
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** An account in which nobody has done anything, and a terminal in an empty folder. */
async function startOver({
  url,
  demoFile,
  runbook,
}: {
  url: string;
  demoFile: string;
  runbook: string;
}): Promise<void> {
  const answer = await fetch(`${url}/demo/reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ runbook }),
  });
  if (!answer.ok) throw new Error(`The demo did not start ${runbook} again: ${answer.status}`);
  const { home } = JSON.parse(readFileSync(demoFile, 'utf8')) as { home: string };
  rmSync(join(home, runbook.replace('/', '-')), { recursive: true, force: true });
}
