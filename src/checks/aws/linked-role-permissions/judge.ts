import { simulateCommand } from '../../../evidence/aws/_shared/define-role-access.ts';
import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import { beanstalkBucketActions } from '../../../evidence/aws/beanstalk-bucket-access.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess, {
  excessActions,
  linkedActions,
} from '../../../evidence/aws/linked-role-access.ts';
import rolePolicies from '../../../evidence/aws/role-policies.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { regionOf } from '../../../providers/aws/partitions.ts';
import type { Judge, OtherCommand } from '../../define-check.ts';
import { quote } from '../../shell.ts';
import { securityAuditArn } from '../_linked/fixes.ts';
import {
  bundlesFor,
  isWriting,
  type LinkedSelection,
  linkedPolicyFor,
  removableActions,
  type SelectionInputs,
} from '../_linked/policy.ts';
import { isOwnedByAws } from '../_policy/arns.ts';
import { conditionLines } from '../_policy/conditions.ts';
import { type Cause, findRefusals, type Refusal } from '../_policy/decisions.ts';
import { generousPolicies } from '../_policy/generous-policies.ts';
import { coversAction, matchesAction } from '../_policy/match.ts';
import { findDenies } from '../_role/deny.ts';
import { policyNameFor } from '../_role/documents.ts';
import { findRoleExcess, judgeUnread } from '../_role/excess.ts';
import type diagnoses from './diagnoses.ts';
import type { LinkedPermissions } from './diagnoses.ts';

type Verdict = Judge<typeof diagnoses>;
type Decisions = typeof linkedRoleAccess extends EvidenceKind<infer T> ? T : never;

/** AWS's own policies that give a role far more than running servers. */
const farTooMuch = [...generousPolicies, 'AmazonEC2FullAccess'];

/** IAM's answers about what was chosen: refusals, and the actions it said nothing about. */
export function findAllRefusals(
  { access, bucket }: Record<'access' | 'bucket', Decisions>,
  selection: LinkedSelection,
  wanted: readonly string[],
  documents: readonly PolicyDocument[],
): ReturnType<typeof findRefusals> {
  const known = { documents, context: {} };
  const ofAccount = findRefusals(
    access,
    wanted.map((action) => ({ action })),
    known,
  );
  if (!needsBeanstalkBuckets(selection)) return ofAccount;
  const ofBucket = findRefusals(
    bucket,
    beanstalkBucketActions.map((action) => ({ action })),
    known,
  );
  return {
    refusals: [...ofAccount.refusals, ...ofBucket.refusals],
    unanswered: [...ofAccount.unanswered, ...ofBucket.unanswered],
  };
}

/** The question about the account, asked for the region of the reader's servers. */
export function askAboutRegion({ arn, ...place }: LinkedPermissions): OtherCommand {
  const { actions = [] } = linkedRoleAccess.roleAccess;
  const region = { 'aws:RequestedRegion': { type: 'string' as const, value: regionOf(place) } };
  const command = simulateCommand(actions, [], region);
  return {
    kind: linkedRoleAccess,
    command: command.replace(/--policy-source-arn \S+/, `--policy-source-arn ${quote(arn)}`),
  };
}

function refusedFor(refusals: readonly Refusal[], cause: Cause): string[] {
  return [...new Set(refusals.filter((one) => one.cause === cause).map(({ action }) => action))];
}

/** What is refused for good, by what refuses it. */
export function judgeRefusals(
  refusals: readonly Refusal[],
  wanted: readonly string[],
  { manager, ...data }: LinkedPermissions & { manager: string | undefined },
  texts: Parameters<typeof findDenies>[0],
  judge: Verdict,
) {
  const byOrganization = refusedFor(refusals, 'organization');
  if (byOrganization.length > 0)
    judge.found('organizationCuts', { ...data, actions: byOrganization, manager });
  const byBoundary = refusedFor(refusals, 'boundary');
  if (byBoundary.length > 0) judge.found('boundaryCuts', { ...data, actions: byBoundary });
  const denied = refusedFor(refusals, 'deny');
  if (denied.length > 0)
    judge.found('denied', { ...data, actions: denied, denies: findDenies(texts, denied) });
  const missing = refusedFor(refusals, 'missing');
  if (wanted.filter(isWriting).every((action) => missing.includes(action)))
    judge.found('nothingAllowed', data);
  else if (missing.length > 0) judge.found('actionsMissing', { ...data, actions: missing });
}

/** What depends on conditions: those of the guide's policy can be named, others cannot be seen. */
export function judgeConditions(
  refusals: readonly Refusal[],
  documents: readonly PolicyDocument[],
  data: LinkedPermissions,
  judge: Verdict,
) {
  const unclear = refusedFor(refusals, 'unclear');
  const { actions, lines } = conditionsOn(documents, unclear);
  if (actions.length > 0) judge.found('conditional', { ...data, actions, conditions: lines });
  const undecided = unclear.filter((action) => !actions.includes(action));
  if (undecided.length === 0) return;
  const keys = [
    ...new Set(refusals.flatMap((refusal) => (refusal.cause === 'unclear' ? refusal.keys : []))),
  ];
  judge.cannotTell(
    `Whether the role may do ${undecided.slice(0, 10).join(', ')}${undecided.length > 10 ? ' and more' : ''} depends on conditions that only a real call shows: ${keys.join(', ')}. Look at the conditions in the policies of the role${data.boundary ? `, and of its permissions boundary ${data.boundary}, which is to stay` : ''}.`,
    [linkedPolicy, rolePolicies],
  );
}

/** What is attached beyond the guide's policies, and whether SecurityAudit is. */
export function judgeExcess(
  access: Decisions,
  data: LinkedPermissions,
  texts: Parameters<typeof findRoleExcess>[0],
  judge: Verdict,
): boolean {
  const { attached } = data;
  const generous = (attached ?? []).filter(
    ({ PolicyArn, PolicyName }) => isOwnedByAws(PolicyArn) && farTooMuch.includes(PolicyName),
  );
  const excess = excessActions.filter((action) =>
    access.EvaluationResults.some(
      ({ EvalActionName, EvalDecision }) => EvalActionName === action && EvalDecision === 'allowed',
    ),
  );
  if (generous.length > 0 || excess.length > 0)
    judge.found('farTooMuch', {
      ...data,
      generous,
      excess,
      sources: findRoleExcess(texts, attached, listNeeded(data), data).sources,
    });
  if (attached === undefined)
    judge.cannotTell('Which policies are attached to the role could not be seen.', [
      attachedPolicies,
    ]);
  else if (!attached.some(({ PolicyArn }) => PolicyArn === securityAuditArn(data)))
    judge.found('securityAuditMissing', data);
  return generous.length > 0 || excess.length > 0;
}

/** What the policy for what was chosen allows. */
function listNeeded(data: LinkedPermissions) {
  return linkedPolicyFor(data.selection, data).Statement.flatMap(({ Action, Resource }) =>
    Action.map((action) => ({ action, resource: Resource })),
  );
}

/** The guide with the choice judges the text of its policy in a step of its own. */
export const ownIsJudged = ({ permissionSet }: SelectionInputs) => permissionSet !== undefined;

/** What the policies of the role allow beyond what was chosen, by their texts. */
export function judgeTexts(
  texts: Parameters<typeof findRoleExcess>[0],
  data: LinkedPermissions,
  { withoutOwn, nothingAllowed }: Record<'withoutOwn' | 'nothingAllowed', boolean>,
  judge: Verdict,
) {
  const { sources, unread, isUnexplained } = findRoleExcess(
    texts,
    data.attached,
    listNeeded(data),
    data,
  );
  const excess = sources.filter(({ name }) => !(withoutOwn && name === policyNameFor(data)));
  if (excess.length > 0) judge.found('moreThanNeeded', { ...data, excess });
  judgeUnread({ unread, isUnexplained: isUnexplained && !nothingAllowed }, 'Spot', judge);
}

/** The actions that IAM was asked about and that a selection cannot do without, on everything. */
export function actionsOf(selection: LinkedSelection): string[] {
  const patterns = bundlesFor(selection)
    .filter(({ resource }) => resource === '*')
    .flatMap(({ actions }) => actions);
  return linkedActions.filter(
    (action) =>
      !removableActions.includes(action) &&
      patterns.some((pattern) => matchesAction(pattern, action)),
  );
}

function needsBeanstalkBuckets(selection: LinkedSelection): boolean {
  return bundlesFor(selection).some(({ resource }) => resource !== '*');
}

/** Of some actions those that a policy allows or denies under a condition, with the conditions. */
function conditionsOn(
  documents: readonly PolicyDocument[],
  actions: readonly string[],
): { actions: string[]; lines: string[] } {
  const conditional = documents.flatMap(({ Statement }) =>
    Statement.filter(({ Condition }) => Condition !== undefined),
  );
  const lines = new Set<string>();
  const covered = actions.filter((action) => {
    const statements = conditional.filter((statement) => coversAction(statement, action));
    for (const { Effect, Condition } of statements)
      for (const { operator, key, values } of conditionLines(Condition))
        lines.add(`${Effect === 'Deny' ? 'not ' : ''}${operator} ${key} ${values.join(' or ')}`);
    return statements.length > 0;
  });
  return { actions: covered, lines: [...lines] };
}
