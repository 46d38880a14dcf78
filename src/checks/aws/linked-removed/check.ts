import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedStack from '../../../evidence/aws/linked-stack.ts';
import role from '../../../evidence/aws/role.ts';
import { defineCheck } from '../../define-check.ts';
import { findUnknownAccount } from '../_account/guard.ts';
import { securityAuditArn } from '../_linked/fixes.ts';
import { formatGuidePolicyArn } from '../_role/documents.ts';
import diagnoses from './diagnoses.ts';

/** A stack in one of these states owns what it made. */
const standing = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$|^DELETE_FAILED$/;

export default defineCheck({
  id: 'aws/linked-removed',
  title: 'Nothing that this guide created is left in the account',
  needs: { role, policy: linkedPolicy },
  mayUse: { identity: callerIdentity, stack: linkedStack, attached: attachedPolicies },
  inputs: ['accountId', 'roleName'],
  diagnoses,
  assess({ role: found, policy, identity, stack, attached }, inputs, judge) {
    // Seen from another account everything is gone.
    const elsewhere = findUnknownAccount(identity, inputs.accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    if (found) {
      const stands =
        stack.status === 'found' &&
        stack.value.Stacks.slice(0, 1).some(({ StackStatus }) => standing.test(StackStatus));
      const own = [formatGuidePolicyArn(inputs), securityAuditArn(inputs)];
      const foreign =
        attached.status === 'found'
          ? attached.value.AttachedPolicies.map(({ PolicyArn }) => PolicyArn).filter(
              (arn) => !own.includes(arn),
            )
          : [];
      return judge.found('roleLeft', {
        ...inputs,
        arn: found.Role.Arn,
        stack: stands,
        foreign,
        policy: policy !== null,
      });
    }
    if (policy) judge.found('policyLeft', inputs);
  },
});
