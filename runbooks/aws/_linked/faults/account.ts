import type { Fault } from '../../../define-faults.ts';
import { addServiceControlPolicy } from '../../_world/organization.ts';
import { deny } from '../../_world/policy.ts';
import { boundReader, denyReader, signInElsewhere } from '../../_world/reader.ts';
import { organizationDecides, rights, signIn, typed } from '../../_world/reasons.ts';
import fault from '../fault.ts';
import { type LinkedWorld, managementAccountId } from '../worlds.ts';

/** What the guides take, but for one action. */
const allBut = (action: string): string[] =>
  [
    ...['cloudformation:*', 's3:*', 'iam:Simulate*', 'iam:AttachRolePolicy', 'iam:CreatePolicy'],
    ...['iam:CreateRole', 'iam:CreateServiceLinkedRole', 'iam:Delete*', 'iam:DetachRolePolicy'],
    ...['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:GetRole', 'iam:GetRolePolicy'],
    ...['iam:ListAttachedRolePolicies', 'iam:ListPolicyVersions', 'iam:ListRolePolicies'],
    'organizations:DescribeOrganization',
  ].filter((one) => one !== action);

/** Wrong accounts, wrong guides, and readers who may not do what the steps take. */
export const accountFaults: readonly Fault<LinkedWorld>[] = [
  fault(
    'linked-signed-in-elsewhere',
    'The reader is signed in to the management account instead',
    { reader: ['AWS-ACCOUNT-001'] },
    (subject) => signInElsewhere(subject, managementAccountId),
    { catalogue: 'F-029', noCommand: signIn },
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
    { reader: ['AWS-READER-006'] },
    (subject) => denyReader(subject, 'iam:Create*', 'iam:AttachRolePolicy'),
    { catalogue: 'F-018', noCommand: rights },
  ),
  fault(
    'reader-lacks-the-right-to-create-roles',
    'Nobody gave the reader the right to create roles',
    { reader: ['AWS-READER-001'] },
    ({ limitReader }) => limitReader(allBut('iam:CreateRole')),
    { catalogue: 'F-018', noCommand: rights },
  ),
  fault(
    'reader-may-not-read-inline-policies',
    'Nobody gave the reader the right to see which policies a role has in itself',
    { reader: ['AWS-READER-004'] },
    ({ limitReader }) => limitReader(allBut('iam:ListRolePolicies')),
    { noCommand: rights },
  ),
  fault(
    'reader-has-a-boundary',
    'A permissions boundary lets the reader do everything but create roles',
    { reader: ['AWS-READER-005'] },
    (subject) => boundReader(subject, { NotAction: ['iam:CreateRole'] }),
    { noCommand: 'Whoever set the boundary has to decide.' },
  ),
  fault(
    'reader-below-scp-for-roles',
    'A policy of the organization forbids everybody in the account to create roles',
    { reader: ['AWS-READER-002'] },
    (subject) => addServiceControlPolicy(subject, deny('iam:CreateRole')),
    {
      catalogue: 'F-019',
      noCommand: organizationDecides,
    },
  ),
];
