import type { Card } from './define-card.ts';
import {
  type Answers,
  cloud,
  keepValid,
  listEveryAnswers,
  listQuestions,
  use,
} from './questions.ts';

/** A card, and where it belongs. */
export type PlacedCard = Pick<Card, 'answers'> & {
  /** Of the workflow. */
  id: string;
  /** The first part of the id. */
  provider: string;
};

/** Where the answers lead: to guides, in order of preference, or to words when there is none. */
export interface Advice {
  guides: readonly string[];
  note?: string;
}

/** Words for answers that no card gives, by `use cloud have`. */
const notesWithoutGuide: Readonly<Record<string, string>> = {
  'eco gcp':
    'Eco for Google Cloud has an onboarding of its own, with a billing export, and is not described here yet. In Spot, choose Eco and Google Cloud, or ask Spot Support.',
};
const noGuideYet =
  'There is no guide for this yet. Follow the wizard in the Spot console, or ask Spot Support.';

/**
 * Where to go; undefined while a question is open. The guides are those whose cards give these
 * answers, in the order of the cards.
 */
export function findAdvice(given: Answers, cards: readonly PlacedCard[]): Advice | undefined {
  const answers = keepValid(given);
  if (listQuestions(answers).some(({ id }) => answers[id] === undefined)) return undefined;
  const key = keyOf(answers);
  const found = cards.flatMap((card) =>
    listAnswers(card)
      .filter((own) => own.key === key)
      .map(({ note }) => ({ id: card.id, note })),
  );
  if (found.length === 0) return { guides: [], note: notesWithoutGuide[key] ?? noGuideYet };
  return { guides: found.map(({ id }) => id), note: found.find(({ note }) => note)?.note };
}

/** Where one use in one cloud leads, whatever the third answer is. */
export interface Way<C extends PlacedCard> {
  use: { value: string; label: string };
  cloud: { value: string; label: string };
  guides: readonly C[];
  note?: string;
}

/** Every way through the first two questions, for a page that asks only these. */
export function listWays<C extends PlacedCard>(cards: readonly C[]): Way<C>[] {
  return use.options.flatMap((product) =>
    cloud.options.map((where) => {
      const ways = listEveryAnswers({ use: product.value, cloud: where.value });
      const advice = ways.map((answers) => findAdvice(answers, cards) as Advice);
      const ids = new Set(advice.flatMap(({ guides }) => guides));
      return {
        use: product,
        cloud: where,
        guides: cards.filter(({ id }) => ids.has(id)),
        // What depends on the third answer is said where that is asked.
        note: advice.length === 1 ? advice[0]?.note : undefined,
      };
    }),
  );
}

/** Answers of a card that nobody can give, as `servers aws reseller`. */
export function findUnaskedAnswers(card: PlacedCard): string[] {
  const asked = listEveryAnswers().map(keyOf);
  return listAnswers(card)
    .map(({ key }) => key)
    .filter((key) => !asked.includes(key));
}

function listAnswers({ answers = [], provider }: PlacedCard): { key: string; note?: string }[] {
  return answers.map(({ use, have, note }) => ({
    key: keyOf({ use, cloud: provider, have }),
    note,
  }));
}

function keyOf({ use, cloud, have }: Answers): string {
  return [use, cloud, have].filter(Boolean).join(' ');
}
