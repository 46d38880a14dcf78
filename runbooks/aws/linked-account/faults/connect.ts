import type { AwsWorld, Fault } from '../../../define-faults.ts';
import { ownPolicyArn, permit, roleOf } from '../../management-account/faults/role-set-up.ts';
import { addStack, fault, typed, withoutActions } from './set-up.ts';

/** A role ARN that is not the role's. Both vantages see it: it takes no call to compare. */
const otherRole = (
  name: string,
  title: string,
  catalogue: string,
  change: (arn: string) => string,
) =>
  fault(
    name,
    title,
    { reader: ['AWS-ACCESS-001'], spot: ['AWS-ACCESS-001'] },
    ({ inputs }) => {
      inputs.roleArn = change(inputs.roleArn as string);
    },
    { catalogue, noCommand: typed },
  );

const removeServiceRole = ({ account }: AwsWorld) =>
  void account.roles.delete('AWSServiceRoleForEC2Spot');

/** The service-linked role, the ARN given to Spot, and what is left in the end. */
export const serviceRoleFaults: readonly Fault<AwsWorld>[] = [
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
    (healthy) => {
      removeServiceRole(healthy);
      permit(
        healthy,
        ...withoutActions(healthy, (action) => action === 'iam:CreateServiceLinkedRole'),
      );
    },
    { catalogue: 'F-030' },
  ),
];

export const connectFaults: readonly Fault<AwsWorld>[] = [
  otherRole(
    'linked-role-arn-of-another-account',
    'The role ARN holds the number of another account',
    'F-009',
    (arn) => arn.replace(/\d{12}/, '444455556666'),
  ),
  otherRole(
    'linked-role-arn-of-another-role',
    'The role ARN is that of another role',
    'F-006',
    (arn) => arn.replace(/role\/.*$/, 'role/Admin'),
  ),
  otherRole(
    'linked-role-arn-of-the-policy',
    'The ARN of the policy was pasted in place of the role’s',
    'F-007',
    (arn) => arn.replace(/role\/(.*)$/, 'policy/$1_Policy'),
  ),
];

export const removedFaults: readonly Fault<AwsWorld>[] = [
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
    (healthy) => {
      permit(healthy, ...withoutActions(healthy, () => false));
      healthy.account.roles.delete(healthy.inputs.roleName as string);
    },
    { step: 'undo' },
  ),
];

export const stackRemovedFaults: readonly Fault<AwsWorld>[] = [
  fault(
    'linked-stack-left',
    'The stack stands with role and policy',
    { reader: ['AWS-LINK-003'] },
    (healthy) =>
      void addStack(healthy, { status: 'CREATE_COMPLETE', made: ['SpotPolicy', 'SpotRole'] }),
    { step: 'undo' },
  ),
  fault(
    'linked-stack-stuck',
    'Deleting the stack got stuck because somebody attached another policy to the role',
    { reader: ['AWS-LINK-003'] },
    (healthy) => {
      addStack(healthy, { status: 'DELETE_FAILED', made: ['SpotPolicy', 'SpotRole'] });
      roleOf(healthy).attachedPolicies = [
        ownPolicyArn(healthy),
        'arn:aws:iam::aws:policy/ReadOnlyAccess',
      ];
    },
    { step: 'undo' },
  ),
];
