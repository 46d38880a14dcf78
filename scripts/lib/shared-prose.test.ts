import { describe, expect, it } from 'vitest';
import { measureSharedProse } from './shared-prose.ts';

const one = 'one two three four five six seven eight nine ten eleven twelve';

describe('what is shared', () => {
  const shareOf = (a: string, b: string) => measureSharedProse({ a, b }).a;

  it('is what stands in another guide, word for word', () => {
    expect(shareOf(one, `And ${one}.`)?.share).toBe(0);
    expect(shareOf(one, `And ${one} more.`)).toEqual({
      share: 1,
      length: one.length,
      runs: [{ text: one, also: 'b' }],
    });
    expect(shareOf(`${one} ${'x'.repeat(one.length - 1)}`, one)?.share).toBe(0.5);
  });

  it('is a long run: twelve words', () => {
    const eleven = one.replace(' twelve', '');
    expect(shareOf(eleven, eleven)).toEqual({ share: 0, length: eleven.length, runs: [] });
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
