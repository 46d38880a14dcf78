import { describe, expect, it } from 'vitest';
import { tryHarmless } from './false-reds.ts';
import setUp from './testing.ts';

const whatOf = (healthy: ReturnType<typeof setUp>) =>
  tryHarmless(healthy).falseReds.map(({ what }) => what);

describe('tryHarmless', () => {
  it('finds nothing where the check compares what matters', () => {
    const { tried, renamed, falseReds } = tryHarmless(
      setUp(({ Size, Keys }) => Size === 7 && Keys?.includes('id') === true, {
        Keys: ['id', 'day'],
      }),
    );
    expect(falseReds).toEqual([]);
    expect(tried).toBeGreaterThan(12);
    expect(renamed).toBe(2);
  });

  it('finds a check that knows the name instead of comparing it', () => {
    const { falseReds } = tryHarmless(setUp(({ Name }) => Name === 'orders-7'));
    expect(falseReds).toMatchObject([
      { step: 'table', what: 'everything has other names' },
      {
        step: 'table',
        what: 'tableName is another one everywhere',
        checks: ['aws/table is fail: AWS-TABLE-001'],
      },
    ]);
  });

  it('finds a check that knows a number that the evidence alone names', () => {
    expect(whatOf(setUp(({ Owner }) => Owner === '111122223333'))).toEqual([
      'everything has other names',
    ]);
  });

  it('finds a check that is wrong and becomes right', () => {
    expect(whatOf(setUp(({ Owner }) => Owner !== '111122223333'))).toEqual([
      'everything has other names',
    ]);
  });

  it('finds a check that takes the first one, and says in which evidence', () => {
    const first = setUp(({ Keys }) => Keys?.[0] === 'id', { Keys: ['id', 'day', 'hour'] });
    expect(whatOf(first)).toEqual([
      'lists and fields in reverse order (aws/table)',
      'lists begin at their second entry (aws/table)',
    ]);
  });

  it('says which input has no other value', () => {
    expect(whatOf(setUp(() => true, { Name: 'two words' }))).toContain(
      'tableName could not be renamed',
    );
  });
});
