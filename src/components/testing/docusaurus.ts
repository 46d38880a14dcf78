import type { Plugin } from 'vitest/config';

/** What components import of Docusaurus, as little of it as they need. */
const modules: Readonly<Record<string, string>> = {
  '@docusaurus/Link': `
    import { createElement } from 'react';
    export default ({ to, ...others }) => createElement('a', { href: to, ...others });`,
  '@docusaurus/useBaseUrl': `export default (path) => path;`,
  '@docusaurus/useDocusaurusContext': `export default () => ({ siteConfig: { customFields: {} } });`,
  '@generated/docusaurus.config': `export default { customFields: { apiUrl: '' } };`,
  '@theme/Layout': `export default ({ children }) => children;`,
};

/** Plugin of vitest: stands for the modules that only exist in a build of Docusaurus. */
export default function stubDocusaurus(): Plugin {
  return {
    name: 'stub-docusaurus',
    enforce: 'pre',
    resolveId: (id) => (id in modules ? `\0${id}` : undefined),
    load: (id) => modules[id.slice(1)],
  };
}
