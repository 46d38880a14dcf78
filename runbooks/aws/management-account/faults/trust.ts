import type { Fault } from '../../../define-faults.ts';
import { hour, minute } from '../../../time.ts';
import defineTrustFaults, { idCondition } from '../../_role/trust-faults.ts';
import { formatRoleArn, formatRootArn } from '../../_world/arns.ts';
import { denyReader } from '../../_world/reader.ts';
import { denyStays, hookStays } from '../../_world/reasons.ts';
import { delayRole, deleteRole, renameRole } from '../../_world/role.ts';
import {
  ecoAccountIds,
  formatEcoRoleArn,
  linkedAccountsId,
  otherVendorId,
} from '../../_world/spot-accounts.ts';
import { addStack, refuseByHook, type StackStep } from '../../_world/stack.ts';
import documents from '../documents.ts';
import { changeTrust } from '../statements.ts';
import type { ManagementWorld } from '../worlds.ts';

const [first, second] = ecoAccountIds;
const { trustFault, wrongIdFault } = defineTrustFaults(changeTrust);

const otherCase = (id: string) => (id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase());

const conditionFault = (
  name: string,
  title: string,
  condition: Record<string, Record<string, string>>,
) =>
  trustFault(name, title, 'AWS-TRUST-009', (subject) => ({
    Condition: {
      ...condition,
      StringEquals: { ...idCondition(subject), ...condition.StringEquals },
    },
  }));

/** A role that is not there, and trust policies that are not the guide's. */
export const trustFaults: readonly Fault<ManagementWorld>[] = [
  {
    name: 'role-missing',
    title: 'The role was deleted after it was made',
    catalogue: 'F-027',
    breaks: deleteRole,
    expected: { reader: ['AWS-TRUST-001'], spot: [] },
  },
  {
    name: 'role-under-another-name',
    title: 'The role was made under another name than the one on the page',
    catalogue: 'F-006',
    breaks: (subject) => renameRole(subject, 'SpotFinOpsRole'),
    expected: { reader: ['AWS-TRUST-001'], spot: [] },
  },
  {
    name: 'role-stack-failed',
    title: 'The stack that makes the role failed, and CloudFormation took the role back',
    catalogue: 'F-024',
    breaks(subject) {
      deleteRole(subject);
      addFailedStack(subject);
    },
    expected: { reader: ['AWS-TRUST-014'], spot: [] },
  },
  {
    name: 'role-stack-refused-by-hook',
    title: 'The stack that makes the role failed: a Hook of the company refuses such roles',
    breaks(subject) {
      deleteRole(subject);
      const role = { logicalId: 'SpotFinOpsRole', type: 'AWS::IAM::Role' };
      const words = 'Hook failed with message: roles for vendors need a ticket of security.';
      addRoleStack(subject, ...refuseByHook(role, 'AcmeCorp::Guard::RoleTrustHook', words));
    },
    expected: { reader: ['AWS-TRUST-017'], spot: [] },
    noCommand: hookStays,
  },

  trustFault(
    'trusts-linked-accounts-account',
    "The role trusts Spot's account for linked accounts",
    'AWS-TRUST-002',
    () => ({ Principal: { AWS: formatRootArn(linkedAccountsId) } }),
    { catalogue: 'F-064' },
  ),
  trustFault(
    'trusts-first-eco-account-only',
    "The role trusts only the first of Eco's accounts",
    'AWS-TRUST-003',
    () => ({ Principal: { AWS: formatRootArn(first) } }),
    { catalogue: 'F-064' },
  ),
  trustFault(
    'trusts-second-eco-account-only',
    "The role trusts only the second of Eco's accounts",
    'AWS-TRUST-003',
    () => ({ Principal: { AWS: formatRootArn(second) } }),
    { catalogue: 'F-064' },
  ),
  trustFault(
    'no-external-id',
    'The trust policy has no condition',
    'AWS-TRUST-004',
    () => ({ Condition: undefined }),
    {
      catalogue: 'F-003',
      spot: ['AWS-TRUST-004'],
    },
  ),
  trustFault(
    'second-statement-without-external-id',
    'A second statement of the trust policy asks for no external ID',
    'AWS-TRUST-004',
    () => [{}, { Sid: 'FirstAttempt', Condition: undefined }],
    { catalogue: 'F-003', spot: ['AWS-TRUST-004'] },
  ),

  wrongIdFault(
    'external-id-with-blank',
    'The external ID was pasted with a blank at the end',
    (id) => `${id} `,
  ),
  wrongIdFault(
    'external-id-in-other-case',
    'The external ID was typed in other upper and lower case',
    otherCase,
  ),
  wrongIdFault(
    'external-id-truncated',
    'The external ID lost its last character when it was selected by double-click',
    (id) => id.slice(0, -1),
  ),
  wrongIdFault(
    'external-id-of-another',
    'The external ID is that of another Spot organization',
    () => 'spotinst:aws:extid:0f9e8d7c6b5a4938',
  ),
  wrongIdFault(
    'external-id-regenerated',
    'The external ID is an earlier one; Spot has issued another since',
    (id) => `${id.slice(0, 6)}${[...id.slice(6)].reverse().join('')}-1`,
    'F-004',
  ),

  trustFault(
    'anyone-with-external-id',
    'Everyone may assume the role who knows the external ID',
    'AWS-TRUST-006',
    () => ({
      Principal: { AWS: '*' },
    }),
  ),
  trustFault(
    'anyone-at-all',
    'Everyone may assume the role',
    'AWS-TRUST-006',
    () => ({ Principal: '*', Condition: undefined }),
    {
      spot: ['AWS-TRUST-004'],
    },
  ),
  trustFault(
    'trusts-own-account',
    "The role trusts the reader's own account",
    'AWS-TRUST-007',
    ({ account }) => ({ Principal: { AWS: formatRootArn(account.id) } }),
    { catalogue: 'F-001' },
  ),
  trustFault(
    'trusts-another-vendor',
    "The role trusts another vendor's account",
    'AWS-TRUST-007',
    () => ({ Principal: { AWS: formatRootArn(otherVendorId) } }),
    { catalogue: 'F-001' },
  ),
  trustFault('trusts-a-service', 'The role was made for the service EC2', 'AWS-TRUST-007', () => ({
    Principal: { Service: 'ec2.amazonaws.com' },
    Condition: undefined,
  })),
  trustFault(
    'allows-another-action',
    'The trust policy allows sts:AssumeRoleWithSAML',
    'AWS-TRUST-008',
    () => ({
      Action: 'sts:AssumeRoleWithSAML',
    }),
  ),
  trustFault(
    'allows-tagging-only',
    'The trust policy allows sts:TagSession only',
    'AWS-TRUST-008',
    () => ({ Action: ['sts:TagSession'] }),
  ),

  conditionFault('condition-on-network', "The trust policy lets in the company's addresses only", {
    IpAddress: { 'aws:SourceIp': '198.51.100.0/24' },
  }),
  conditionFault(
    'condition-on-organization',
    "The trust policy lets in the reader's organization only",
    {
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    },
  ),
  conditionFault('condition-on-second-factor', 'The trust policy asks for a second factor', {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
  }),
  conditionFault('condition-on-endpoint', 'The trust policy lets in one VPC endpoint only', {
    StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' },
  }),

  trustFault(
    'denied-by-name',
    "A Deny names one of Eco's accounts",
    'AWS-TRUST-010',
    () => [
      {},
      {
        Sid: 'Offboarded',
        Effect: 'Deny',
        Principal: { AWS: formatRootArn(first) },
        Condition: undefined,
      },
    ],
    { noCommand: denyStays },
  ),
  trustFault(
    'denied-outside-network',
    'A Deny hits everyone outside the company network',
    'AWS-TRUST-010',
    () => [
      {},
      {
        Sid: 'CompanyOnly',
        Effect: 'Deny',
        Principal: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
      },
    ],
  ),

  trustFault(
    'external-id-any',
    'The external ID may be any',
    'AWS-TRUST-011',
    () => ({ Condition: { StringLike: { 'sts:ExternalId': '*' } } }),
    { spot: ['AWS-TRUST-011'] },
  ),
  trustFault(
    'external-id-not-equals',
    'The condition on the external ID is the wrong way round',
    'AWS-TRUST-011',
    () => ({ Condition: { StringNotEquals: { 'sts:ExternalId': 'none' } } }),
    { spot: ['AWS-TRUST-004'] },
  ),
  trustFault(
    'external-id-for-all-values',
    'The external ID is compared with ForAllValues, which holds when there is none',
    'AWS-TRUST-011',
    (subject) => ({ Condition: { 'ForAllValues:StringEquals': idCondition(subject) } }),
    { spot: ['AWS-TRUST-004'] },
  ),
  trustFault(
    'external-id-if-exists',
    'The external ID is compared only if there is one',
    'AWS-TRUST-011',
    (subject) => ({ Condition: { StringEqualsIfExists: idCondition(subject) } }),
    { spot: ['AWS-TRUST-004'] },
  ),

  trustFault(
    'external-id-variable',
    'The external ID is compared with a variable, which is whatever ID is sent',
    'AWS-TRUST-011',
    ({ inputs }) => ({
      Condition: {
        StringEquals: { 'sts:ExternalId': [inputs.externalId, formatVariable('sts:ExternalId')] },
      },
    }),
    { spot: ['AWS-TRUST-011'] },
  ),
  trustFault(
    'external-id-of-another-too',
    'The condition lists a second external ID',
    'AWS-TRUST-015',
    ({ inputs }) => ({
      Condition: {
        StringEquals: { 'sts:ExternalId': [inputs.externalId, 'spotinst:aws:extid:left-over'] },
      },
    }),
  ),
  trustFault(
    'access-ends-within-the-hour',
    'The trust policy lets Spot in until a time that comes soon',
    'AWS-TRUST-016',
    (subject) => ({
      Condition: {
        StringEquals: idCondition(subject),
        DateLessThan: {
          'aws:CurrentTime': new Date(subject.world.clock.now() + 40 * minute).toISOString(),
        },
      },
    }),
  ),
  trustFault(
    'denied-to-roles-by-variable',
    'A Deny hits every role, named by a variable for its account',
    'AWS-TRUST-010',
    () => [
      {},
      {
        Sid: 'NoRoles',
        Effect: 'Deny',
        Principal: '*',
        Condition: {
          ArnLike: {
            'aws:PrincipalArn': formatRoleArn(formatVariable('aws:PrincipalAccount'), '*'),
          },
        },
      },
    ],
  ),
  trustFault(
    'role-pattern-with-parts-too-few',
    'The ARN pattern for the role of Eco lacks a colon, so that it fits nothing',
    'AWS-TRUST-009',
    (subject) => ({
      Condition: {
        StringEquals: idCondition(subject),
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*globalclientassumerole' },
      },
    }),
  ),

  trustFault(
    'narrowed-to-wrong-roles',
    'The trust policy is narrowed to roles that Eco does not call with',
    'AWS-TRUST-012',
    () => ({
      Principal: { AWS: ecoAccountIds.map((id) => formatRoleArn(id, 'Admin')) },
    }),
  ),
  trustFault(
    'narrowed-in-one-account',
    "The trust policy is narrowed to the right role in one of Eco's accounts and forgets the other",
    'AWS-TRUST-012',
    () => ({ Principal: { AWS: formatEcoRoleArn(first) } }),
  ),
  trustFault(
    'trusts-another-besides',
    'Besides Eco, another vendor may assume the role',
    'AWS-TRUST-013',
    () => ({
      Principal: { AWS: [...ecoAccountIds, otherVendorId].map((id) => formatRootArn(id)) },
    }),
  ),
  trustFault(
    'trusts-linked-accounts-account-besides',
    "Besides Eco, Spot's account for linked accounts may assume the role",
    'AWS-TRUST-013',
    () => ({
      Principal: { AWS: [...ecoAccountIds, linkedAccountsId].map((id) => formatRootArn(id)) },
    }),
  ),

  {
    name: 'role-made-seconds-ago',
    title: 'Everything is right, but the role is so new that AWS does not know it everywhere',
    catalogue: 'F-010',
    breaks: (subject) => delayRole(subject, 15 * minute),
    expected: { reader: [], spot: [] },
    expectedStatus: { check: 'aws/eco-role', status: 'undetermined', vantage: 'spot' },
    noCommand: 'Nothing is wrong: it passes once IAM has spread the role.',
  },
  {
    name: 'reader-may-not-look-at-iam',
    title: 'The reader has no right to look at roles, so nothing can be said about this one',
    catalogue: 'F-018',
    breaks: (subject) => denyReader(subject, 'iam:*'),
    expected: { reader: ['AWS-GUARD-006'] },
    expectedStatus: { check: 'aws/eco-role', status: 'undetermined' },
    noCommand: 'Only an administrator can give the reader the right to look.',
  },
];

/** A variable of a policy. */
function formatVariable(key: string): string {
  return `\${${key}}`;
}

/**
 * A stack in ROLLBACK_COMPLETE, as CloudFormation left it an hour ago because the policy's name was
 * taken.
 */
function addFailedStack(subject: ManagementWorld): void {
  const { roleName } = subject.inputs;
  const policy = { logicalId: 'SpotFinOpsManagedPolicy', type: 'AWS::IAM::ManagedPolicy' };
  const taken = `Resource handler returned message: "A policy called ${roleName}_Policy already exists. Duplicate names are not allowed." (RequestToken: 5f0c, HandlerErrorCode: AlreadyExists)`;
  const failed =
    'The following resource(s) failed to create: [SpotFinOpsManagedPolicy]. Rollback requested by user.';
  addRoleStack(
    subject,
    { resource: policy, status: 'CREATE_IN_PROGRESS' },
    { resource: policy, status: 'CREATE_FAILED', reason: taken },
    { status: 'ROLLBACK_IN_PROGRESS', reason: failed },
  );
}

/** The stack of the role in ROLLBACK_COMPLETE, after these steps. */
function addRoleStack({ world, ...subject }: ManagementWorld, ...steps: StackStep[]): void {
  const { bucketName, externalId, roleName } = subject.inputs;
  addStack(
    { world, ...subject },
    {
      name: 'spot-eco-role',
      startedAt: world.clock.now() - hour,
      template: documents.roleTemplate({}),
      parameters: { BucketName: bucketName, ExternalId: externalId, RoleName: roleName },
      steps: [
        { status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' },
        ...steps,
        { status: 'ROLLBACK_COMPLETE' },
      ],
    },
  );
}
