import type { use } from './questions.ts';

/** How the home page offers a workflow: the default export of its `card.ts`. */
export interface Card {
  /** Above the title: the products it is for. */
  product: string;
  title: string;
  /** What is created, how, and how long it takes. */
  text: string;
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

/** A card with what the path of its workflow says; its page is `/guides/<id>`. */
export type GuideCard = Card & {
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
 *   text: 'Reader roles on your bill. 30 minutes.',
 *   answers: [{ use: 'eco' }],
 * });
 */
export function defineCard(card: Card): Card {
  return card;
}
