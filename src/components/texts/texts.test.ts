import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runbooks } from '../../../runbooks/index.ts';

const withTexts = Object.values(runbooks).filter(({ texts }) => texts);

test.each(withTexts.map(({ id }) => id))(
  'the page finds the texts of %s in its texts.ts',
  async (id) => {
    expect(existsSync(new URL(`../../../runbooks/${id}/texts.ts`, import.meta.url))).toBe(true);
    const { default: texts } = await import(/* @vite-ignore */ `../../../runbooks/${id}/texts.ts`);
    expect(texts).toBe(runbooks[id]?.texts);
  },
);

test('some runbook has texts', () => expect(withTexts.length).toBeGreaterThan(0));
