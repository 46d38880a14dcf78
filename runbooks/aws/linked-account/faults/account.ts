import type { Fault } from '../../../define-faults.ts';
import fault from '../../_linked/fault.ts';
import { accountFaults as sharedFaults } from '../../_linked/faults/account.ts';
import type { LinkedWorld } from '../../_linked/worlds.ts';
import { denyReader, expireSession, signInAsRoot } from '../../_world/reader.ts';
import { rights, signIn } from '../../_world/reasons.ts';

/** Wrong accounts, wrong guides, and readers who may not do what the steps take. */
export const accountFaults: readonly Fault<LinkedWorld>[] = [
  ...sharedFaults,
  fault(
    'reader-may-not-make-change-sets',
    'The reader may make stacks by clicking, and not with the command',
    { reader: ['AWS-READER-003'] },
    ({ limitReader }) =>
      limitReader([
        ...['cloudformation:CreateStack', 'cloudformation:CreateUploadBucket'],
        ...['cloudformation:Describe*', 'cloudformation:Get*', 'cloudformation:List*'],
        ...['cloudformation:DeleteStack', 's3:PutObject', 's3:GetObject', 'iam:*'],
        'organizations:DescribeOrganization',
      ]),
    { noCommand: rights },
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
    expireSession,
    { catalogue: 'F-032', noCommand: signIn },
  ),
  fault(
    'linked-signed-in-as-root',
    'The reader works with access keys of the root user',
    { reader: ['AWS-ACCOUNT-005'] },
    signInAsRoot,
    { noCommand: signIn },
  ),
  fault(
    'reader-may-not-simulate',
    'The reader may not ask IAM what anybody may do, so nothing can be said about permissions',
    { reader: ['AWS-GUARD-006'] },
    (subject) => denyReader(subject, 'iam:SimulatePrincipalPolicy'),
    {
      catalogue: 'F-018',
      expectedStatus: { check: 'aws/reader-rights', status: 'undetermined' },
      noCommand: rights,
    },
  ),
];
