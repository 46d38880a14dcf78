import { formatArn } from '../../../../src/providers/aws/partitions.ts';
import type { Fault } from '../../../define-faults.ts';
import fault from '../../_linked/fault.ts';
import { permissionFaults as sharedFaults } from '../../_linked/faults/permissions.ts';
import { forgetActions, listStatements } from '../../_linked/statements.ts';
import type { LinkedWorld } from '../../_linked/worlds.ts';
import { allow, deny, makePolicy } from '../../_world/policy.ts';
import { boundaryStays, denyStays } from '../../_world/reasons.ts';
import {
  addPolicy,
  attachPolicy,
  formatAwsPolicyArn,
  setAttachedPolicies,
  setBoundary,
  setInlinePolicy,
  setOwnPolicy,
} from '../../_world/role.ts';
import { findRegion, otherRegion } from '../../_world/world.ts';

/** What Spot's public Terraform module of 2023 lacks. */
const newerThanTerraform = [
  'ce:getCostAndUsage',
  'ce:getTags',
  'ec2:DetachVolume',
  'ec2:ModifyVolume',
  'elasticfilesystem:DeleteFileSystem',
  'elasticfilesystem:DeleteMountTarget',
  'elasticfilesystem:DescribeMountTargets',
];

/** A network of the account. */
function formatVpcArn(subject: LinkedWorld): string {
  const { account } = subject;
  return formatArn(
    {
      service: 'ec2',
      region: findRegion(subject),
      account: account.id,
      resource: 'vpc/vpc-0a1b2c3d',
    },
    account,
  );
}

/** What the policies of the role lack, and what limits them. */
export const permissionFaults: readonly Fault<LinkedWorld>[] = [
  ...sharedFaults,
  fault(
    'linked-nothing-attached',
    'No policy is attached at all',
    { reader: ['AWS-LINK-010', 'AWS-LINK-016'], spot: ['AWS-LINK-002'] },
    (subject) => setAttachedPolicies(subject),
    { catalogue: 'F-011' },
  ),
  fault(
    'linked-policy-trimmed',
    'A security review took the actions on disks and addresses out of the policy',
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (subject) => forgetActions(subject, (action) => /^ec2:.*(Volume|Address)/.test(action)),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-policy-of-2023',
    "The policy is that of Spot's older Terraform module",
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (subject) => forgetActions(subject, (action) => newerThanTerraform.includes(action)),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-policy-without-pass-role',
    'The policy does not allow to hand roles to servers',
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (subject) => forgetActions(subject, (action) => action === 'iam:PassRole'),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-policy-without-beanstalk-buckets',
    "The statement on Elastic Beanstalk's buckets was left out",
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (subject) => forgetActions(subject, (_, sid) => sid === 'AccesS3forElasticBeanstalk'),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-boundary-without-pass-role',
    'A permissions boundary forbids to hand roles on',
    { reader: ['AWS-LINK-012'], spot: ['AWS-LINK-012'] },
    (subject) => setBoundary(subject, allow('*'), deny('iam:PassRole')),
    { catalogue: 'F-022', noCommand: boundaryStays },
  ),
  fault(
    'linked-inline-deny',
    'A policy written into the role denies deleting disks',
    { reader: ['AWS-LINK-014'], spot: ['AWS-LINK-014'] },
    (subject) => setInlinePolicy(subject, 'keep-disks', deny('ec2:DeleteVolume')),
    { noCommand: denyStays },
  ),
  fault(
    'linked-attached-deny',
    'A second policy attached to the role denies ending servers',
    { reader: ['AWS-LINK-014'], spot: ['AWS-LINK-014'] },
    (subject) =>
      attachPolicy(
        subject,
        addPolicy(subject, 'VendorGuardrail', makePolicy(deny('ec2:TerminateInstances'))),
      ),
    { noCommand: denyStays },
  ),
  fault(
    'linked-limited-to-a-region',
    'Starting servers is limited to one region',
    { reader: ['AWS-LINK-015'], spot: ['AWS-LINK-015'] },
    (subject) =>
      forgetActions(subject, (action) => action === 'ec2:RunInstances', {
        ...allow('ec2:RunInstances'),
        Condition: { StringEquals: { 'ec2:Region': otherRegion } },
      }),
    { catalogue: 'F-020' },
  ),
  fault(
    'linked-limited-by-network',
    'A Deny on starting servers asks for a network that images and disks do not carry',
    { reader: ['AWS-LINK-015'], spot: ['AWS-LINK-015'] },
    (subject) =>
      setOwnPolicy(subject, ...listStatements(subject), {
        ...deny(['ec2:RunInstances', 'ec2:TerminateInstances']),
        Condition: {
          StringNotEquals: { 'ec2:Vpc': formatVpcArn(subject) },
        },
      }),
    { catalogue: 'F-031' },
  ),
  fault(
    'linked-administrator-instead',
    'The role has AdministratorAccess in place of the policies',
    { reader: ['AWS-LINK-016', 'AWS-LINK-017'], spot: ['AWS-LINK-016', 'AWS-LINK-017'] },
    (subject) => setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'AdministratorAccess')),
  ),
  fault(
    'linked-policy-with-more',
    'Streams and roles were added to the policy of the guide',
    { reader: ['AWS-LINK-018'] },
    (subject) =>
      setOwnPolicy(subject, ...listStatements(subject), allow(['kinesis:*', 'iam:Attach*'])),
  ),
  fault(
    'linked-everything-inline',
    'A policy written into the role allows everything',
    { reader: ['AWS-LINK-017'], spot: ['AWS-LINK-017'] },
    (subject) => setInlinePolicy(subject, 'all', allow('*')),
  ),
];
