import { useLatestVersion } from '@docusaurus/plugin-content-docs/client';
import { type GuideCard, guideCards } from './guides.ts';

export type WrittenGuide = GuideCard & { path: string };

/** The guides that the site has, with their addresses. */
export function useGuides(): WrittenGuide[] {
  const { docs } = useLatestVersion('default');
  return guideCards.flatMap((card) => {
    const doc = docs.find(({ id }) => id === card.id);
    return doc ? [{ ...card, path: doc.path }] : [];
  });
}
