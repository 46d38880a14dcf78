import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadRunbooks } from '../../../runbooks/workflows.ts';
import { vantageLabel } from '../../providers/vantages.ts';
import { parseGuide } from '../../remark/parse-guide.ts';

const runbooks = await loadRunbooks();
const providers = ['aws', 'gcp', 'azure'] as const;

test.each(Object.values(runbooks).filter(({ provider }) => provider !== 'spot'))(
  'the page of $id calls the choices as the buttons do',
  ({ id, provider }) => {
    const file = new URL(`../../../docs/${id}.mdx`, import.meta.url).pathname;
    expect(readFileSync(file, 'utf8')).toContain('how-the-checks-work');
    const { text } = parseGuide(file);
    for (const vantage of ['reader', 'spot', 'pasted'] as const)
      expect(text).toContain(`| **${vantageLabel(vantage, provider)}** |`);
    for (const other of providers.filter((one) => one !== provider))
      expect(text).not.toMatch(new RegExp(`[*]${vantageLabel('spot', other)}[*]`));
  },
);
