import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';
import { proveCard, provePermissions } from './prove-guide.ts';

const card = {
  id: 'aws/tea',
  provider: 'aws',
  label: 'AWS',
  product: 'Tea',
  title: 'Tea',
  text: 'Tea. 5 minutes.',
  answers: [{ use: 'servers', have: 'manual' } as const],
};

function findOrphans(prove: (ledger: Ledger) => void): string[] {
  const ledger = new Ledger();
  prove(ledger);
  return ledger.orphans;
}

test('a card leads to its guide, and away from it to another', () => {
  const prove = (changes: object) =>
    findOrphans((ledger) => proveCard(ledger, { ...card, ...changes }, ['aws/tea']));
  expect(prove({})).toEqual([]);
  expect(prove({ answers: undefined })).toEqual([
    'runbooks/aws/tea/card.ts answers no question of the home page, so that nobody is led to the guide: write "answers"',
  ]);
  expect(prove({ answers: [{ use: 'servers', have: 'payer' }] })).toEqual([
    'runbooks/aws/tea/card.ts answers "servers aws payer", which nobody is asked: see runbooks/questions.ts',
  ]);
  expect(prove({ instead: { text: 'For coffee:', id: 'aws/coffee' } })).toEqual([
    'runbooks/aws/tea/card.ts sends readers to aws/coffee, which is no workflow',
  ]);
  expect(prove({ provider: 'spot', answers: undefined })).toEqual([]);
});

test('what Spot may do is said, each action with its reason', () => {
  const statement = { purpose: 'See.', resource: '*' };
  const prove = (id: string, reason?: string) => {
    const statements =
      reason === undefined
        ? undefined
        : [{ ...statement, actions: [{ action: 'tea:Look', reason }] }];
    return findOrphans((ledger) => void provePermissions(ledger, id, statements));
  };
  expect(prove('aws/tea', 'Sees whether it is ready.')).toEqual([]);
  expect(prove('aws/tea')).toEqual([
    'runbook aws/tea tells no reader what Spot may do (runbooks/aws/tea/permissions.ts)',
  ]);
  expect(prove('aws/tea', 'Looks.')).toEqual(['permission tea:Look of aws/tea has no reason']);
  expect(prove('spot/tea')).toEqual([]);
});
