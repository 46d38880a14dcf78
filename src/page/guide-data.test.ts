import { expect, test } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import { isSecret } from '../inputs/kinds.ts';
import { pageSteps } from './guide-data.ts';

const runbooks = await loadRunbooks();

test('a step names the secrets that its checks look at, and no other does', () => {
  const named = (id: string) =>
    Object.fromEntries(
      pageSteps(runbooks[id] as Runbook).flatMap((step) =>
        step.secrets ? [[step.id, step.secrets]] : [],
      ),
    );
  const both = (name: string) => ({ reader: [name], spot: [name] });
  expect(named('azure/subscription')).toEqual({
    secret: both('clientSecret'),
    connect: { spot: ['clientSecret'] },
  });
  expect(named('gcp/project-manual')).toEqual({
    key: both('keyFile'),
    connect: both('keyFile'),
    'clean-up': both('keyFile'),
  });
  expect(named('aws/management-account')).toEqual({});
});

test('every secret that a runbook asks for is looked at by some step', () => {
  for (const runbook of Object.values(runbooks)) {
    const asked = Object.keys(runbook.inputs).filter((name) =>
      isSecret(runbook.inputs[name]?.kind as never),
    );
    const used = pageSteps(runbook).flatMap(({ secrets }) => Object.values(secrets ?? {}).flat());
    expect([...new Set(used)].sort()).toEqual(asked.sort());
  }
});
