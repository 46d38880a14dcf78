import type { Plugin } from '@docusaurus/types';
import bundleBoot from './bundle.ts';

/** Docusaurus plugin: puts the boot script into the head of every page. */
export function bootScript(): Plugin {
  return {
    name: 'boot-script',
    loadContent: bundleBoot,
    injectHtmlTags: ({ content }) => ({
      headTags: [{ tagName: 'script', attributes: {}, innerHTML: content as string }],
    }),
  };
}
