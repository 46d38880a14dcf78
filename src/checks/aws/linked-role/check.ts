import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedStack, { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import role from '../../../evidence/aws/role.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { defineCheck } from '../../define-check.ts';
import { ensureLinkedRole } from '../_linked/fixes.ts';
import { selectionInputs, selectionOf } from '../_linked/policy.ts';
import { trustDiagnoses } from '../_trust/diagnoses.ts';
import { judgeTrust } from '../_trust/judge.ts';
import { findParty, linked } from '../_trust/party.ts';

export default defineCheck({
  id: 'aws/linked-role',
  title: 'The role trusts Spot, and only with your external ID',
  needs: {},
  mayUse: { role, assumption: spotAssumption, identity: callerIdentity, stack: linkedStack },
  inputs: ['accountId', 'roleName', 'externalId'],
  optionalInputs: [...selectionInputs, 'spotAccountId'],
  after: ['aws/linked-stack'],
  diagnoses: trustDiagnoses,
  assess({ stack, ...evidence }, inputs, judge) {
    const status = stack.status === 'found' ? stack.value.Stacks[0]?.StackStatus : undefined;
    if (
      evidence.role.status === 'absent' &&
      status?.endsWith('_IN_PROGRESS') &&
      status !== 'REVIEW_IN_PROGRESS'
    )
      return judge.pending(
        `CloudFormation is still at work on ${linkedStackName}.`,
        new Date(judge.now.getTime() + 120_000),
      );
    const createRole = () => ensureLinkedRole(inputs, selectionOf(inputs));
    judgeTrust(evidence, { ...inputs, party: findParty(linked, inputs), createRole }, judge);
  },
});
