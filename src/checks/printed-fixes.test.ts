import { describe, expect, it } from 'vitest';
import { printFixesOnce } from './printed-fixes.ts';
import type { Finding } from './report.ts';

const finding = (code: string, ...commands: string[]): Finding => ({
  ...{ code, severity: 'fail', title: '', explanation: '', observed: '', expected: '' },
  fix: { summary: '', commands },
});

describe('commands of findings below each other', () => {
  it('are printed once, and the second finding says where they stand', () =>
    expect(
      printFixesOnce([
        finding('A', 'create report'),
        finding('B', 'create bucket'),
        finding('C', 'create report'),
      ]).map(({ commands, sameAs }) => ({ commands, sameAs })),
    ).toEqual([
      { commands: ['create report'] },
      { commands: ['create bucket'] },
      { commands: [], sameAs: 'A' },
    ]));

  it('are left out one by one: what only the second one needs is still printed', () =>
    expect(
      printFixesOnce([finding('A', 'first'), finding('B', 'first', 'second')])[1],
    ).toMatchObject({
      commands: ['second'],
      sameAs: 'A',
    }));

  it('say nothing of others where there are none', () =>
    expect(printFixesOnce([finding('A')])[0]).toEqual({ finding: finding('A'), commands: [] }));
});
