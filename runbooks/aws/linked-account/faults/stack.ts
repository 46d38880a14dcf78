import { formatArn } from '../../../../src/providers/aws/partitions.ts';
import type { Fault } from '../../../define-faults.ts';
import fault from '../../_linked/fault.ts';
import type { LinkedWorld } from '../../_linked/worlds.ts';
import { formatRoleArn } from '../../_world/arns.ts';
import { makePolicy } from '../../_world/policy.ts';
import { boundaryStays, hookStays, organizationDecides } from '../../_world/reasons.ts';
import {
  deletePolicies,
  deleteRole,
  findRole,
  formatAwsPolicyArn,
  setAttachedPolicies,
} from '../../_world/role.ts';
import addLinkedStack from '../add-linked-stack.ts';

/** Takes away what the stack would have made. */
function removeRoleAndPolicy(subject: LinkedWorld): void {
  deleteRole(subject);
  deletePolicies(subject);
}

/** What AWS says to a user who may not do something. */
function refuse(accountId: string, action: string, resource: string, why: string): string {
  const user = formatArn({ service: 'iam', account: accountId, resource: 'user/administrator' });
  const words = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return quoteHandler(words, 'AccessDenied');
}

/** A stack that rolled back for a reason, and left nothing. */
function rollbackFault(
  name: string,
  title: string,
  code: string,
  catalogue: string,
  reason: (accountId: string) => string,
  noCommand?: string,
): Fault<LinkedWorld> {
  return fault(
    name,
    title,
    { reader: [code] },
    (subject) => {
      removeRoleAndPolicy(subject);
      addLinkedStack(subject, {
        status: 'ROLLBACK_COMPLETE',
        failed: { logicalId: 'SpotRole', reason: reason(subject.account.id) },
      });
    },
    { catalogue, noCommand },
  );
}

/** How CloudFormation quotes the refusal of a service. */
function quoteHandler(words: string, code: string): string {
  return `Resource handler returned message: "${words}" (RequestToken: 5f0c2b1e, HandlerErrorCode: ${code})`;
}

/** Every state that CloudFormation may leave the reader in. */
export const stackFaults: readonly Fault<LinkedWorld>[] = [
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
    (subject) => {
      deleteRole(subject);
      const reason = quoteHandler(
        `A policy called ${subject.inputs.roleName}_Policy already exists. Duplicate names are not allowed.`,
        'AlreadyExists',
      );
      addLinkedStack(subject, {
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
    (subject) => {
      findRole(subject).trustPolicy = makePolicy();
      deletePolicies(subject);
      setAttachedPolicies(subject);
      const reason = quoteHandler(
        `Role with name ${subject.inputs.roleName} already exists.`,
        'AlreadyExists',
      );
      addLinkedStack(subject, {
        status: 'ROLLBACK_COMPLETE',
        failed: { logicalId: 'SpotRole', reason },
      });
    },
    { catalogue: 'F-015' },
  ),
  rollbackFault(
    'stack-below-scp',
    'The stack failed: a policy of the organization forbids roles',
    'AWS-STACK-003',
    'F-019',
    (id) =>
      refuse(
        id,
        'iam:CreateRole',
        formatRoleArn(id, 'SpotRole'),
        'with an explicit deny in a service control policy',
      ),
    organizationDecides,
  ),
  rollbackFault(
    'stack-below-resource-policy',
    'The stack failed: a resource control policy of the organization forbids roles for others',
    'AWS-STACK-003',
    'F-019',
    (id) =>
      refuse(
        id,
        'iam:CreateRole',
        formatRoleArn(id, 'SpotRole'),
        'with an explicit deny in a resource control policy',
      ),
    organizationDecides,
  ),
  rollbackFault(
    'stack-below-boundary',
    'The stack failed: its creator has a permissions boundary without roles',
    'AWS-STACK-008',
    'F-018',
    (id) =>
      refuse(
        id,
        'iam:CreateRole',
        formatRoleArn(id, 'SpotRole'),
        'because no permissions boundary allows the iam:CreateRole action',
      ),
    boundaryStays,
  ),
  fault(
    'stack-refused-by-hook',
    'The stack failed: a Hook of the company refuses roles that trust others',
    { reader: ['AWS-STACK-009'] },
    (subject) => {
      removeRoleAndPolicy(subject);
      addLinkedStack(subject, {
        status: 'ROLLBACK_COMPLETE',
        refused: {
          logicalId: 'SpotRole',
          hook: 'AcmeCorp::Guard::RoleTrustHook',
          words:
            'Hook failed with message: Template failed validation, the following rule(s) failed: NO_THIRD_PARTY_TRUST_WITHOUT_APPROVAL.',
        },
      });
    },
    { noCommand: hookStays },
  ),
  rollbackFault(
    'stack-not-allowed',
    'The stack failed: its creator may not attach policies',
    'AWS-STACK-004',
    'F-018',
    (id) =>
      refuse(
        id,
        'iam:AttachRolePolicy',
        'role SpotRole',
        'because no identity-based policy allows the iam:AttachRolePolicy action',
      ),
    'Only an administrator can give the right.',
  ),
  rollbackFault(
    'stack-policy-too-large',
    'The stack failed: somebody added a statement, and the policy became too large',
    'AWS-STACK-005',
    'F-013',
    () => quoteHandler('Cannot exceed quota for PolicySize: 6144', 'ServiceLimitExceeded'),
  ),
  rollbackFault(
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
    (subject) => {
      removeRoleAndPolicy(subject);
      addLinkedStack(subject, { status: 'REVIEW_IN_PROGRESS' });
    },
    { catalogue: 'F-023' },
  ),
  fault(
    'stack-half-deleted',
    'Somebody deleted the stack, and got stuck because another policy was attached to the role',
    { reader: ['AWS-STACK-007'] },
    (subject) => {
      setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'ReadOnlyAccess'));
      addLinkedStack(subject, {
        status: 'DELETE_FAILED',
        made: ['SpotRole'],
        failed: {
          logicalId: 'SpotRole',
          status: 'DELETE_FAILED',
          reason: quoteHandler(
            'Cannot delete entity, must detach all policies first.',
            'InvalidRequest',
          ),
        },
      });
      deletePolicies(subject);
    },
    { catalogue: 'F-027' },
  ),
  fault(
    'stack-still-at-work',
    'CloudFormation is still creating the role',
    { reader: [] },
    (subject) => {
      removeRoleAndPolicy(subject);
      addLinkedStack(subject, { status: 'CREATE_IN_PROGRESS' });
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
    (subject) => {
      addLinkedStack(subject, { status: 'CREATE_COMPLETE', made: ['SpotPolicy', 'SpotRole'] });
      deleteRole(subject);
    },
    { catalogue: 'F-027' },
  ),
];
