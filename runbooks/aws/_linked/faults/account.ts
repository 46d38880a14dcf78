import type { Fault } from '../../../define-faults.ts';
import { addServiceControlPolicy } from '../../_world/organization.ts';
import { deny } from '../../_world/policy.ts';
import { denyReader, signInElsewhere } from '../../_world/reader.ts';
import { organizationDecides, rights, signIn, typed } from '../../_world/reasons.ts';
import fault from '../fault.ts';
import { type LinkedWorld, managementAccountId } from '../worlds.ts';

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
    { reader: ['AWS-READER-001'] },
    (subject) => denyReader(subject, 'iam:Create*', 'iam:AttachRolePolicy'),
    { catalogue: 'F-018', noCommand: rights },
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
