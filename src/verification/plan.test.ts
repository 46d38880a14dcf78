import { describe, expect, test } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { defineCheck } from '../checks/define-check.ts';
import bucketLocation from '../evidence/aws/bucket-location.ts';
import bucketPolicy from '../evidence/aws/bucket-policy.ts';
import callerIdentity from '../evidence/aws/caller-identity.ts';
import organizationKind from '../evidence/aws/organization.ts';
import ownedBuckets from '../evidence/aws/owned-buckets.ts';
import roleKind from '../evidence/aws/role.ts';
import type { EvidenceKind } from '../evidence/define-evidence.ts';
import { planVerification } from './plan.ts';

const check = (id: string, kind: EvidenceKind, after: string[] = []) =>
  defineCheck({
    id,
    title: id,
    needs: { kind },
    inputs: [],
    after,
    diagnoses: {},
    assess: () => undefined,
  });

const agreement = {
  kind: 'choice',
  label: 'A',
  help: 'A.',
  options: [
    { value: 'ea', label: 'EA' },
    { value: 'mca', label: 'MCA' },
  ],
} as const;
const currency = {
  kind: 'choice',
  label: 'C',
  help: 'C.',
  options: [
    { value: 'eur', label: 'E' },
    { value: 'usd', label: 'U' },
  ],
} as const;

const runbook: Runbook = {
  id: 'test/paths',
  title: 'Paths',
  provider: 'aws',
  minutes: 5,
  inputs: { agreement, currency },
  steps: {
    all: { title: 'All', checks: [check('test/all', callerIdentity)] },
    ea: {
      title: 'EA',
      checks: [check('test/ea', roleKind, ['test/all'])],
      when: { agreement: ['ea'] },
    },
    both: {
      title: 'Both',
      checks: [check('test/both', bucketPolicy, ['test/ea'])],
      when: { agreement: ['ea', 'mca'], currency: ['eur'] },
    },
    mca: {
      title: 'MCA',
      checks: [check('test/mca', organizationKind)],
      when: { agreement: ['mca'] },
    },
    undo: { title: 'Undo', checks: [check('test/removed', ownedBuckets)], phase: 'undo' },
    undoEa: {
      title: 'Undo EA',
      checks: [check('test/removed-ea', bucketLocation)],
      phase: 'undo',
      when: { agreement: ['ea'] },
    },
  },
};

const planned = (step: string | undefined, inputs: Record<string, string>) => {
  const { steps, kinds } = planVerification(runbook, step, inputs);
  return { steps: steps.map(({ id }) => id), kinds: kinds.map(({ id }) => id) };
};

describe('the whole runbook', () => {
  test.each([
    [
      { agreement: 'ea', currency: 'eur' },
      ['all', 'ea', 'both'],
      ['aws/caller-identity', 'aws/role', 'aws/bucket-policy'],
    ],
    [{ agreement: 'ea', currency: 'usd' }, ['all', 'ea'], ['aws/caller-identity', 'aws/role']],
    [
      { agreement: 'mca', currency: 'eur' },
      ['all', 'both', 'mca'],
      ['aws/caller-identity', 'aws/bucket-policy', 'aws/organization'],
    ],
    [{ agreement: 'mosp', currency: 'usd' }, ['all'], ['aws/caller-identity']],
    [{}, ['all'], ['aws/caller-identity']],
  ])('of the path %j is %j, and looks at nothing of another path', (inputs, steps, kinds) => {
    expect(planned(undefined, inputs as Record<string, string>)).toEqual({ steps, kinds });
  });
});

describe('a step that is asked for by name', () => {
  test('is planned whatever the path', () => {
    expect(planned('ea', { agreement: 'mca', currency: 'usd' })).toEqual({
      steps: ['ea'],
      kinds: ['aws/caller-identity', 'aws/role'],
    });
    expect(planned('undoEa', { agreement: 'mca' }).steps).toEqual(['undoEa']);
    expect(planned('undo', {}).steps).toEqual(['undo']);
  });
  test('waits for no check of a step off the path', () => {
    const inputs = { agreement: 'mca', currency: 'eur' };
    const plan = planVerification(runbook, 'both', inputs);
    const [both] = plan.steps[0]?.step.checks ?? [];
    expect(plan.withBlockers(both as never).map(({ id }) => id)).toEqual(['test/both']);
    expect(
      planVerification(runbook, 'both', { ...inputs, agreement: 'ea' })
        .withBlockers(both as never)
        .map(({ id }) => id),
    ).toEqual(['test/all', 'test/ea', 'test/both']);
  });
});
