import { formatArn } from '../../../src/providers/aws/partitions.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import { idCondition } from '../_role/trust-faults.ts';
import { formatRoleArn, formatRootArn } from '../_world/arns.ts';
import { addToBucketPolicy, encryptWithKey, formatBucketArn } from '../_world/bucket.ts';
import {
  addServiceControlPolicy,
  allowRegions,
  callsOverTls,
  keepInside,
} from '../_world/organization.ts';
import { allow, deny, makePolicy, type Statement } from '../_world/policy.ts';
import {
  addOtherRole,
  addPolicy,
  attachPolicy,
  formatAwsPolicyArn,
  moveRole,
  renameRole,
  setAttachedPolicies,
  setBoundary,
  setInlinePolicy,
  setOwnPolicy,
  setTrustPolicy,
} from '../_world/role.ts';
import { ecoAccountIds, formatEcoRoleArn } from '../_world/spot-accounts.ts';
import { findRegion, otherRegion, strangerAccountId } from '../_world/world.ts';
import { changeTrust, listStatements } from './statements.ts';
import { createHealthyWorld, type ManagementWorld } from './worlds.ts';

const variant = defineVariants(createHealthyWorld);

/** Another trust policy that is right too: the guide's statement with changes. */
const trustVariant = (
  name: string,
  title: string,
  ...changes: ((subject: ManagementWorld) => Statement)[]
) =>
  variant(name, title, {}, (subject) =>
    setTrustPolicy(subject, ...changes.map((change) => changeTrust(subject, change(subject)))),
  );

/** Roles, trust policies and permissions that differ from the guide's and are as right. */
export const roleVariants: readonly Variant<ManagementWorld>[] = [
  variant('another-role-name', 'The role has a name of the company', {}, (subject) => {
    const name = 'acme-finops-spot';
    renameRole(subject, name);
    subject.inputs.roleName = name;
    subject.inputs.roleArn = formatRoleArn(subject.account.id, name);
  }),
  variant('role-with-path', 'The role lives below a path', {}, (subject) =>
    moveRole(subject, '/finops/'),
  ),
  trustVariant(
    'narrowed-to-named-roles',
    'The trust policy names the roles Eco calls with, in both accounts',
    () => ({
      Principal: {
        AWS: [
          ...ecoAccountIds.map(formatEcoRoleArn),
          ...ecoAccountIds.map((id) => formatRoleArn(id, 'Admin')),
        ],
      },
    }),
  ),
  trustVariant(
    'split-trust',
    'The trust policy has one statement for each of the accounts',
    () => ({ Sid: 'First', Principal: { AWS: ecoAccountIds[0] } }),
    () => ({ Sid: 'Second', Principal: { AWS: formatRootArn(ecoAccountIds[1]) } }),
  ),
  trustVariant('external-id-list', 'The condition has the external ID in a list', (subject) => ({
    Condition: {
      'ForAnyValue:StringEquals': { 'sts:ExternalId': Object.values(idCondition(subject)) },
    },
  })),
  trustVariant(
    'external-id-any-case',
    'The external ID is compared without regard to case',
    (subject) => ({ Condition: { StringEqualsIgnoreCase: idCondition(subject) } }),
  ),
  trustVariant(
    'narrowed-by-condition',
    'A condition names the role that Eco calls with, by an ARN pattern',
    (subject) => ({
      Condition: {
        StringEquals: idCondition(subject),
        ArnLike: {
          'aws:PrincipalArn': ecoAccountIds.map((id) => formatRoleArn(id, 'eco-base-cdk-stack-*')),
        },
      },
    }),
  ),
  trustVariant(
    'denied-to-other-accounts',
    'The trust policy denies whoever calls from other accounts than those of Eco',
    () => ({}),
    () => ({
      Sid: 'OnlyEco',
      Effect: 'Deny',
      Principal: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': [...ecoAccountIds] } },
    }),
  ),
  trustVariant('external-id-key-case', 'The condition spells its key in other case', (subject) => ({
    Condition: { StringEquals: { 'STS:externalid': subject.inputs.externalId } },
  })),
  trustVariant('tag-session', 'The trust policy also allows sts:TagSession', () => ({
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  })),
  trustVariant('secure-transport', 'The trust policy also asks for encrypted calls', (subject) => ({
    Condition: { StringEquals: idCondition(subject), Bool: { 'aws:SecureTransport': 'true' } },
  })),
  trustVariant(
    'deny-without-external-id',
    'The trust policy denies whoever sends another external ID',
    () => ({}),
    (subject) => ({
      Sid: 'OnlyWithId',
      Effect: 'Deny',
      Principal: '*',
      Condition: { StringNotEquals: idCondition(subject) },
    }),
  ),
  variant(
    'inline-policy',
    'The permissions are written into the role instead of attached',
    {},
    (subject) => {
      setAttachedPolicies(subject);
      setInlinePolicy(subject, 'eco', ...listStatements(subject));
    },
  ),
  variant('other-policy-name', 'The attached policy has a name of the company', {}, (subject) => {
    setAttachedPolicies(
      subject,
      addPolicy(subject, 'acme-eco-read', makePolicy(...listStatements(subject))),
    );
  }),
  variant(
    'wildcard-policy',
    "The permissions are those of Spot's customised template, with wildcards",
    {},
    (subject) => {
      const bucket = formatBucketArn(subject);
      const services = [
        'cur:*',
        'ce:*',
        'savingsplans:List*',
        'savingsplans:Describe*',
        'ec2:Describe*',
        'rds:Describe*',
        'redshift:Describe*',
      ];
      setOwnPolicy(
        subject,
        {
          Effect: 'Allow',
          Action: [...services, 'elasticache:Describe*', 'es:Describe*', 'dynamodb:Describe*'],
          Resource: '*',
        },
        {
          Effect: 'Allow',
          Action: [
            's3:GetBucketLocation',
            's3:List*',
            's3:PutObject',
            's3:PutObjectTagging',
            's3:PutObjectAcl',
          ],
          Resource: formatArn({ service: 's3', resource: 'sc-customer-*' }),
        },
        {
          Effect: 'Allow',
          Action: ['s3:List*', 's3:get*'],
          Resource: [`${bucket}*`, `${bucket}/*`],
        },
      );
      attachPolicy(
        subject,
        formatAwsPolicyArn(subject, 'job-function/Billing'),
        formatAwsPolicyArn(subject, 'AWSCloudFormationReadOnlyAccess'),
      );
    },
  ),
  variant(
    'generous-boundary',
    'A permissions boundary allows all that the role needs',
    {},
    (subject) => setBoundary(subject, allow('*'), deny('iam:*')),
  ),
  variant(
    'boundary-of-two-regions',
    'A permissions boundary allows everything in two regions',
    {},
    (subject) =>
      setBoundary(subject, {
        ...allow('*'),
        Condition: { StringEquals: { 'aws:RequestedRegion': [findRegion(subject), otherRegion] } },
      }),
  ),
  variant(
    'service-control-policies',
    'Policies of the reseller allow two regions, ask for TLS, and keep roles inside, but for this one',
    { payerAccountId: strangerAccountId },
    (subject) =>
      addServiceControlPolicy(
        subject,
        allowRegions(findRegion(subject), otherRegion),
        keepInside(subject, subject.inputs.roleName),
        ...callsOverTls,
      ),
  ),
  variant(
    'several-roles',
    'The account has roles for other products of Spot, too',
    {},
    (subject) => {
      for (const name of ['SpotRole', 'SpotByNetApp_Finops_ReadOnly2', 'spotinst-iam-stack-Role'])
        addOtherRole(subject, name);
    },
  ),
  variant(
    'deny-without-mfa',
    'A policy of the role denies to change users without a second factor',
    {},
    (subject) =>
      setInlinePolicy(subject, 'second-factor', {
        ...deny('iam:*'),
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      }),
  ),
  variant('reads-more-lists', 'The role may list and describe other services too', {}, (subject) =>
    setInlinePolicy(subject, 'inventory', allow(['ecs:List*', 'sqs:List*', 'eks:Describe*'])),
  ),
  variant(
    'customer-key-granted',
    'The bucket is encrypted with a customer key that the role may use',
    {},
    (subject) => setInlinePolicy(subject, 'decrypt', allow('kms:Decrypt', encryptWithKey(subject))),
  ),
  variant(
    'bucket-denies-plain-http',
    'The bucket policy denies calls that are not encrypted',
    {},
    (subject) =>
      addToBucketPolicy(subject, {
        Sid: 'TlsOnly',
        ...deny('s3:*', [formatBucketArn(subject), formatBucketArn(subject, '*')]),
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
  ),
];
