import { linkedTrustPolicyFor } from '../../../src/checks/aws/_linked/fixes.ts';
import { linkedPolicyFor, selectionOf } from '../../../src/checks/aws/_linked/policy.ts';
import { policyNameFor } from '../../../src/checks/aws/_role/documents.ts';
import { addServiceLinkedRole } from '../../../src/simulator/aws/iam/service-linked-roles.ts';
import {
  createAccount,
  createAdministrator,
  createOrganization,
  createRole,
  createSpot,
  limitUser,
} from '../../../src/simulator/aws/seed.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { AwsWorld } from '../../define-faults.ts';

/** The account that pays for the reader's. */
export const managementAccountId = '999988887777';
const accountId = '111122223333';
const hour = 3_600_000;

/**
 * The world before the guide starts: a member account of an organization with an administrator, and
 * Spot. `inputs` differ from the usual ones.
 */
export function createEmptyWorld(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
): AwsWorld {
  const world = simulator.createWorld();
  const account = createAccount(world, { id: accountId, name: 'Example Corp, production' });
  createOrganization(world, { managementAccountId, memberAccountIds: [accountId] });
  const reader = createAdministrator(world, accountId);
  const roleName = inputs.roleName ?? 'SpotRole';
  return {
    world,
    account,
    limitReader: (rights) => limitUser(world, reader, rights),
    inputs: {
      ...{
        purpose: 'compute',
        accountId,
        roleName,
        externalId: 'spotinst:aws:extid:p7d2n9r4t6h1z8b3',
      },
      roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
      ...inputs,
    },
    reader: { aws: reader },
    spot: { aws: createSpot(world, '922761411349') },
  };
}

/** The world as the guide leaves it, an hour later: IAM knows the role everywhere. */
export function createHealthyWorld(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
): AwsWorld {
  const healthy = createEmptyWorld(simulator, inputs);
  const { world, account } = healthy;
  const { roleName, externalId } = healthy.inputs as { roleName: string; externalId: string };
  const name = policyNameFor({ roleName });
  const arn = `arn:aws:iam::${account.id}:policy/${name}`;
  const createdAt = world.clock.now();
  account.policies.set(arn, {
    ...{ arn, name, id: 'ANPALINKEDLINKED12345', createdAt, defaultVersion: 'v1' },
    versions: new Map([
      ['v1', { document: { ...linkedPolicyFor(selectionOf(healthy.inputs)) }, createdAt }],
    ]),
  });
  createRole(world, account.id, {
    name: roleName,
    trustPolicy: { ...linkedTrustPolicyFor({ externalId }) },
    attachedPolicies: [arn, 'arn:aws:iam::aws:policy/SecurityAudit'],
  });
  addServiceLinkedRole(account, 'spot.amazonaws.com', createdAt);
  world.clock.advance(hour);
  return healthy;
}

/** The account after the undo step. The role of EC2 stays: it is not Spot's. */
export function removeConnection({ account, inputs }: AwsWorld): void {
  account.roles.delete(inputs.roleName as string);
  account.policies.clear();
  account.stacks.clear();
}
