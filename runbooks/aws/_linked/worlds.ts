import { linkedTrustPolicyFor } from '../../../src/checks/aws/_linked/fixes.ts';
import type { SelectionInputs } from '../../../src/checks/aws/_linked/policy.ts';
import { linkedPolicyFor, selectionOf } from '../../../src/checks/aws/_linked/policy.ts';
import { addServiceLinkedRole } from '../../../src/simulator/aws/iam/service-linked-roles.ts';
import type { Simulator } from '../../../src/simulator/index.ts';
import type { InputsOf } from '../../define-faults.ts';
import { hour } from '../../time.ts';
import { formatRoleArn } from '../_world/arns.ts';
import { addRole } from '../_world/role.ts';
import { linkedAccountsId } from '../_world/spot-accounts.ts';
import {
  type AwsWorld,
  createAwsWorld,
  readerAccountId,
  strangerAccountId,
} from '../_world/world.ts';
import type { linkedInputs } from './inputs.ts';

/** Inputs of both guides; those of the manual one have more. */
export type LinkedInputs = InputsOf<{ inputs: typeof linkedInputs }, 'roleArn'> & SelectionInputs;

/** A world around an account that Spot is to run servers in. */
export type LinkedWorld = AwsWorld<LinkedInputs>;

/** The account that pays for the reader's. */
export const managementAccountId = strangerAccountId;

/**
 * The world before the guide starts: a member account of an organization with an administrator, and
 * Spot. `inputs` differ from the usual ones, or are those that only one of the guides has.
 */
export function createEmptyWorld<Inputs extends Partial<LinkedInputs>>(
  simulator: Simulator,
  inputs: Inputs,
): AwsWorld<LinkedInputs & Inputs> {
  const roleName = inputs.roleName ?? 'SpotRole';
  return createAwsWorld(simulator, {
    accountId: readerAccountId,
    accountName: 'Example Corp, production',
    organization: { managementAccountId, memberAccountIds: [readerAccountId] },
    spotAccountId: linkedAccountsId,
    inputs: {
      purpose: 'compute',
      accountId: readerAccountId,
      roleName,
      externalId: 'spotinst:aws:extid:p7d2n9r4t6h1z8b3',
      roleArn: formatRoleArn(readerAccountId, roleName),
      ...inputs,
    },
  });
}

/** The world as the guide leaves it, an hour later: IAM knows the role everywhere. */
export function createHealthyWorld<Inputs extends Partial<LinkedInputs>>(
  simulator: Simulator,
  inputs: Inputs,
): AwsWorld<LinkedInputs & Inputs> {
  const subject = createEmptyWorld(simulator, inputs);
  addRole(subject, {
    trustPolicy: { ...linkedTrustPolicyFor(subject.inputs) },
    permissions: { ...linkedPolicyFor(selectionOf(subject.inputs)) },
    awsPolicies: ['SecurityAudit'],
  });
  addServiceLinkedRole(subject.account, 'spot.amazonaws.com', subject.world.clock.now());
  subject.world.clock.advance(hour);
  return subject;
}

/** The account after the undo step. The role of EC2 stays: it is not Spot's. */
export function removeConnection({ account, inputs }: LinkedWorld): void {
  account.roles.delete(inputs.roleName);
  account.policies.clear();
  account.stacks.clear();
}
