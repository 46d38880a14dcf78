import { describe, expect, test } from 'vitest';
import { Ledger } from './ledger.ts';
import { proveFiles } from './prove-files.ts';

function findMissing(files: readonly string[]): string[] {
  const ledger = new Ledger();
  proveFiles(ledger, files);
  return ledger.orphans;
}

const workflow = [
  'docs/aws/tea.mdx',
  'runbooks/aws/tea/runbook.ts',
  'runbooks/aws/tea/card.ts',
  'runbooks/aws/tea/proof.ts',
  'runbooks/aws/tea/permissions.ts',
  'runbooks/aws/tea/drawing.ts',
];
const check = ['src/checks/aws/lid/check.ts', 'src/checks/aws/lid/check.test.ts'];
const without = (file: string) => [...workflow, ...check].filter((one) => one !== file);

describe('what is missing in a workflow is named with the file to write', () => {
  test('nothing is', () => {
    expect(findMissing([...workflow, ...check])).toEqual([]);
  });

  test.each([
    ['runbook.ts', 'write its inputs and steps'],
    ['card.ts', 'write how the home page offers it'],
    ['proof.ts', 'write its worlds, faults and variants'],
    ['permissions.ts', 'write what Spot may do afterwards, each action with its reason'],
    ['drawing.ts', 'write who trusts whom, for ::trust-diagram'],
  ])('%s', (file, next) => {
    expect(findMissing(without(`runbooks/aws/tea/${file}`))).toEqual([
      `runbooks/aws/tea has no ${file}: ${next}`,
    ]);
  });

  test('its page', () => {
    expect(findMissing(without('docs/aws/tea.mdx'))).toEqual([
      'runbooks/aws/tea has no page: write docs/aws/tea.mdx',
    ]);
  });

  test('its folder', () => {
    expect(findMissing(['docs/aws/tea.mdx', ...check])).toEqual([
      'docs/aws/tea.mdx has no folder: write runbooks/aws/tea, or begin with npm run new',
    ]);
  });

  test('a folder that holds only folders is one, too', () => {
    expect(findMissing(['docs/aws/tea.mdx', 'runbooks/aws/tea/faults/lid.ts'])).toHaveLength(5);
  });
});

test('Spot gets no rights in its own workflows, and draws nothing', () => {
  const files = ['runbook.ts', 'card.ts', 'proof.ts'].map((file) => `runbooks/spot/tea/${file}`);
  expect(findMissing(['docs/spot/tea.mdx', ...files])).toEqual([]);
});

test('a check needs its file and its test', () => {
  expect(findMissing(without('src/checks/aws/lid/check.ts'))).toEqual([
    'src/checks/aws/lid has no check.ts; folders of what checks share begin with _',
  ]);
  expect(findMissing(without('src/checks/aws/lid/check.test.ts'))).toEqual([
    'check aws/lid has no check.test.ts beside it',
  ]);
});

test('pages about the site, and what is shared, need nothing', () => {
  expect(
    findMissing([
      'docs/architecture.mdx',
      'docs/_parts/aws/role.mdx',
      'docs/aws/_parts/role.mdx',
      'runbooks/define-runbook.ts',
      'runbooks/gcp/inputs.ts',
      'runbooks/aws/_shared/drawing.ts',
      'src/checks/aws/_linked/policy.ts',
    ]),
  ).toEqual([]);
});
