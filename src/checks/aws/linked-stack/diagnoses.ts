import { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import { regionOf } from '../../../providers/aws/partitions.ts';
import { type Diagnosis, diagnosis } from '../../define-check.ts';
import { ensureLinkedRole } from '../_linked/fixes.ts';
import { selectionOf } from '../_linked/policy.ts';
import type { RoleNames } from '../_policy/arns.ts';
import type { StackFailure } from '../_stack/failure.ts';
import { deleteStack, describeRegion, openStacks } from '../_stack/fixes.ts';
import { findGuardrail, requestFor } from '../_stack/guardrail.ts';
import type { SpotPlace } from '../_trust/party.ts';

export interface StackData extends RoleNames, SpotPlace {
  externalId: string;
  status: string;
  resource: string;
  reason: string;
  hook?: StackFailure['hook'];
}

const ensureRole = (data: StackData) => ensureLinkedRole(data, selectionOf({}));

const seen = ({ status, resource, reason }: StackData) =>
  `${linkedStackName} is in ${status}; ${resource}: ${reason}`;

const complete = () => `${linkedStackName} in CREATE_COMPLETE`;

/** A stack that failed: it blocks its name, and what it would have made is made directly. */
function failed(
  definition: Pick<Diagnosis<StackData>, 'code' | 'title' | 'explain'> & { summary: string },
): Diagnosis<StackData> {
  const { summary, ...words } = definition;
  return diagnosis<StackData>({
    ...words,
    severity: 'fail',
    observed: seen,
    expected: complete,
    fix: (data) => ({
      summary,
      commands: [deleteStack(linkedStackName, data), ensureRole(data)],
      console: [
        `${openStacks(data)}, choose ${linkedStackName}, and choose Delete.`,
        'When it is gone, go back to this step and create the stack again.',
      ],
    }),
  });
}

/** A stack that no command fixes: somebody else has to allow it first. */
function forbidden(
  definition: Pick<Diagnosis<StackData>, 'code' | 'title' | 'explain'>,
): Diagnosis<StackData> {
  return diagnosis<StackData>({
    ...definition,
    severity: 'fail',
    observed: seen,
    expected: complete,
    fix: (data) => {
      const { roleName, accountId, reason, ...place } = data;
      const rule = findGuardrail(data);
      const what = `the role ${roleName}, which Spot works with, and its policy ${roleName}_Policy`;
      const ask = rule
        ? `Ask ${rule.who}.`
        : `Ask for ${findAction(reason) ?? 'the right to create roles and policies in IAM'} on the role ${roleName} and the policy ${roleName}_Policy.`;
      return {
        summary: `${ask} Then delete the failed stack, and create it again.`,
        commands: [],
        console: [
          `When it is allowed: open CloudFormation in ${describeRegion(regionOf(place))}, choose ${linkedStackName}, choose Delete, and wait until it is gone.`,
          'Go back to this step and create the stack again.',
        ],
        who: rule?.who ?? 'an administrator of the account',
        ...(rule
          ? { send: requestFor(rule, { stackName: linkedStackName, accountId, what }) }
          : {}),
      };
    },
  });
}

/** The ways in which `aws/linked-stack` fails, and their words. */
const diagnoses = {
  notThere: diagnosis<StackData>({
    code: 'AWS-STACK-001',
    severity: 'fail',
    title: 'There is no stack and no role',
    explain: ({ accountId, ...place }) =>
      `CloudFormation knows no stack ${linkedStackName} in ${regionOf(place)} of account ${accountId}, and IAM no role. When creation was refused at once (“Requires capabilities: [CAPABILITY_NAMED_IAM]”), the box that acknowledges IAM resources was not ticked, and nothing was made. “S3 error: Access Denied” means that the address of the template is wrong. A stack in another region would do: then the role is there, perhaps under another name.`,
    observed: () => 'no stack, no role',
    expected: complete,
    fix: (data) => ({
      summary:
        'Create the stack as this step says, or run these commands, which make the same policy and role without CloudFormation.',
      commands: [ensureRole(data)],
      console: [
        'Go back to this step and create the stack. Tick the box that acknowledges IAM resources with custom names.',
      ],
    }),
  }),
  nameTaken: failed({
    code: 'AWS-STACK-002',
    title: 'The stack failed: a role or policy of that name is there already',
    explain: ({ reason }) =>
      `It is left from an earlier attempt, or belongs to somebody else. CloudFormation takes over nothing that it did not make: “${reason}”. The failed stack now blocks its own name.`,
    summary:
      'If the role or policy is from an earlier attempt at this page: delete the failed stack, and bring role and policy into the state of the guide. If it is somebody else’s, choose another role name at the top of the page.',
  }),
  organizationForbids: forbidden({
    code: 'AWS-STACK-003',
    title: 'The stack failed: a policy of your organization forbids it',
    explain: ({ reason }) =>
      `A policy of the organization (SCP or RCP) stops what the stack wanted to make: “${reason}”. Nothing inside this account changes that.`,
  }),
  boundaryForbids: forbidden({
    code: 'AWS-STACK-008',
    title: 'The stack failed: its creator works under a limit that forbids it',
    explain: ({ reason }) =>
      `CloudFormation acts with the rights of the person who creates the stack, and a limit that somebody put on them (a permissions boundary, or the policy of the session) leaves this out: “${reason}”. More rights do not help: a limit counts before them.`,
  }),
  hookForbids: forbidden({
    code: 'AWS-STACK-009',
    title: 'The stack failed: a Hook of your company refuses it',
    explain: ({ reason, hook }) =>
      `Before CloudFormation makes anything, it asks rules that your company has registered as Hooks${hook ? `; ${hook.name} said no` : ''}: “${reason}”. The role could be made without CloudFormation, and that would go around the rule: so ask first.`,
  }),
  notAllowed: forbidden({
    code: 'AWS-STACK-004',
    title: 'The stack failed: whoever created it may not do this',
    explain: ({ reason }) =>
      `CloudFormation acts with the rights of the person who creates the stack: “${reason}”.`,
  }),
  failed: failed({
    code: 'AWS-STACK-005',
    title: 'The stack failed, and its name is blocked',
    explain: ({ reason }) =>
      `CloudFormation took back what it had made, and gave this reason: “${reason}”. A stack in this state can only be deleted; creating it again under the same name answers AlreadyExistsException.`,
    summary: 'Delete the failed stack, then make policy and role.',
  }),
  notStarted: failed({
    code: 'AWS-STACK-006',
    title: 'The stack was prepared and never started',
    explain: () =>
      'It waits in REVIEW_IN_PROGRESS: a change set was made and not executed, so nothing exists yet.',
    summary: 'Delete the prepared stack, then make policy and role.',
  }),
  halfDeleted: diagnosis<StackData>({
    code: 'AWS-STACK-007',
    severity: 'fail',
    title: 'Somebody began to delete the stack, and it got stuck',
    explain: ({ reason }) =>
      `CloudFormation could not delete everything: “${reason}”. What is left of the role no longer works.`,
    observed: seen,
    expected: complete,
    fix: (data) => ({
      summary:
        'Ask who deleted it: if Spot is to go, finish it with the last step of this page instead. If not, let CloudFormation forget the stack and keep the role, then bring the role back into the state of the guide.',
      commands: [
        deleteStack(linkedStackName, data, ' --retain-resources SpotRole'),
        ensureRole(data),
      ],
      console: [
        `${openStacks(data)}, choose ${linkedStackName}, choose Delete, and choose to keep SpotRole.`,
        'Delete the role and its policy in IAM, then go back to this step and create the stack again.',
      ],
    }),
  }),
};

export default diagnoses;

/** The action that a refusal names, e.g. `iam:CreateRole`. */
function findAction(reason: string): string | undefined {
  return /perform: ([a-z0-9-]+:\w+)/i.exec(reason)?.[1];
}
