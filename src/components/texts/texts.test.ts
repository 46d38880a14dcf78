import { expect, test } from 'vitest';
import { loadRunbooks } from '../../../runbooks/workflows.ts';

const withTexts = Object.values(await loadRunbooks()).filter(({ texts }) => texts);

test.each(withTexts.map(({ id }) => id))(
  'the page finds the texts of %s in its texts.ts',
  async (id) => {
    const { default: texts } = await import(/* @vite-ignore */ `../../../runbooks/${id}/texts.ts`);
    expect(texts).toBe(withTexts.find((runbook) => runbook.id === id)?.texts);
  },
);

test('some runbook has texts', () => expect(withTexts.length).toBeGreaterThan(0));
