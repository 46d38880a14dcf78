import type { Fault } from '../../../define-faults.ts';
import fault from '../../_linked/fault.ts';
import { connectFaults as sharedFaults } from '../../_linked/faults/connect.ts';
import type { LinkedWorld } from '../../_linked/worlds.ts';
import roleArnFault from '../../_role/role-arn-fault.ts';
import { formatAwsPolicyArn, formatOwnPolicyArn, setAttachedPolicies } from '../../_world/role.ts';
import addLinkedStack from '../add-linked-stack.ts';

/** The ARN given to Spot. */
export const connectFaults: readonly Fault<LinkedWorld>[] = [
  ...sharedFaults,
  roleArnFault(
    'linked-role-arn-of-another-role',
    'The role ARN is that of another role',
    'F-006',
    (arn) => arn.replace(/role\/.*$/, 'role/Admin'),
  ),
  roleArnFault(
    'linked-role-arn-of-the-policy',
    'The ARN of the policy was pasted in place of the role’s',
    'F-007',
    (arn) => arn.replace(/role\/(.*)$/, 'policy/$1_Policy'),
  ),
];

/** What is left of the stack in the end. */
export const stackRemovedFaults: readonly Fault<LinkedWorld>[] = [
  fault(
    'linked-stack-left',
    'The stack stands with role and policy',
    { reader: ['AWS-LINK-003'] },
    (subject) =>
      addLinkedStack(subject, { status: 'CREATE_COMPLETE', made: ['SpotPolicy', 'SpotRole'] }),
    { step: 'undo' },
  ),
  fault(
    'linked-stack-stuck',
    'Deleting the stack got stuck because somebody attached another policy to the role',
    { reader: ['AWS-LINK-003'] },
    (subject) => {
      addLinkedStack(subject, { status: 'DELETE_FAILED', made: ['SpotPolicy', 'SpotRole'] });
      setAttachedPolicies(
        subject,
        formatOwnPolicyArn(subject),
        formatAwsPolicyArn(subject, 'ReadOnlyAccess'),
      );
    },
    { step: 'undo' },
  ),
];
