import { diagnosis, fixAlike } from '../../define-check.ts';
import listSome from '../../list-some.ts';
import {
  attachSecurityAudit,
  putLinkedPolicy,
  renewLinkedPolicy,
  securityAuditArn,
} from '../_linked/fixes.ts';
import { type LinkedSelection, withReasons } from '../_linked/policy.ts';
import type { RoleNames } from '../_policy/arns.ts';
import { askAboutDeny } from '../_role/deny.ts';
import { formatGuidePolicyArn, policyNameFor } from '../_role/documents.ts';
import { describeExcess, describeKept, type ExcessSource, removeExcess } from '../_role/excess.ts';
import {
  type Attached,
  askOrganization,
  detachPolicies,
  putPermissionsPolicyInConsole,
  widenBoundary,
} from '../_role/fixes.ts';

export interface LinkedPermissions extends RoleNames {
  /** What was chosen; the whole policy where nothing could be chosen. */
  selection: LinkedSelection;
  /** ARN of the role, as IAM says it where it was seen. */
  arn: string;
  /** ARN of the permissions boundary, where the role was seen and has one. */
  boundary: string | undefined;
  /** Managed policies of the role; undefined when they could not be seen. */
  attached: Attached | undefined;
}

type Actions = LinkedPermissions & { actions: readonly string[] };

const list = (items: readonly string[]) => items.join(', ');
const arnsOf = (policies: Attached) => policies.map(({ PolicyArn }) => PolicyArn);

/** The guide's policy: a new version of it where it is attached already. */
function putPolicy({ attached, selection, ...values }: LinkedPermissions): string {
  const isAttached = attached?.some(({ PolicyArn }) => PolicyArn === formatGuidePolicyArn(values));
  return isAttached ? renewLinkedPolicy(values, selection) : putLinkedPolicy(values, selection);
}

/** A wrong or incomplete policy: all fixed alike, by the whole policy of what was chosen. */
const policyDiagnosis = fixAlike<LinkedPermissions>((summary, data) => ({
  summary,
  commands: [putPolicy(data)],
  console: putPermissionsPolicyInConsole(data),
}));

/** The words of `aws/linked-role-permissions`. */
const diagnoses = {
  nothingAllowed: policyDiagnosis<LinkedPermissions>({
    code: 'AWS-LINK-010',
    severity: 'fail',
    title: 'The role may change nothing that Spot has to change',
    explain: ({ attached, ...place }) =>
      `Spot can take on the role and then start no server: ${
        attached?.some(({ PolicyArn }) => PolicyArn !== securityAuditArn(place))
          ? 'none of its policies allows it'
          : 'the policy of the guide is not attached to it. Creating a policy is one step, attaching it to the role another'
      }.`,
    observed: ({ attached }) =>
      attached === undefined
        ? 'nothing allowed'
        : attached.length === 0
          ? 'no policy attached'
          : `attached: ${list(attached.map(({ PolicyName }) => PolicyName))}`,
    expected: (data) => `${policyNameFor(data)} attached, with all statements of the guide`,
    summary: 'Give the role the policy of the guide.',
  }),
  actionsMissing: policyDiagnosis<Actions>({
    code: 'AWS-LINK-011',
    severity: 'fail',
    title: 'Some permissions are missing',
    explain: ({ actions, selection }) =>
      `The policy may be older than the one Spot asks for now, or was trimmed. ${withReasons(actions, selection)}`,
    observed: ({ actions }) => `not allowed: ${list(actions)}`,
    expected: ({ selection }) =>
      selection.permissionSet === 'custom'
        ? 'every action of what you chose allowed'
        : "every action of Spot's policy allowed; choose fewer products at the top of the page if you want less",
    summary: 'Give the role the whole policy of what you chose.',
  }),
  boundaryCuts: diagnosis<Actions>({
    code: 'AWS-LINK-012',
    severity: 'fail',
    title: 'A permissions boundary takes permissions from the role',
    explain: () =>
      'A boundary is a ceiling: whatever it does not allow is refused, however generous the policies of the role are. Often a landing zone puts one on every new role.',
    observed: ({ actions, boundary }) =>
      `cut by the boundary${boundary ? ` ${boundary}` : ''}: ${listSome(actions)}`,
    expected: () => 'a boundary that allows these actions',
    fix: (data) => ({
      ...widenBoundary(data),
    }),
  }),
  organizationCuts: diagnosis<Actions & { manager: string | undefined }>({
    code: 'AWS-LINK-013',
    severity: 'fail',
    title: 'A policy of your organization takes permissions from the role',
    explain: () =>
      'A service control policy (SCP) limits every member account it is attached to. Nothing inside this account changes that, and AWS does not show its text here. IAM forecasts it without tags, networks and kinds of servers: a policy that only asks for one of those looks the same from here, and only its owner can tell.',
    observed: ({ actions }) => `cut by the organization: ${listSome(actions)}`,
    expected: ({ actions }) => `${listSome(actions)} allowed for this account by all SCPs above it`,
    fix: askOrganization,
  }),
  denied: diagnosis<Actions & { denies: readonly string[] }>({
    code: 'AWS-LINK-014',
    severity: 'fail',
    title: 'A Deny in the policies of the role takes permissions away',
    explain: () =>
      'A Deny wins over every Allow. One of the policies attached to the role, or written into it, holds one.',
    observed: ({ actions, attached, denies }) =>
      `denied: ${listSome(actions)}${denies.length > 0 ? `, by ${list(denies)}` : ''}${attached ? `; attached: ${list(attached.map(({ PolicyName }) => PolicyName)) || 'nothing'}` : ''}`,
    expected: () => 'no Deny that covers these actions',
    fix: askAboutDeny,
  }),
  conditional: policyDiagnosis<Actions & { conditions: readonly string[] }>({
    code: 'AWS-LINK-015',
    severity: 'warning',
    title: 'Some permissions are given under conditions only',
    explain: ({ conditions }) =>
      `Limiting Spot to regions, networks or tags is possible, and Spot works inside the limit only. It stops working altogether when the condition asks for something that the action does not carry (ec2:Vpc on ec2:RunInstances holds for the network, not for the image): launches then fail with UnauthorizedOperation. Condition: ${list(conditions)}.`,
    observed: ({ actions, conditions }) => `${listSome(actions)} only if ${list(conditions)}`,
    expected: () => 'no condition, or one that you meant and have tried with a first launch',
    summary:
      'If it is meant, leave it. If not, replace the policy by that of the guide, which has no conditions.',
  }),
  securityAuditMissing: diagnosis<LinkedPermissions>({
    code: 'AWS-LINK-016',
    severity: 'warning',
    title: 'SecurityAudit is not attached to the role',
    explain: () =>
      "Spot lists AWS's own read-only policy SecurityAudit as the second policy of every linked account. Without it, views about security and settings lack data; starting servers works.",
    observed: ({ attached }) =>
      `attached: ${list((attached ?? []).map(({ PolicyName }) => PolicyName)) || 'nothing'}`,
    expected: securityAuditArn,
    fix: (data) => ({
      summary: 'Attach it. It only reads, and no data in buckets or databases.',
      commands: [attachSecurityAudit(data)],
      console: [
        `Open IAM > Roles > ${data.roleName} > Add permissions > Attach policies.`,
        'Tick SecurityAudit, and choose Add permissions.',
      ],
    }),
  }),
  farTooMuch: diagnosis<
    LinkedPermissions & {
      generous: Attached;
      excess: readonly string[];
      /** Policies that allow too much, where their texts were seen. */
      sources: readonly ExcessSource[];
    }
  >({
    code: 'AWS-LINK-017',
    severity: 'fail',
    title: 'The role may do far more than Spot needs',
    explain: () =>
      'Spot works. But whoever gets hold of the role, at Spot or elsewhere, can then read your data, create users and delete what you have. Spot asks for nothing of that kind.',
    observed: ({ generous, excess }) =>
      generous.length > 0
        ? `attached: ${list(generous.map(({ PolicyName }) => PolicyName))}`
        : `allowed: ${list(excess)}`,
    expected: (data) => `${policyNameFor(data)} and SecurityAudit, nothing else`,
    fix: (data) => {
      const { generous, sources, roleName } = data;
      const remove =
        generous.length > 0
          ? detachPolicies(roleName, arnsOf(generous))
          : removeExcess(roleName, sources);
      return {
        summary:
          generous.length > 0
            ? 'Give the role the policy of the guide, and detach the generous one.'
            : `Give the role the policy of the guide, and take from it what allows too much${sources.length > 0 ? `: ${list(sources.map(({ name }) => name))}` : ''}. What only denies stays.${describeKept(sources)}`,
        // Which policy allows it is seen in their texts only.
        commands:
          generous.length > 0 || sources.length > 0
            ? [[putPolicy(data), ...remove].join('\n')]
            : [],
        console: [
          `Open IAM > Roles > ${roleName} > Permissions policies.`,
          `Attach ${policyNameFor(data)} if it is missing, then remove every policy that allows more; what denies something stays.`,
        ],
      };
    },
  }),
  moreThanNeeded: diagnosis<LinkedPermissions & { excess: readonly ExcessSource[] }>({
    code: 'AWS-LINK-018',
    severity: 'warning',
    title: 'The policies of the role allow more than Spot needs',
    explain: () =>
      'Spot works. But whoever gets hold of the role, at Spot or elsewhere, may do these things too. None of the products that you chose asks for them.',
    observed: ({ excess }) => describeExcess(excess),
    expected: (data) =>
      `${policyNameFor(data)} and SecurityAudit, and what only lists or describes`,
    fix: (data) => ({
      summary: `Ask whoever gave it why it is there: ${list(data.excess.map(({ name }) => name))}. If it is meant, leave it. If not, take it from the role; its own policy becomes that of the guide.${describeKept(data.excess)}`,
      commands: [[putPolicy(data), ...removeExcess(data.roleName, data.excess)].join('\n')],
      console: [
        `Open IAM > Roles > ${data.roleName} > Permissions policies.`,
        `Open ${list(data.excess.map(({ name }) => name))}, and remove what the list above names, or the policy as a whole.`,
      ],
    }),
  }),
};

export default diagnoses;
