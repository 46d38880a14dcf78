import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import beanstalkBucketAccess, {
  beanstalkBucketActions,
} from '../../../evidence/aws/beanstalk-bucket-access.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess, {
  excessActions,
  linkedActions,
} from '../../../evidence/aws/linked-role-access.ts';
import organization from '../../../evidence/aws/organization.ts';
import { defineCheck } from '../../define-check.ts';
import { securityAuditArn } from '../_linked/fixes.ts';
import {
  type LinkedPermissions,
  linkedPermissionDiagnoses,
} from '../_linked/permission-diagnoses.ts';
import {
  bundlesFor,
  isWriting,
  type LinkedSelection,
  removableActions,
  selectionOf,
} from '../_linked/policy.ts';
import { conditionLines } from '../_policy/conditions.ts';
import { type Cause, refusalsIn } from '../_policy/decisions.ts';
import { coversAction, matchesAction } from '../_policy/match.ts';

/** AWS's own policies that give a role far more than running servers. */
const farTooMuch = [
  'AdministratorAccess',
  'PowerUserAccess',
  'IAMFullAccess',
  'SystemAdministrator',
  'AmazonS3FullAccess',
  'AmazonEC2FullAccess',
];

export default defineCheck({
  id: 'aws/linked-role-permissions',
  title: 'The role may do what Spot needs, and nothing stands in the way',
  needs: { access: linkedRoleAccess, bucket: beanstalkBucketAccess },
  mayUse: { attached: attachedPolicies, policy: linkedPolicy, organization },
  inputs: ['accountId', 'roleName'],
  after: ['aws/linked-stack', 'aws/chosen-policy'],
  diagnoses: linkedPermissionDiagnoses,
  assess({ access, bucket, attached, policy, organization: org }, inputs, judge) {
    if (access === null || bucket === null)
      return judge.cannotTell(
        'There is no role whose permissions could be looked at; see the check of the role itself.',
      );
    const selection = selectionOf(inputs);
    const known = attached.status === 'found' ? attached.value.AttachedPolicies : undefined;
    const data: LinkedPermissions = { ...inputs, selection, attached: known };
    const document = policy.status === 'found' ? policy.value.PolicyVersion.Document : undefined;

    const wanted = actionsOf(selection);
    const ofAccount = refusalsIn(
      access,
      wanted.map((action) => ({ action })),
    );
    const ofBucket = needsBeanstalkBuckets(selection)
      ? refusalsIn(
          bucket,
          beanstalkBucketActions.map((action) => ({ action })),
        )
      : { refusals: [], unanswered: [] };
    const refusals = [...ofAccount.refusals, ...ofBucket.refusals];
    const refused = (cause: Cause) => [
      ...new Set(refusals.filter((refusal) => refusal.cause === cause).map(({ action }) => action)),
    ];

    if (refused('organization').length > 0) {
      const manager = org.status === 'found' ? org.value.Organization.MasterAccountId : undefined;
      judge.found('organizationCuts', { ...data, actions: refused('organization'), manager });
    }
    if (refused('boundary').length > 0)
      judge.found('boundaryCuts', { ...data, actions: refused('boundary') });
    if (refused('deny').length > 0) judge.found('denied', { ...data, actions: refused('deny') });
    const missing = refused('missing');
    if (wanted.filter(isWriting).every((action) => missing.includes(action)))
      judge.found('nothingAllowed', data);
    else if (missing.length > 0) judge.found('actionsMissing', { ...data, actions: missing });

    const unclear = refused('unclear');
    const conditions = document ? conditionsOn(document, unclear) : { actions: [], lines: [] };
    if (conditions.actions.length > 0)
      judge.found('conditional', {
        ...data,
        actions: conditions.actions,
        conditions: conditions.lines,
      });
    const undecided = unclear.filter((action) => !conditions.actions.includes(action));
    if (undecided.length > 0) {
      const keys = [
        ...new Set(
          refusals.flatMap((refusal) => (refusal.cause === 'unclear' ? refusal.keys : [])),
        ),
      ];
      judge.cannotTell(
        `Whether the role may do ${undecided.slice(0, 10).join(', ')}${undecided.length > 10 ? ' and more' : ''} depends on conditions that only a real call shows: ${keys.join(', ')}. Look at the conditions in the policies of the role.`,
        [linkedPolicy],
      );
    }

    const generous = (known ?? []).filter(
      ({ PolicyArn, PolicyName }) =>
        PolicyArn.startsWith('arn:aws:iam::aws:') && farTooMuch.includes(PolicyName),
    );
    const excess = excessActions.filter((action) =>
      access.EvaluationResults.some(
        ({ EvalActionName, EvalDecision }) =>
          EvalActionName === action && EvalDecision === 'allowed',
      ),
    );
    if (generous.length > 0 || excess.length > 0)
      judge.found('farTooMuch', { ...data, generous, excess });
    if (known === undefined)
      judge.cannotTell('Which policies are attached to the role could not be seen.', [
        attachedPolicies,
      ]);
    else if (!known.some(({ PolicyArn }) => PolicyArn === securityAuditArn))
      judge.found('securityAuditMissing', data);

    const unanswered = [...ofAccount.unanswered, ...ofBucket.unanswered];
    if (unanswered.length > 0)
      judge.cannotTell(
        `IAM gave no answer about ${unanswered.slice(0, 10).join(', ')}. Run the whole command and paste all of its output.`,
        [linkedRoleAccess, beanstalkBucketAccess],
      );
  },
});

/** The actions that IAM was asked about and that a selection cannot do without, on everything. */
function actionsOf(selection: LinkedSelection): string[] {
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
  document: PolicyDocument,
  actions: readonly string[],
): { actions: string[]; lines: string[] } {
  const conditional = document.Statement.filter(({ Condition }) => Condition !== undefined);
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
