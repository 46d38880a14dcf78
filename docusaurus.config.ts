import type * as Preset from '@docusaurus/preset-classic';
import type { Config } from '@docusaurus/types';
import { codeTheme } from './src/theme/code-theme.ts';

const url = process.env.SITE_URL ?? 'http://127.0.0.1:3000';
const baseUrl = process.env.SITE_BASE_URL ?? '/';

/** Asynchronous so that the remark plugin and the runbooks behind it (ES modules) load only when a site is built. */
export default async function createConfig(): Promise<Config> {
  const { guides } = await import('./src/remark/index.ts');
  return {
    title: 'Spot Runbooks',
    tagline: 'Connect a cloud account to Spot, and know that every step is right.',
    url,
    baseUrl,
    trailingSlash: false,
    favicon: 'img/favicon.svg',
    headTags: [
      { tagName: 'link', attributes: { rel: 'icon', type: 'image/png', sizes: '48x48', href: `${baseUrl}img/favicon.png` } },
      { tagName: 'link', attributes: { rel: 'apple-touch-icon', href: `${baseUrl}img/apple-touch-icon.png` } },
    ],
    onBrokenLinks: 'throw',
    onBrokenAnchors: 'throw',
    onDuplicateRoutes: 'throw',
    i18n: { defaultLocale: 'en', locales: ['en'] },
    markdown: { hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' } },
    // The persistent cache would keep guides whose runbook or documents changed: it knows nothing of what a remark plugin reads.
    future: { v4: true, faster: { ...allFaster, rspackPersistentCache: false } },
    customFields: { apiUrl: process.env.SITE_API_URL ?? '' },
    presets: [
      [
        'classic',
        {
          docs: {
            path: 'docs',
            routeBasePath: 'guides',
            sidebarPath: './sidebars.ts',
            breadcrumbs: false,
            beforeDefaultRemarkPlugins: [guides],
          },
          blog: false,
          theme: { customCss: ['./src/css/fonts.css', './src/css/tokens.css', './src/css/site.css'] },
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
          { to: '/api', label: 'API', position: 'left' },
        ],
      },
      footer: {
        copyright: 'The page, its checks and its API come from one repository. The verifier reads; it cannot write to your account.',
      },
      prism: { theme: codeTheme, darkTheme: codeTheme, additionalLanguages: ['bash'] },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 },
    } satisfies Preset.ThemeConfig,
  };
}

const allFaster = {
  swcJsLoader: true,
  swcJsMinimizer: true,
  swcHtmlMinimizer: true,
  lightningCssMinimizer: true,
  mdxCrossCompilerCache: true,
  rspackBundler: true,
  ssgWorkerThreads: true,
};
