import { createAccessKey, createAdministrator } from '../../../../src/simulator/aws/seed.ts';
import type { AwsWorld, Fault } from '../../../define-faults.ts';
import { managementAccountId } from '../healthy.ts';
import { addScp, deny, fault, forbid, signIn, typed } from './set-up.ts';

const rights = 'The reader lacks a right; only an administrator can give it.';

/** Wrong accounts, wrong guides, and readers who may not do what the steps take. */
export const accountFaults: readonly Fault<AwsWorld>[] = [
  fault(
    'linked-signed-in-elsewhere',
    'The reader is signed in to the management account instead',
    { reader: ['AWS-ACCOUNT-001'] },
    (healthy) => {
      healthy.reader = { aws: createAdministrator(healthy.world, managementAccountId) };
    },
    { catalogue: 'F-029', noCommand: signIn },
  ),
  fault(
    'linked-govcloud-account',
    'The keys belong to a GovCloud account',
    { reader: ['AWS-ACCOUNT-003'] },
    ({ account }) => {
      account.partition = 'aws-us-gov';
    },
    { catalogue: 'F-033', noCommand: signIn },
  ),
  fault(
    'linked-session-expired',
    "The reader's session has expired",
    { reader: ['AWS-ACCOUNT-003'] },
    (healthy) => {
      const { world, account, reader } = healthy;
      healthy.reader = {
        aws: createAccessKey(world, account.id, reader.aws.principal, world.clock.now() - 1000),
      };
    },
    { catalogue: 'F-032', noCommand: signIn },
  ),
  fault(
    'linked-signed-in-as-root',
    'The reader works with access keys of the root user',
    { reader: ['AWS-ACCOUNT-005'] },
    (healthy) => {
      healthy.reader = {
        aws: createAccessKey(healthy.world, healthy.account.id, { type: 'root' }),
      };
    },
    { noCommand: signIn },
  ),
  fault(
    'linked-wants-eco',
    'The reader wants Eco and is in the guide for servers',
    { reader: ['AWS-LINK-001'], spot: ['AWS-LINK-001'] },
    ({ inputs }) => {
      inputs.purpose = 'eco';
    },
    { noCommand: typed },
  ),
  fault(
    'reader-may-not-create-roles',
    'The reader may not create roles and policies',
    { reader: ['AWS-READER-001'] },
    (healthy) => forbid(healthy, 'iam:Create*', 'iam:AttachRolePolicy'),
    { catalogue: 'F-018', noCommand: rights },
  ),
  fault(
    'reader-below-scp-for-roles',
    'A policy of the organization forbids everybody in the account to create roles',
    { reader: ['AWS-READER-002'] },
    (healthy) => addScp(healthy, deny('iam:CreateRole')),
    {
      catalogue: 'F-019',
      noCommand: 'Only an administrator of the organization can change its policies.',
    },
  ),
  fault(
    'reader-may-not-simulate',
    'The reader may not ask IAM what anybody may do, so nothing can be said about permissions',
    { reader: [] },
    (healthy) => forbid(healthy, 'iam:SimulatePrincipalPolicy'),
    {
      catalogue: 'F-018',
      expectedStatus: { check: 'aws/reader-rights', status: 'undetermined' },
      noCommand: rights,
    },
  ),
];
