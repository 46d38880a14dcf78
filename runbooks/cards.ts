import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayMinutes } from '../src/page/durations.ts';
import providers from '../src/providers/index.ts';
import type { Card, GuideCard } from './define-card.ts';
import { cloud } from './questions.ts';
import { listWorkflows, loadRequired, loadRunbook } from './workflows.ts';

const stages = ['before', 'connect', 'after'] as const;

/**
 * All cards in the order of the home page: what comes before the clouds, the clouds, what comes
 * afterwards. In a cloud it is the order of the sidebar: by `sidebar_position` of the page, then by
 * name.
 */
export async function loadCards(): Promise<GuideCard[]> {
  const cards = await Promise.all(listWorkflows().map(loadCard));
  const order = cards.map((card) => ({ card, position: readPosition(card.id) }));
  order.sort(
    (a, b) =>
      stageOf(a.card) - stageOf(b.card) ||
      cloudOf(a.card) - cloudOf(b.card) ||
      a.position - b.position ||
      (a.card.id < b.card.id ? -1 : 1),
  );
  return order.map(({ card }) => card);
}

async function loadCard(id: string): Promise<GuideCard> {
  const { text, afterwards, ...card } = await loadRequired<Card>(id, 'card.ts');
  const { minutes, provider } = await loadRunbook(id);
  const long = [sayMinutes(minutes), ...(afterwards ? [`then ${afterwards}`] : [])].join(', ');
  return { ...card, text: `${text} ${long}.`, id, provider, label: providers[provider].label };
}

const stageOf = ({ stage }: GuideCard) => stages.indexOf(stage ?? 'connect');
const cloudOf = ({ provider }: GuideCard) =>
  cloud.options.findIndex(({ value }) => value === provider);

/** Its place in the sidebar; a page without one comes last. */
function readPosition(id: string): number {
  const page = join(import.meta.dirname, '..', 'docs', `${id}.mdx`);
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  return Number(/^sidebar_position: (\d+)$/m.exec(text)?.[1] ?? Number.MAX_SAFE_INTEGER);
}
