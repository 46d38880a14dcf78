import type { AwsWorld, Variant } from '../../../define-faults.ts';
import { createHealthyWorld } from '../healthy.ts';
import {
  addPolicy,
  addToBucketPolicy,
  ecoStatement,
  ecoStatements,
  encryptWithKey,
  idCondition,
  permit,
  policy,
  roleOf,
  type Statement,
  trust,
} from './role-set-up.ts';

const eco = ['884866656237', '627743545735'];
const calling = (account: string) =>
  `arn:aws:iam::${account}:role/eco-base-cdk-stack-globalclientassumerole`;

function variant(
  name: string,
  title: string,
  change: (healthy: AwsWorld) => void,
): Variant<AwsWorld> {
  return {
    name,
    title,
    build(simulator) {
      const healthy = createHealthyWorld(simulator);
      change(healthy);
      return healthy;
    },
  };
}

/** Another trust policy that is right too: the guide's statement with changes. */
const trusting = (name: string, title: string, ...changes: ((healthy: AwsWorld) => Statement)[]) =>
  variant(name, title, (healthy) =>
    trust(healthy, ...changes.map((change) => ecoStatement(healthy, change(healthy)))),
  );

/** Roles, trust policies and permissions that differ from the guide's and are as right. */
export const roleVariants: readonly Variant<AwsWorld>[] = [
  variant('another-role-name', 'The role has a name of the company', (healthy) => {
    const role = roleOf(healthy);
    const { account, inputs } = healthy;
    account.roles.delete(role.name);
    account.roles.set('acme-finops-spot', { ...role, name: 'acme-finops-spot' });
    inputs.roleName = 'acme-finops-spot';
    inputs.roleArn = `arn:aws:iam::${account.id}:role/acme-finops-spot`;
  }),
  variant('role-with-path', 'The role lives below a path', (healthy) => {
    const role = roleOf(healthy);
    role.path = '/finops/';
    healthy.inputs.roleArn = `arn:aws:iam::${healthy.account.id}:role/finops/${role.name}`;
  }),
  trusting(
    'narrowed-to-named-roles',
    'The trust policy names the roles Eco calls with, in both accounts',
    () => ({
      Principal: {
        AWS: [...eco.map(calling), ...eco.map((account) => `arn:aws:iam::${account}:role/Admin`)],
      },
    }),
  ),
  trusting(
    'split-trust',
    'The trust policy has one statement for each of the accounts',
    () => ({ Sid: 'First', Principal: { AWS: eco[0] } }),
    () => ({ Sid: 'Second', Principal: { AWS: `arn:aws:iam::${eco[1]}:root` } }),
  ),
  trusting('external-id-list', 'The condition lists the external ID among others', (healthy) => ({
    Condition: {
      StringEquals: {
        'sts:ExternalId': [
          ...Object.values(idCondition(healthy)),
          'a-second-one-for-the-change-over',
        ],
      },
    },
  })),
  trusting('external-id-key-case', 'The condition spells its key in other case', (healthy) => ({
    Condition: { StringEquals: { 'STS:externalid': healthy.inputs.externalId } },
  })),
  trusting('tag-session', 'The trust policy also allows sts:TagSession', () => ({
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  })),
  trusting('secure-transport', 'The trust policy also asks for encrypted calls', (healthy) => ({
    Condition: { StringEquals: idCondition(healthy), Bool: { 'aws:SecureTransport': 'true' } },
  })),
  trusting(
    'deny-without-external-id',
    'The trust policy denies whoever sends another external ID',
    () => ({}),
    (healthy) => ({
      Sid: 'OnlyWithId',
      Effect: 'Deny',
      Principal: '*',
      Condition: { StringNotEquals: idCondition(healthy) },
    }),
  ),
  variant(
    'inline-policy',
    'The permissions are written into the role instead of attached',
    (healthy) => {
      const role = roleOf(healthy);
      role.attachedPolicies = [];
      role.inlinePolicies.set('eco', policy(...ecoStatements(healthy)));
    },
  ),
  variant('other-policy-name', 'The attached policy has a name of the company', (healthy) => {
    roleOf(healthy).attachedPolicies = [
      addPolicy(healthy, 'acme-eco-read', policy(...ecoStatements(healthy))),
    ];
  }),
  variant(
    'wildcard-policy',
    "The permissions are those of Spot's customised template, with wildcards",
    (healthy) => {
      const bucket = `arn:aws:s3:::${healthy.inputs.bucketName}`;
      const services = [
        'cur:*',
        'ce:*',
        'savingsplans:List*',
        'savingsplans:Describe*',
        'ec2:Describe*',
        'rds:Describe*',
        'redshift:Describe*',
      ];
      permit(
        healthy,
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
          Resource: 'arn:aws:s3:::sc-customer-*',
        },
        {
          Effect: 'Allow',
          Action: ['s3:List*', 's3:get*'],
          Resource: [`${bucket}*`, `${bucket}/*`],
        },
      );
      roleOf(healthy).attachedPolicies.push(
        'arn:aws:iam::aws:policy/job-function/Billing',
        'arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess',
      );
    },
  ),
  variant(
    'generous-boundary',
    'A permissions boundary allows all that the role needs',
    (healthy) => {
      roleOf(healthy).permissionsBoundary = addPolicy(
        healthy,
        'WideBoundary',
        policy(
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
        ),
      );
    },
  ),
  variant(
    'customer-key-granted',
    'The bucket is encrypted with a customer key that the role may use',
    (healthy) => {
      const key = encryptWithKey(healthy);
      roleOf(healthy).inlinePolicies.set(
        'decrypt',
        policy({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: key }),
      );
    },
  ),
  variant(
    'bucket-denies-plain-http',
    'The bucket policy denies calls that are not encrypted',
    (healthy) =>
      addToBucketPolicy(healthy, (bucket) => ({
        ...{
          Sid: 'TlsOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [bucket, `${bucket}/*`],
        },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      })),
  ),
];
