import type { LoadContext, Plugin } from '@docusaurus/types';
import { loadCards } from '../../../runbooks/cards.ts';
import type { GuideCard } from '../../../runbooks/define-card.ts';

/**
 * Docusaurus plugin: the home page, with the cards of all workflows. They are data of its route
 * alone; in a global data or an import they would come with every page.
 */
export function homePage({ baseUrl }: LoadContext): Plugin {
  return {
    name: 'home-page',
    loadContent: loadCards,
    async contentLoaded({ content, actions }) {
      const cards = await actions.createData('cards.json', content as GuideCard[]);
      actions.addRoute({
        path: baseUrl,
        component: '@site/src/components/home/Home.tsx',
        modules: { cards },
        exact: true,
      });
    },
  };
}
