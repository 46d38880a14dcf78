import {
  CreateRoleCommand,
  type CreateRoleCommandInput,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { Simulator } from '../../index.ts';
import { awsPolicyArn, iamArn } from '../arn.ts';
import { iamFor, policy, trusts, twoAccounts } from '../testing.ts';

/** Trusts an Eco account with an external ID that needs every kind of escaping on the wire. */
export const trust = JSON.stringify(
  policy(
    trusts(
      { AWS: iamArn({ partition: 'aws', id: '884866656237' }, 'root') },
      { StringEquals: { 'sts:ExternalId': "it's (1*)!" } },
    ),
  ),
);

export const adminArn = awsPolicyArn('aws', 'AdministratorAccess');

export const create = (client: IAMClient, input: Partial<CreateRoleCommandInput> = {}) =>
  client.send(
    new CreateRoleCommand({ RoleName: 'Some', AssumeRolePolicyDocument: trust, ...input }),
  );

/** Two accounts, and IAM as the administrator of the first. */
export function begin(simulator: Simulator) {
  const scene = twoAccounts(simulator);
  return { ...scene, iam: iamFor(scene.administrator) };
}
