import { expect, test } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { describeRunbook } from './describe-runbook.ts';
import { runbookSchema } from './routes.ts';

const runbook: Runbook = {
  id: 'azure/tea',
  title: 'Tea',
  provider: 'azure',
  minutes: 5,
  inputs: {
    agreement: {
      kind: 'choice',
      label: 'A',
      help: 'A.',
      options: [{ value: 'ea', label: 'EA', help: 'Signed.' }],
    },
    clientSecret: {
      kind: 'azure-client-secret',
      label: 'S',
      help: 'S.',
      when: { agreement: ['ea'] },
    },
  },
  steps: {
    boil: { title: 'Boil', checks: [], when: { agreement: ['ea'] } },
    pour: { title: 'Pour', checks: [], phase: 'undo' },
  },
};

test('tells paths, and which inputs are secrets', () => {
  const described = describeRunbook(runbook, 'demo');
  expect(runbookSchema.parse(described)).toEqual(described);
  expect(described.inputs.clientSecret).toMatchObject({
    secret: true,
    when: { agreement: ['ea'] },
  });
  expect(described.inputs.agreement).toEqual({
    kind: 'choice',
    label: 'A',
    help: 'A.',
    options: [{ value: 'ea', label: 'EA', help: 'Signed.' }],
  });
  expect(described.steps).toEqual([
    { id: 'boil', title: 'Boil', phase: 'connect', when: { agreement: ['ea'] }, checks: [] },
    { id: 'pour', title: 'Pour', phase: 'undo', checks: [] },
  ]);
});
