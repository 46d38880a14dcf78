import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedStack, { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import linkedStackEvents from '../../../evidence/aws/linked-stack-events.ts';
import role from '../../../evidence/aws/role.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { regionOf } from '../../../providers/aws/partitions.ts';
import { defineCheck } from '../../define-check.ts';
import { findAccountMismatch } from '../_account/guard.ts';
import { findStackFailure } from '../_stack/failure.ts';
import { findGuardrail } from '../_stack/guardrail.ts';
import { classifyFailure, findDeleteReason } from './causes.ts';
import diagnoses, { type StackData } from './diagnoses.ts';

export default defineCheck({
  id: 'aws/linked-stack',
  title: 'CloudFormation has made the role, or it is there already',
  needs: {},
  mayUse: {
    stack: linkedStack,
    events: linkedStackEvents,
    role,
    assumption: spotAssumption,
    identity: callerIdentity,
  },
  inputs: ['accountId', 'roleName', 'externalId'],
  optionalInputs: ['spotAccountId'],
  diagnoses,
  assess({ stack, events, role: seenRole, assumption, identity }, inputs, judge) {
    const elsewhere = findAccountMismatch(identity, inputs.accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    // Whoever may use a role knows that it is there.
    const there =
      seenRole.status === 'found' ||
      (assumption.status === 'found' && assumption.value.withExternalId === 'granted');
    if (stack.status !== 'found' && stack.status !== 'absent') {
      // The role's own checks say whether it is right; how it was made does not matter then.
      if (!there)
        judge.cannotTell(
          `Neither the stack ${linkedStackName} in ${regionOf(inputs)} nor the role could be seen.`,
          [linkedStack, role],
        );
      return;
    }
    const current = stack.status === 'found' ? stack.value.Stacks[0] : undefined;
    const status = current?.StackStatus ?? 'absent';
    const failure = findStackFailure(events);
    const data: StackData = {
      ...inputs,
      status,
      resource: failure?.resource ?? 'the stack itself',
      reason: failure?.reason ?? current?.StackStatusReason ?? 'no reason given',
      hook: failure?.hook,
    };
    if (status === 'absent' || status === 'DELETE_COMPLETE') {
      if (there) return;
      if (seenRole.status === 'absent') return judge.found('notThere', data);
      return judge.cannotTell(
        `There is no stack ${linkedStackName}, and the role could not be seen.`,
        [role],
      );
    }
    if (status === 'REVIEW_IN_PROGRESS') {
      if (!there) judge.found(failure ? classifyFailure(data) : 'notStarted', data);
      return;
    }
    if (status.endsWith('_IN_PROGRESS')) {
      return judge.pending(
        `CloudFormation is still at work on ${linkedStackName} (${status}).`,
        new Date(judge.now.getTime() + 120_000),
      );
    }
    if (status === 'DELETE_FAILED') {
      const reason = findDeleteReason(events) ?? data.reason;
      return judge.found('halfDeleted', { ...data, reason });
    }
    if (!/^(CREATE_FAILED|ROLLBACK_COMPLETE|ROLLBACK_FAILED)$/.test(status)) return;
    // Without its events nobody knows whose rule stopped it, and what makes the role in another way
    // may go around that rule.
    if (!failure && !findGuardrail(data))
      judge.cannotTell(
        `The stack ${linkedStackName} is in ${status}; why it failed stands in its events, which could not be seen.`,
        [linkedStackEvents],
      );
    else return judge.found(classifyFailure(data), data);
  },
});
