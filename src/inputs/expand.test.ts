import { describe, expect, it } from 'vitest';
import { expand, placeholdersIn } from './expand.ts';

describe('expand', () => {
  it('replaces names by values and leaves names without a value as they are', () => {
    expect(expand('{{a}} {{b}} {{a}}', { a: '1', b: '' })).toBe('1 {{b}} 1');
  });
  it('replaces placeholders inside of values, once: documents hold inputs', () => {
    expect(expand('{{document}}', { document: '"{{a}}"', a: '1' })).toBe('"1"');
    expect(expand('{{a}}', { a: '{{b}}', b: '{{c}}', c: '1' })).toBe('{{c}}');
  });
  it('takes a $ in a value for what it is', () => {
    expect(expand('{{a}}', { a: '$& $1' })).toBe('$& $1');
  });
});

describe('placeholdersIn', () => {
  it('lists each name once, in order', () => {
    expect(placeholdersIn('{{b}} {{a}} {{b}} {{ c }} {{1}}')).toEqual(['b', 'a']);
  });
});
