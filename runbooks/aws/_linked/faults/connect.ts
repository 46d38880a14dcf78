import type { Fault } from '../../../define-faults.ts';
import roleArnFault from '../../_role/role-arn-fault.ts';
import { deleteRole, setOwnPolicy } from '../../_world/role.ts';
import fault from '../fault.ts';
import { forgetActions, listStatements } from '../statements.ts';
import type { LinkedWorld } from '../worlds.ts';

/** EC2's own role for spot instances. */
const serviceRole = 'AWSServiceRoleForEC2Spot';

function removeServiceRole({ account }: LinkedWorld): void {
  if (!account.roles.delete(serviceRole))
    throw new Error(`The world has no role ${serviceRole}; it cannot be deleted.`);
}

/** The service-linked role, the ARN given to Spot, and what is left in the end. */
export const serviceRoleFaults: readonly Fault<LinkedWorld>[] = [
  fault(
    'spot-role-missing',
    "EC2's own role for spot instances was never made",
    { reader: ['AWS-SLR-001'] },
    removeServiceRole,
    {
      catalogue: 'F-030',
    },
  ),
  fault(
    'spot-role-cannot-be-made',
    "EC2's own role is missing, and the policy does not let Spot create it",
    { reader: ['AWS-SLR-002'] },
    (subject) => {
      removeServiceRole(subject);
      forgetActions(subject, (action) => action === 'iam:CreateServiceLinkedRole');
    },
    { catalogue: 'F-030' },
  ),
];

export const connectFaults: readonly Fault<LinkedWorld>[] = [
  roleArnFault(
    'linked-role-arn-of-another-account',
    'The role ARN holds the number of another account',
    'F-009',
    (arn) => arn.replace(/\d{12}/, '444455556666'),
  ),
];

export const removedFaults: readonly Fault<LinkedWorld>[] = [
  fault(
    'linked-role-left',
    'Nothing was taken down',
    { reader: ['AWS-LINK-003'] },
    () => undefined,
    { step: 'undo' },
  ),
  fault(
    'linked-policy-left',
    'The role was deleted, its policy with several versions is left',
    { reader: ['AWS-LINK-004'] },
    (subject) => {
      setOwnPolicy(subject, ...listStatements(subject));
      deleteRole(subject);
    },
    { step: 'undo' },
  ),
];
