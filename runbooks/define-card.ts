import type { use } from './questions.ts';

/** How the home page offers a workflow: the default export of its `card.ts`. */
export interface Card {
  /** Above the title: the products it is for. */
  product: string;
  title: string;
  /** What is created, and how. How long it takes is the runbook's to say. */
  text: string;
  /** What the reader waits for then: `up to 24 hours until AWS delivers the first report`. */
  afterwards?: string;
  /** For whom it is the wrong one, and the workflow that is theirs. */
  instead?: { text: string; id: string };
  /** Before the clouds, or after them. Default: it connects a cloud. */
  stage?: 'before' | 'after';
  /**
   * Answers to the questions of the home page (`questions.ts`) to which it is the guide, in the cloud
   * of its folder. A guide of a cloud has at least one.
   */
  answers?: readonly CardAnswer[];
}

/**
 * A card with what its workflow says: `text` ends with how long it takes. Its page is
 * `/guides/<id>`.
 */
export type GuideCard = Omit<Card, 'afterwards'> & {
  id: string;
  /** The first part of the id. */
  provider: string;
  /** Name of the provider. */
  label: string;
};

/** One way through the questions. */
export interface CardAnswer {
  use: (typeof use)['options'][number]['value'];
  /** Answer to the third question, where this use in this cloud has one. */
  have?: string;
  /** What its reader should know beforehand. */
  note?: string;
}

/**
 * Declares a card.
 *
 * @example
 * export default defineCard({
 *   product: 'Eco',
 *   title: 'Azure billing account',
 *   text: 'Reader roles on your bill.',
 *   answers: [{ use: 'eco' }],
 * });
 */
export function defineCard(card: Card): Card {
  return card;
}
