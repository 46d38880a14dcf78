import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { measureSharedProse } from './shared-prose.ts';

const one = 'one two three four five six seven eight nine ten eleven twelve';

describe('what is shared', () => {
  const shareOf = (a: string, b: string) => measureSharedProse({ a, b }).a;

  it('is what stands in another guide, word for word', () => {
    expect(shareOf(one, `And ${one}.`)?.share).toBe(0);
    expect(shareOf(one, `And ${one} more.`)).toEqual({
      share: 1,
      runs: [{ text: one, also: 'b' }],
    });
    expect(shareOf(`${one} ${'x'.repeat(one.length - 1)}`, one)?.share).toBe(0.5);
  });

  it('is a long run: twelve words', () => {
    const eleven = one.replace(' twelve', '');
    expect(shareOf(eleven, eleven)).toEqual({ share: 0, runs: [] });
    expect(shareOf(`${one} ${one}`, one)?.runs).toHaveLength(1);
  });

  it('is not what repeats within one guide', () => {
    expect(measureSharedProse({ a: `${one} ${one}` }).a?.share).toBe(0);
  });

  it('counts neither front matter, directives, marks nor what is included', () => {
    const front = `---\ntitle: ${one}\n---\n`;
    const marks = ':::::step{#one}\n::check\n| | | - 1. 2.\n';
    const include = `::include{part="one" more="${one}"}\n`;
    expect(shareOf(front + marks + include + one, front + marks + include)?.share).toBe(0);
    const broken = one.replace(' six ', `\n\n${include}\nsix `);
    expect(shareOf(broken, broken)?.share).toBe(0);
    expect(shareOf(one.replace(' six ', '\n\n| six ||'), one)?.share).toBe(0);
    expect(shareOf(one.replace(' six ', '\n\n| six | '), one)?.share).toBe(1);
  });
});

const docs = new URL('../../docs/', import.meta.url).pathname;
const guides = Object.fromEntries(
  globSync('*/*.mdx', { cwd: docs, exclude: ['_parts'] })
    .filter((file) => !file.startsWith('_'))
    .map((file) => [relative('.', file), readFileSync(docs + file, 'utf8')]),
);

test.each(Object.entries(measureSharedProse(guides)))(
  'less than a tenth of %s stands in another guide; what is shared belongs into docs/_parts',
  (_name, { share, runs }) => {
    const longest = runs.slice(0, 3).map(({ text, also }) => `${also}: ${text}`);
    expect(share, longest.join('\n')).toBeLessThan(0.1);
  },
);

test('all guides were measured', () => expect(Object.keys(guides).length).toBeGreaterThan(8));
