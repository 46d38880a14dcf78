import { describe, expect, it } from 'vitest';
import { type Answers, adviceFor, questionsFor, validAnswers } from './choose.ts';
import { guideCards } from './guides.ts';

/** Every way through the questions. */
function ways(answers: Answers = {}): Answers[] {
  const open = questionsFor(answers).find(({ id }) => answers[id] === undefined);
  return open
    ? open.options.flatMap(({ value }) => ways({ ...answers, [open.id]: value }))
    : [answers];
}

describe('the questions of the home page', () => {
  it('are at most three, and each way ends in advice', () => {
    expect(ways()).toHaveLength(10);
    for (const answers of ways()) {
      expect(Object.keys(answers).length).toBeLessThanOrEqual(3);
      const advice = adviceFor(answers);
      expect(advice?.guides.length || advice?.note, JSON.stringify(answers)).toBeTruthy();
      for (const id of advice?.guides ?? [])
        expect(guideCards.map((card) => card.id)).toContain(id);
    }
  });

  it('lead to every guide of a cloud', () => {
    const led = new Set(ways().flatMap((answers) => adviceFor(answers)?.guides ?? []));
    expect(
      guideCards.map(({ id }) => id).filter((id) => !id.startsWith('spot/') && !led.has(id)),
    ).toEqual([]);
  });

  it('say nothing before they are answered, and forget an answer of another way', () => {
    expect(adviceFor({ use: 'eco' })).toBeUndefined();
    expect(adviceFor({ use: 'eco', cloud: 'aws' })).toBeUndefined();
    expect(validAnswers({ use: 'eco', cloud: 'azure', have: 'payer' })).toEqual({
      use: 'eco',
      cloud: 'azure',
    });
    expect(validAnswers({ use: 'x', cloud: 'aws' })).toEqual({ cloud: 'aws' });
  });

  it('have cards whose way out is a guide', () => {
    for (const { instead } of guideCards)
      if (instead) expect(guideCards.map((card) => card.id)).toContain(instead.id);
  });
});
