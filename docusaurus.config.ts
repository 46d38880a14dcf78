import { createRequire } from 'node:module';
import type * as Preset from '@docusaurus/preset-classic';
import type { Config } from '@docusaurus/types';
import { codeTheme } from './src/components/code/code-theme.ts';
import type { parseMdx } from './src/remark/parse-mdx.ts';

const url = process.env.SITE_URL ?? 'http://127.0.0.1:3000';
const baseUrl = process.env.SITE_BASE_URL ?? '/';
/**
 * Set by `npm start`: the development server passes API calls on, so that page and API have one
 * origin as when served.
 */
const apiPort = process.env.API_PORT;

// Node loads these itself: Docusaurus's own loader (jiti) turns modules into CommonJS and loses
// zod's exports on the way. What they import by path is loaded by Node as well.
const load = createRequire(import.meta.url);
const { guides } = load('./src/remark/index.ts') as typeof import('./src/remark/index.ts');
const workflows = load('./runbooks/workflows.ts') as typeof import('./runbooks/workflows.ts');
const { loadCards } = load('./runbooks/cards.ts') as typeof import('./runbooks/cards.ts');
const { listWays } = load('./runbooks/choose.ts') as typeof import('./runbooks/choose.ts');
const { homePage } = load(
  './src/components/home/plugin.ts',
) as typeof import('./src/components/home/plugin.ts');
const { bootScript } = load('./src/boot/plugin.ts') as typeof import('./src/boot/plugin.ts');
const { referencePages } = load(
  './src/components/reference/plugin.ts',
) as typeof import('./src/components/reference/plugin.ts');

/** The remark plugin with what the workflows below `runbooks/` bring to their pages. */
async function createExecutableGuides() {
  const options = {
    runbooks: await workflows.loadRunbooksWithDocuments(),
    permissions: await workflows.loadPermissions(),
    drawings: await workflows.loadDrawings(),
    ways: listWays(await loadCards()),
  };
  // Closed over: options of a plugin would be written into the page's JavaScript with the rest of
  // this configuration.
  return function executableGuides(this: { parse(source: string): unknown }) {
    return guides({
      ...options,
      // Parts are parsed as pages are, by Docusaurus's own parser.
      parts: { parse: (source) => this.parse(source) as ReturnType<typeof parseMdx> },
    });
  };
}

/** `optional` with a preload: a font that comes late must not move what is being read. */
const fonts = [
  { family: 'Inter Variable', file: 'inter.woff2', weights: '100 900' },
  { family: 'JetBrains Mono Variable', file: 'jetbrains-mono.woff2', weights: '100 800' },
];
const fontFace = ({ family, file, weights }: (typeof fonts)[number]) =>
  `@font-face{font-family:'${family}';font-weight:${weights};font-display:optional;src:url('${baseUrl}fonts/${file}') format('woff2')}`;

const allFaster = {
  swcJsLoader: true,
  swcJsMinimizer: true,
  swcHtmlMinimizer: true,
  lightningCssMinimizer: true,
  mdxCrossCompilerCache: true,
  rspackBundler: true,
  ssgWorkerThreads: true,
};

/**
 * Docusaurus writes CommonJS, into a package that is `type: module`. Tells the bundler so for the
 * files generated before it runs, and Node for the server bundle it makes.
 */
function bundling() {
  const text = JSON.stringify({ type: 'commonjs' });
  const typeOfServerBundle = {
    apply(compiler: ServerCompiler) {
      compiler.hooks.thisCompilation.tap('server-bundle-type', (compilation) => {
        compilation.hooks.processAssets.tap('server-bundle-type', () => {
          compilation.emitAsset('package.json', new compiler.webpack.sources.RawSource(text));
        });
      });
    },
  };
  return {
    name: 'generated-files-and-development-api',
    configureWebpack: (_config: unknown, isServer: boolean) => ({
      module: {
        rules: [
          {
            test: /[\\/]\.docusaurus[\\/].*\.js$/,
            type: 'javascript/auto',
            resolve: { fullySpecified: false },
          },
        ],
      },
      plugins: isServer ? [typeOfServerBundle] : [],
      // Docusaurus gathers what several chunks share into one, which then comes with every page:
      // the checks of all runbooks. Twice in two chunks is less.
      ...(isServer
        ? {}
        : { optimization: { splitChunks: { cacheGroups: { common: false as const } } } }),
      ...(isServer || !apiPort
        ? {}
        : {
            devServer: {
              proxy: [{ context: ['/v1', '/demo'], target: `http://127.0.0.1:${apiPort}` }],
            },
          }),
    }),
  };
}

/** The little of a bundler's compiler that is used here. */
interface ServerCompiler {
  hooks: {
    thisCompilation: { tap(name: string, callback: (compilation: Compilation) => void): void };
  };
  webpack: { sources: { RawSource: new (text: string) => object } };
}
interface Compilation {
  hooks: { processAssets: { tap(name: string, callback: () => void): void } };
  emitAsset(name: string, source: object): void;
}

const createConfig = (executableGuides: ReturnType<typeof guides>): Config => ({
  title: 'Spot Runbooks',
  tagline: 'Connect a cloud account to Spot, and know that every step is right.',
  url,
  baseUrl,
  favicon: 'img/favicon.svg',
  headTags: [
    ...fonts.map(({ file }) => ({
      tagName: 'link',
      attributes: {
        rel: 'preload',
        as: 'font',
        type: 'font/woff2',
        crossorigin: 'anonymous',
        href: `${baseUrl}fonts/${file}`,
      },
    })),
    { tagName: 'style', attributes: {}, innerHTML: fonts.map(fontFace).join('') },
    {
      tagName: 'link',
      attributes: {
        rel: 'icon',
        type: 'image/png',
        sizes: '48x48',
        href: `${baseUrl}img/favicon.png`,
      },
    },
    {
      tagName: 'link',
      attributes: { rel: 'apple-touch-icon', href: `${baseUrl}img/apple-touch-icon.png` },
    },
  ],
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  i18n: { defaultLocale: 'en', locales: ['en'] },
  markdown: {
    // Heading ids as `## Title {#id}`, and a page with a runbook draws its own rail instead of a
    // table of contents.
    mdx1Compat: { comments: false, admonitions: false, headingIds: true },
    parseFrontMatter: async (parameters) => {
      const parsed = await parameters.defaultParseFrontMatter(parameters);
      if (parsed.frontMatter.runbook) parsed.frontMatter.hide_table_of_contents = true;
      return parsed;
    },
    hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
  },
  // The persistent cache would keep guides whose runbook or documents changed: it knows nothing of
  // what a remark plugin reads.
  future: { v4: true, faster: { ...allFaster, rspackPersistentCache: false } },
  customFields: {
    apiUrl: process.env.SITE_API_URL ?? '',
    templateBucketUrl: process.env.SITE_TEMPLATE_BUCKET_URL ?? '',
  },
  clientModules: ['./src/components/api/install.ts'],
  plugins: [bundling, bootScript, homePage, referencePages],
  presets: [
    [
      'classic',
      {
        docs: {
          path: 'docs',
          routeBasePath: 'guides',
          sidebarPath: './sidebars.ts',
          breadcrumbs: false,
          beforeDefaultRemarkPlugins: [executableGuides],
        },
        blog: false,
        theme: {
          customCss: ['./src/css/tokens.css', './src/css/site.css', './src/css/reference.css'],
        },
        sitemap: false,
      } satisfies Preset.Options,
    ],
  ],
  themeConfig: {
    image: 'img/social-card.png',
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: 'Spot Runbooks',
      logo: { alt: '', src: 'img/logo.svg', srcDark: 'img/logo-dark.svg', width: 28, height: 28 },
      items: [
        { type: 'docSidebar', sidebarId: 'guides', label: 'Guides', position: 'left' },
        { to: '/reference', label: 'Reference', position: 'left' },
        { to: '/api', label: 'API', position: 'left' },
      ],
    },
    footer: {
      // Written beside the pages by the build; not pages of Docusaurus.
      links: [
        { label: 'Licences', href: 'pathname:///licences.txt' },
        { label: 'Software bill of materials', href: 'pathname:///sbom.cdx.json' },
      ],
      copyright:
        'The page, its checks and its API come from one repository. The verifier reads; it cannot write to your account.',
    },
    prism: { theme: codeTheme, darkTheme: codeTheme, additionalLanguages: ['bash'] },
    tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 },
  } satisfies Preset.ThemeConfig,
});

/** Docusaurus waits for it: workflows are found by path, and loaded one by one. */
export default async function loadConfig(): Promise<Config> {
  return createConfig(await createExecutableGuides());
}
