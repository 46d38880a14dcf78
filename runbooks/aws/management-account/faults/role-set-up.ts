import {
  permissionsPolicyFor,
  trustPolicyFor,
} from '../../../../src/checks/aws/_role/documents.ts';
import type {
  IamRole,
  ManagedPolicy,
  PolicyDocument,
} from '../../../../src/simulator/aws/state.ts';
import type { AwsWorld } from '../../../define-faults.ts';

/** Ways of changing the role of a healthy world, shared by faults and variants. */

export type Statement = Record<string, unknown>;

export const policy = (...statements: Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

export function roleOf({ account, inputs }: AwsWorld): IamRole {
  const role = account.roles.get(inputs.roleName as string);
  if (!role)
    throw new Error(`The healthy world has no role ${inputs.roleName}; it cannot be changed.`);
  return role;
}

/**
 * Replaces the trust policy. Takes effect at once: faults are about what is wrong, not about when
 * it spreads.
 */
export function trust(healthy: AwsWorld, ...statements: Statement[]): void {
  roleOf(healthy).trustPolicy = policy(...statements);
}

/** The guide's trust statement with changes; `undefined` takes a member away. */
export function ecoStatement({ inputs }: AwsWorld, changes: Statement = {}): Statement {
  const [statement] = trustPolicyFor({ externalId: inputs.externalId as string }).Statement;
  return Object.fromEntries(
    Object.entries({ ...statement, ...changes }).filter(([, value]) => value !== undefined),
  );
}

/** The condition on the external ID, as the guide has it. */
export const idCondition = ({ inputs }: AwsWorld) => ({
  'sts:ExternalId': inputs.externalId as string,
});

/** The statements of the guide's permission policy, for this world's bucket. */
export function ecoStatements({
  inputs,
}: AwsWorld): (Statement & { Sid: string; Action: string[]; Resource: string })[] {
  return permissionsPolicyFor({ bucketName: inputs.bucketName as string }).Statement;
}

/** Makes a managed policy of the account; returns its ARN. */
export function addPolicy(
  { account, world }: AwsWorld,
  name: string,
  document: PolicyDocument,
): string {
  const arn = `arn:aws:iam::${account.id}:policy/${name}`;
  const createdAt = world.clock.now();
  const made: ManagedPolicy = {
    arn,
    name,
    id: `ANPA${name
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .padEnd(17, 'X')
      .slice(0, 17)}`,
    createdAt,
    defaultVersion: 'v1',
    versions: new Map([['v1', { document, createdAt }]]),
  };
  account.policies.set(arn, made);
  return arn;
}

/** ARN of the policy that the guide makes. */
export const ownPolicyArn = ({ account, inputs }: AwsWorld) =>
  `arn:aws:iam::${account.id}:policy/${inputs.roleName}_Policy`;

/** Replaces what the guide's policy says, as a new version of it would. */
export function permit(healthy: AwsWorld, ...statements: Statement[]): void {
  const own = healthy.account.policies.get(ownPolicyArn(healthy));
  if (!own)
    throw new Error(
      `The healthy world has no policy ${ownPolicyArn(healthy)}; it cannot be changed.`,
    );
  own.defaultVersion = 'v2';
  own.versions.set('v2', { document: policy(...statements), createdAt: healthy.world.clock.now() });
}

/** The guide's statements without some actions; statements that become empty are left out. */
export function without(
  healthy: AwsWorld,
  unwanted: (action: string, sid: string) => boolean,
): Statement[] {
  return ecoStatements(healthy)
    .map((statement) => ({
      ...statement,
      Action: statement.Action.filter((action) => !unwanted(action, statement.Sid)),
    }))
    .filter(({ Action }) => Action.length > 0);
}

/** Adds a statement to the policy of the bucket. */
export function addToBucketPolicy(
  { world, inputs }: AwsWorld,
  statement: (bucketArn: string) => Statement,
): void {
  const bucket = world.aws.buckets.get(inputs.bucketName as string);
  if (!bucket)
    throw new Error(`The healthy world has no bucket ${inputs.bucketName}; it cannot be changed.`);
  const Statement = [bucket.policy?.Statement ?? []].flat();
  bucket.policy = {
    ...bucket.policy,
    Version: '2012-10-17',
    Statement: [...Statement, statement(`arn:aws:s3:::${bucket.name}`)],
  };
}

/**
 * Encrypts the bucket and all its files with a customer key whose policy trusts the account and the
 * billing service; returns the key's ARN.
 */
export function encryptWithKey({ world, account, inputs }: AwsWorld): string {
  const bucket = world.aws.buckets.get(inputs.bucketName as string);
  if (!bucket)
    throw new Error(
      `The healthy world has no bucket ${inputs.bucketName}; it cannot be encrypted.`,
    );
  const keyArn = `arn:aws:kms:us-east-1:${account.id}:key/5d1f3a52-7c41-4a0e-9f0b-2b1c8e6f9d10`;
  const keyPolicy = policy(
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account.id}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'billingreports.amazonaws.com' },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
    },
  );
  account.keys.set(keyArn, { arn: keyArn, policy: keyPolicy });
  bucket.encryption = { algorithm: 'aws:kms', keyArn };
  for (const object of bucket.objects.values()) object.keyArn = keyArn;
  return keyArn;
}
