import { describe, expect, it } from 'vitest';
import { loadCards } from './cards.ts';
import { findAdvice, findUnaskedAnswers, listWays } from './choose.ts';
import { keepValid, listEveryAnswers } from './questions.ts';

const cards = await loadCards();
const ids = cards.map(({ id }) => id);

/** Where each way leads. A workflow that is added stands beside these; it never takes their place. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'servers aws automatic': ['aws/linked-account'],
  'servers aws manual': ['aws/linked-account-manual'],
  'servers gcp automatic': ['gcp/project'],
  'servers gcp manual': ['gcp/project-manual'],
  'servers azure': ['azure/subscription'],
  'eco aws payer': ['aws/management-account'],
  'eco aws member': ['aws/management-account'],
  'eco aws reseller': ['aws/management-account'],
  'eco gcp': [],
  'eco azure': ['azure/billing-account'],
};
const listed = new Set(Object.values(expected).flat());

describe('the questions of the home page', () => {
  it('are at most three, and each way ends in advice', () => {
    expect(listEveryAnswers()).toHaveLength(10);
    for (const answers of listEveryAnswers()) {
      expect(Object.keys(answers).length).toBeLessThanOrEqual(3);
      const advice = findAdvice(answers, cards);
      expect(advice?.guides.length || advice?.note, JSON.stringify(answers)).toBeTruthy();
      for (const id of advice?.guides ?? []) expect(ids).toContain(id);
    }
  });

  it('lead to the guide that is meant', () => {
    const found = Object.fromEntries(
      listEveryAnswers().map((answers) => [
        Object.values(answers).join(' '),
        findAdvice(answers, cards)?.guides.filter((id) => listed.has(id)),
      ]),
    );
    expect(found).toEqual(expected);
  });

  it('lead to every guide of a cloud', () => {
    const led = new Set(
      listEveryAnswers().flatMap((answers) => findAdvice(answers, cards)?.guides ?? []),
    );
    expect(ids.filter((id) => !id.startsWith('spot/') && !led.has(id))).toEqual([]);
  });

  it('say nothing before they are answered, and forget an answer of another way', () => {
    expect(findAdvice({ use: 'eco' }, cards)).toBeUndefined();
    expect(findAdvice({ use: 'eco', cloud: 'aws' }, cards)).toBeUndefined();
    expect(keepValid({ use: 'eco', cloud: 'azure', have: 'payer' })).toEqual({
      use: 'eco',
      cloud: 'azure',
    });
    expect(keepValid({ use: 'x', cloud: 'aws' })).toEqual({ cloud: 'aws' });
  });

  it('have cards whose way out is a guide', () => {
    for (const { instead } of cards) if (instead) expect(ids).toContain(instead.id);
  });

  it('have a note where they lead to no guide, or to one that is not what it seems', () => {
    expect(findAdvice({ use: 'eco', cloud: 'gcp' }, cards)?.note).toMatch(/^Eco for Google Cloud/);
    expect(findAdvice({ use: 'eco', cloud: 'aws', have: 'member' }, cards)?.note).toMatch(
      /a member account cannot do it/,
    );
    expect(findAdvice({ use: 'eco', cloud: 'aws', have: 'payer' }, cards)?.note).toBeUndefined();
    expect(findAdvice({ use: 'servers', cloud: 'azure' }, [])?.note).toMatch(/^There is no guide/);
  });
});

describe('the cards', () => {
  it('stand in the order of the sidebar', () => {
    expect(ids.filter((id) => listed.has(id) || id.startsWith('spot/'))).toEqual([
      'spot/get-started',
      'aws/linked-account',
      'aws/linked-account-manual',
      'aws/management-account',
      'gcp/project',
      'gcp/project-manual',
      'azure/subscription',
      'azure/billing-account',
      'spot/finish',
    ]);
  });

  it('give no answer that nobody is asked for', () => {
    const card = { id: 'aws/x', provider: 'aws' };
    expect(findUnaskedAnswers({ ...card, answers: [{ use: 'eco', have: 'payer' }] })).toEqual([]);
    expect(
      findUnaskedAnswers({ ...card, answers: [{ use: 'eco' }, { use: 'servers', have: 'payer' }] }),
    ).toEqual(['eco aws', 'servers aws payer']);
  });

  it('offer the guides of both ways where the third question is not asked', () => {
    const way = (use: string, cloud: string) =>
      listWays(cards).find((one) => one.use.value === use && one.cloud.value === cloud);
    expect(way('servers', 'gcp')).toMatchObject({
      guides: expect.arrayContaining([
        expect.objectContaining({ id: 'gcp/project' }),
        expect.objectContaining({ id: 'gcp/project-manual' }),
      ]),
    });
    expect(way('eco', 'aws')?.note).toBeUndefined();
    expect(way('eco', 'azure')?.note).toMatch(/which agreement/);
    expect(way('eco', 'gcp')).toMatchObject({ guides: [], note: expect.any(String) });
  });
});
