import type { AwsWorld, Fault } from '../../../define-faults.ts';
import {
  addPolicy,
  ownPolicyArn,
  permit,
  policy,
  roleOf,
  type Statement,
} from '../../management-account/faults/role-set-up.ts';
import {
  addScp,
  allow,
  deny,
  fault,
  linkedStatements,
  securityAudit,
  withoutActions,
} from './set-up.ts';

function bound(healthy: AwsWorld, ...statements: Statement[]): void {
  roleOf(healthy).permissionsBoundary = addPolicy(
    healthy,
    'LandingZoneBoundary',
    policy(...statements),
  );
}

/** What Spot's public Terraform module of 2023 lacks. */
const newerThanTerraform = [
  ...[
    'ce:getCostAndUsage',
    'ce:getTags',
    'ec2:DetachVolume',
    'ec2:ModifyVolume',
    'elasticfilesystem:DeleteFileSystem',
  ],
  ...['elasticfilesystem:DeleteMountTarget', 'elasticfilesystem:DescribeMountTargets'],
];

/** What both guides prove. */
export const commonPermissionFaults: readonly Fault<AwsWorld>[] = [
  fault(
    'linked-policy-not-attached',
    'The policy was created and never attached; only SecurityAudit is',
    { reader: ['AWS-LINK-010'], spot: ['AWS-LINK-010'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies = [securityAudit];
    },
    { catalogue: 'F-011' },
  ),
  fault(
    'linked-boundary-over-everything',
    'A permissions boundary leaves only reading of servers',
    { reader: ['AWS-LINK-012'], spot: ['AWS-LINK-002'] },
    (healthy) => bound(healthy, allow('ec2:Describe*')),
    { catalogue: 'F-022' },
  ),
  fault(
    'linked-security-audit-missing',
    'SecurityAudit is not attached',
    { reader: ['AWS-LINK-016'], spot: ['AWS-LINK-016'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies = [ownPolicyArn(healthy)];
    },
    { catalogue: 'F-036' },
  ),
  fault(
    'linked-administrator-besides',
    'The role has AdministratorAccess besides its policy',
    { reader: ['AWS-LINK-017'], spot: ['AWS-LINK-017'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies.push('arn:aws:iam::aws:policy/AdministratorAccess');
    },
  ),
  fault(
    'linked-service-control-policy',
    'A service control policy forbids starting servers',
    { reader: ['AWS-LINK-013'], spot: ['AWS-LINK-013'] },
    (healthy) => addScp(healthy, deny('ec2:RunInstances')),
    {
      catalogue: 'F-020',
      noCommand: 'Only an administrator of the organization can change its policies.',
    },
  ),
];

export const permissionFaults: readonly Fault<AwsWorld>[] = [
  ...commonPermissionFaults,
  fault(
    'linked-nothing-attached',
    'No policy is attached at all',
    { reader: ['AWS-LINK-010', 'AWS-LINK-016'], spot: ['AWS-LINK-002'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies = [];
    },
    { catalogue: 'F-011' },
  ),
  fault(
    'linked-policy-trimmed',
    'A security review took the actions on disks and addresses out of the policy',
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (healthy) =>
      permit(
        healthy,
        ...withoutActions(healthy, (action) => /^ec2:.*(Volume|Address)/.test(action)),
      ),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-policy-of-2023',
    "The policy is that of Spot's older Terraform module",
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (healthy) =>
      permit(healthy, ...withoutActions(healthy, (action) => newerThanTerraform.includes(action))),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-policy-without-pass-role',
    'The policy does not allow to hand roles to servers',
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (healthy) => permit(healthy, ...withoutActions(healthy, (action) => action === 'iam:PassRole')),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-policy-without-beanstalk-buckets',
    "The statement on Elastic Beanstalk's buckets was left out",
    { reader: ['AWS-LINK-011'], spot: ['AWS-LINK-011'] },
    (healthy) =>
      permit(healthy, ...withoutActions(healthy, (_, sid) => sid === 'AccesS3forElasticBeanstalk')),
    { catalogue: 'F-012' },
  ),
  fault(
    'linked-boundary-without-pass-role',
    'A permissions boundary forbids to hand roles on',
    { reader: ['AWS-LINK-012'], spot: ['AWS-LINK-012'] },
    (healthy) => bound(healthy, allow('*'), deny('iam:PassRole')),
    { catalogue: 'F-022' },
  ),
  fault(
    'linked-inline-deny',
    'A policy written into the role denies deleting disks',
    { reader: ['AWS-LINK-014'], spot: ['AWS-LINK-014'] },
    (healthy) => {
      roleOf(healthy).inlinePolicies.set('keep-disks', policy(deny('ec2:DeleteVolume')));
    },
  ),
  fault(
    'linked-attached-deny',
    'A second policy attached to the role denies ending servers',
    { reader: ['AWS-LINK-014'], spot: ['AWS-LINK-014'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies.push(
        addPolicy(healthy, 'VendorGuardrail', policy(deny('ec2:TerminateInstances'))),
      );
    },
  ),
  fault(
    'linked-limited-to-a-region',
    'Starting servers is limited to one region',
    { reader: ['AWS-LINK-015'], spot: ['AWS-LINK-015'] },
    (healthy) =>
      permit(healthy, ...withoutActions(healthy, (action) => action === 'ec2:RunInstances'), {
        ...allow('ec2:RunInstances'),
        Condition: { StringEquals: { 'ec2:Region': 'eu-west-1' } },
      }),
    { catalogue: 'F-020' },
  ),
  fault(
    'linked-limited-by-network',
    'A Deny on starting servers asks for a network that images and disks do not carry',
    { reader: ['AWS-LINK-015'], spot: ['AWS-LINK-015'] },
    (healthy) =>
      permit(healthy, ...linkedStatements(healthy), {
        ...deny(['ec2:RunInstances', 'ec2:TerminateInstances']),
        Condition: {
          StringNotEquals: { 'ec2:Vpc': 'arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0a1b2c3d' },
        },
      }),
    { catalogue: 'F-031' },
  ),
  fault(
    'linked-administrator-instead',
    'The role has AdministratorAccess in place of the policies',
    { reader: ['AWS-LINK-016', 'AWS-LINK-017'], spot: ['AWS-LINK-016', 'AWS-LINK-017'] },
    (healthy) => {
      roleOf(healthy).attachedPolicies = ['arn:aws:iam::aws:policy/AdministratorAccess'];
    },
  ),
  fault(
    'linked-everything-inline',
    'A policy written into the role allows everything',
    { reader: ['AWS-LINK-017'], spot: ['AWS-LINK-017'] },
    (healthy) => {
      roleOf(healthy).inlinePolicies.set('all', policy(allow('*')));
    },
  ),
];
