import type { AwsWorld, Fault } from '../../../define-faults.ts';
import { roleOf } from '../../management-account/faults/role-set-up.ts';
import { addStack, fault, removeRoleAndPolicy } from './set-up.ts';

const user = (accountId: string) => `arn:aws:iam::${accountId}:user/administrator`;

/** A stack that rolled back for a reason, and left nothing. */
function rolledBack(
  name: string,
  title: string,
  code: string,
  catalogue: string,
  reason: (accountId: string) => string,
  noCommand?: string,
): Fault<AwsWorld> {
  return fault(
    name,
    title,
    { reader: [code] },
    (healthy) => {
      removeRoleAndPolicy(healthy);
      addStack(healthy, {
        status: 'ROLLBACK_COMPLETE',
        failed: { logicalId: 'SpotRole', reason: reason(healthy.account.id) },
      });
    },
    { catalogue, ...(noCommand ? { noCommand } : {}) },
  );
}

const handler = (words: string, code: string) =>
  `Resource handler returned message: "${words}" (RequestToken: 5f0c2b1e, HandlerErrorCode: ${code})`;

/** Every state that CloudFormation may leave the reader in. */
export const stackFaults: readonly Fault<AwsWorld>[] = [
  fault(
    'stack-never-made',
    'The stack was refused at once because its capability was not acknowledged; nothing was made',
    { reader: ['AWS-STACK-001'] },
    removeRoleAndPolicy,
    { catalogue: 'F-023' },
  ),
  fault(
    'stack-policy-name-taken',
    'The stack failed: a policy of that name is left from an earlier attempt',
    { reader: ['AWS-STACK-002'] },
    (healthy) => {
      healthy.account.roles.delete(healthy.inputs.roleName as string);
      const reason = handler(
        `A policy called ${healthy.inputs.roleName}_Policy already exists. Duplicate names are not allowed.`,
        'AlreadyExists',
      );
      addStack(healthy, {
        status: 'ROLLBACK_COMPLETE',
        failed: { logicalId: 'SpotPolicy', reason },
      });
    },
    { catalogue: 'F-015' },
  ),
  fault(
    'stack-role-name-taken',
    'The stack failed: a role of that name is left from an earlier attempt, with another external ID',
    { reader: ['AWS-STACK-002'] },
    (healthy) => {
      roleOf(healthy).trustPolicy = { Version: '2012-10-17', Statement: [] };
      healthy.account.policies.clear();
      roleOf(healthy).attachedPolicies = [];
      const reason = handler(
        `Role with name ${healthy.inputs.roleName} already exists.`,
        'AlreadyExists',
      );
      addStack(healthy, { status: 'ROLLBACK_COMPLETE', failed: { logicalId: 'SpotRole', reason } });
    },
    { catalogue: 'F-015' },
  ),
  rolledBack(
    'stack-below-scp',
    'The stack failed: a policy of the organization forbids roles',
    'AWS-STACK-003',
    'F-019',
    (id) =>
      handler(
        `User: ${user(id)} is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::${id}:role/SpotRole with an explicit deny in a service control policy`,
        'AccessDenied',
      ),
    'Only an administrator of the organization can change its policies.',
  ),
  rolledBack(
    'stack-not-allowed',
    'The stack failed: its creator may not attach policies',
    'AWS-STACK-004',
    'F-018',
    (id) =>
      handler(
        `User: ${user(id)} is not authorized to perform: iam:AttachRolePolicy on resource: role SpotRole because no identity-based policy allows the iam:AttachRolePolicy action`,
        'AccessDenied',
      ),
    'Only an administrator can give the right.',
  ),
  rolledBack(
    'stack-policy-too-large',
    'The stack failed: somebody added a statement, and the policy became too large',
    'AWS-STACK-005',
    'F-013',
    () => handler('Cannot exceed quota for PolicySize: 6144', 'ServiceLimitExceeded'),
  ),
  rolledBack(
    'stack-custom-resource-failed',
    'The stack failed in a custom resource that somebody added',
    'AWS-STACK-005',
    'F-025',
    () =>
      'Received response status [FAILED] from custom resource. Message returned: token is not valid',
  ),
  fault(
    'stack-not-started',
    'The stack was prepared with a change set that nobody executed',
    { reader: ['AWS-STACK-006'] },
    (healthy) => {
      removeRoleAndPolicy(healthy);
      addStack(healthy, { status: 'REVIEW_IN_PROGRESS' });
    },
    { catalogue: 'F-023' },
  ),
  fault(
    'stack-half-deleted',
    'Somebody deleted the stack, and got stuck because another policy was attached to the role',
    { reader: ['AWS-STACK-007'] },
    (healthy) => {
      const role = roleOf(healthy);
      role.attachedPolicies = ['arn:aws:iam::aws:policy/ReadOnlyAccess'];
      addStack(healthy, {
        status: 'DELETE_FAILED',
        made: ['SpotRole'],
        failed: {
          logicalId: 'SpotRole',
          status: 'DELETE_FAILED',
          reason: handler(
            'Cannot delete entity, must detach all policies first.',
            'InvalidRequest',
          ),
        },
      });
      healthy.account.policies.clear();
    },
    { catalogue: 'F-027' },
  ),
  fault(
    'stack-still-at-work',
    'CloudFormation is still creating the role',
    { reader: [] },
    (healthy) => {
      removeRoleAndPolicy(healthy);
      addStack(healthy, { status: 'CREATE_IN_PROGRESS' });
    },
    {
      expectedStatus: { check: 'aws/linked-stack', status: 'pending' },
      noCommand: 'Nothing is wrong: it passes once CloudFormation is done.',
    },
  ),
  fault(
    'role-deleted-after-the-stack',
    'The stack stands, and somebody deleted its role',
    { reader: ['AWS-TRUST-001'], spot: [] },
    (healthy) => {
      addStack(healthy, { status: 'CREATE_COMPLETE', made: ['SpotPolicy', 'SpotRole'] });
      healthy.account.roles.delete(healthy.inputs.roleName as string);
    },
    { catalogue: 'F-027' },
  ),
];
