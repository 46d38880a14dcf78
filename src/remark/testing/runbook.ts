import { z } from 'zod';
import type { Runbook } from '../../../runbooks/define-runbook.ts';
import { defineCheck, diagnosis } from '../../checks/define-check.ts';
import { defineEvidence } from '../../evidence/define-evidence.ts';
import type { RunbookOnPage } from '../runbook-on-page.ts';

const lid = defineEvidence({
  id: 'tea/lid',
  title: 'the lid of the pot',
  schema: z.object({ closed: z.boolean() }),
  inputs: ['pot'],
  command: 'tea show-lid --pot {{pot}}',
  absentCodes: [],
  permissions: ['tea:ShowLid'],
});

const lidClosed = defineCheck({
  id: 'tea/lid-closed',
  title: 'The lid is closed',
  needs: { lid },
  inputs: ['leaves'],
  diagnoses: {
    open: diagnosis<{ pot: string }>({
      code: 'TEA-001',
      severity: 'fail',
      title: 'The lid is open',
      explain: () => 'The tea gets cold.',
      observed: () => 'open',
      expected: () => 'closed',
      fix: ({ pot }) => ({ summary: 'Close it.', commands: [`tea close --pot ${pot}`] }),
    }),
  },
  assess() {},
});

const makeTea: Runbook = {
  id: 'tea/make',
  title: 'Make tea',
  provider: 'aws',
  minutes: 5,
  inputs: {
    pot: { kind: 's3-bucket-name', label: 'Name of the pot', help: 'Any.' },
    leaves: { kind: 'external-id', label: 'Leaves', help: 'Any.' },
    mug: {
      kind: 'choice',
      label: 'Cup',
      help: 'Any.',
      options: [
        { value: 'big', label: 'Big one' },
        { value: 'small', label: 'Small one' },
        { value: 'none', label: 'None' },
      ],
    },
    spices: {
      kind: 'choices',
      label: 'Spices',
      help: 'Any.',
      options: [{ value: 'mint', label: 'Mint' }],
      suggestion: 'mint',
    },
    saucer: { kind: 'external-id', label: 'Saucer', help: 'Any.', when: { mug: ['small'] } },
    // A kind that the tests declare secret.
    key: { kind: 'test-secret' as 'choice', label: 'Key of the cupboard', help: 'Any.' },
  },
  steps: {
    boil: { title: 'Boil water', checks: [], rights: [{ actions: ['tea:Boil'] }] },
    pour: {
      title: 'Pour',
      checks: [lidClosed],
      vantage: 'spot',
      waitHours: 1,
      when: { mug: ['big', 'small'] },
      rights: [{ only: 'console', actions: ['tea:Pour'], note: ', or the role `Host`' }],
    },
  },
  texts: { mix: ({ pot, spices, key }) => `${pot} with ${spices}${key ?? ''}\n` },
};

/** A runbook of no cloud, for fixtures of the plugin. */
export const teaRunbook: RunbookOnPage = {
  ...makeTea,
  documents: { recipe: ({ pot, leaves, key }) => `pot: ${pot}\nleaves: ${leaves}${key ?? ''}\n` },
};

export const teaPermissions = [
  {
    sid: 'Read',
    purpose: 'See the tea.',
    resource: '*',
    actions: [{ action: 'tea:Look', reason: 'to see whether it is ready' }],
  },
];
