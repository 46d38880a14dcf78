import { policyLimit } from '../../../providers/aws/limits.ts';
import askFirst from '../../ask-first.ts';
import { diagnosis, fixAlike } from '../../define-check.ts';
import listSome from '../../list-some.ts';
import { makeLinkedPolicy } from '../_linked/fixes.ts';
import {
  bundlesFor,
  type LinkedSelection,
  linkedPolicyFor,
  policySize,
  withReasons,
} from '../_linked/policy.ts';
import type { RoleNames } from '../_policy/arns.ts';
import { formatGuidePolicyArn, policyNameFor } from '../_role/documents.ts';
import { putPermissionsPolicyInConsole } from '../_role/fixes.ts';

export interface PolicyData extends RoleNames {
  selection: LinkedSelection;
}

type Actions = PolicyData & { actions: readonly string[] };

const list = (items: readonly string[]) => items.join(', ');

const sizeOf = ({ selection, ...place }: PolicyData) =>
  policySize(linkedPolicyFor(selection, place)).toLocaleString('en-US');

/** All fixed alike: by the policy of what was chosen. */
const policyDiagnosis = fixAlike<PolicyData>((summary, data) => ({
  summary,
  commands: [makeLinkedPolicy(data, data.selection)],
  console: putPermissionsPolicyInConsole(data).slice(0, 3),
}));

/** The ways in which `aws/chosen-policy` fails, and their words. */
const diagnoses = {
  notThere: policyDiagnosis<PolicyData>({
    code: 'AWS-LINK-020',
    severity: 'fail',
    title: 'There is no policy of this name',
    explain: (data) =>
      `IAM knows no policy ${policyNameFor(data)} in account ${data.accountId}. “Cannot exceed quota for PolicySize” at saving means that something was added to the policy: it has ${sizeOf(data)} of the ${policyLimit.toLocaleString('en-US')} characters that IAM allows; put additions into a second policy. “Syntax errors in policy” means that the editor was not empty before you pasted.`,
    observed: (data) => `no ${formatGuidePolicyArn(data)}`,
    expected: formatGuidePolicyArn,
    summary: 'Create the policy.',
  }),
  lacksActions: policyDiagnosis<Actions>({
    code: 'AWS-LINK-021',
    severity: 'fail',
    title: 'The policy lacks actions of what you chose',
    explain: ({ actions, selection }) =>
      `It may be older than what Spot asks for now, or was trimmed, or other products were ticked. ${withReasons(actions, selection)}`,
    observed: ({ actions }) => `not in the policy: ${list(actions)}`,
    expected: ({ selection }) =>
      `${bundlesFor(selection).length} statements: ${list(bundlesFor(selection).map(({ sid }) => sid))}`,
    summary:
      'Replace the policy by that of what you chose. If less was meant, untick the products at the top of the page instead.',
  }),
  denied: diagnosis<Actions>({
    code: 'AWS-LINK-025',
    severity: 'fail',
    title: 'A Deny in the policy takes away what you chose',
    explain: () =>
      'A Deny wins over every Allow. The policy of the guide has none, so somebody added it, and meant it.',
    observed: ({ actions }) => `denied: ${listSome(actions)}`,
    expected: () => 'no Deny on what you chose',
    fix: (data) =>
      askFirst({
        summary: `Ask whoever wrote the Deny into ${policyNameFor(data)}. If it is meant, untick the products at the top of the page that need these actions.`,
        who: `whoever wrote the Deny into ${policyNameFor(data)}`,
        send: `The policy ${formatGuidePolicyArn(data)} denies ${listSome(data.actions)}, which Spot needs. May the Deny go, or shall Spot do without?`,
        console: [
          `Open IAM > Policies > ${policyNameFor(data)} > JSON, and look for "Effect": "Deny"; the tab Policy versions says when it came.`,
        ],
      }),
  }),
  allowsEverything: policyDiagnosis<Actions>({
    code: 'AWS-LINK-022',
    severity: 'fail',
    title: 'The policy allows everything',
    explain: () =>
      'With it whoever gets hold of the role owns the account. Spot asks for a list of actions, not for all of them.',
    observed: ({ actions }) => `Action ${list(actions)}`,
    expected: ({ selection }) => `${bundlesFor(selection).length} statements with named actions`,
    summary: 'Replace the policy by that of what you chose.',
  }),
  moreThanChosen: policyDiagnosis<Actions>({
    code: 'AWS-LINK-023',
    severity: 'warning',
    title: 'The policy allows more than you chose',
    explain: () =>
      'Spot works. But the role may do things for products that you did not tick, or that no product of Spot asks for.',
    observed: ({ actions }) => `also allowed: ${list(actions)}`,
    expected: ({ selection }) => list(bundlesFor(selection).map(({ sid }) => sid)),
    summary:
      'If somebody added it on purpose, leave it, or put it into a policy of its own. If not, replace the policy by that of what you chose, or tick the products at the top of the page that you use.',
  }),
  conditional: policyDiagnosis<Actions & { conditions: readonly string[] }>({
    code: 'AWS-LINK-024',
    severity: 'warning',
    title: 'The policy gives some actions under conditions only',
    explain: ({ conditions }) =>
      `Limiting Spot to regions, networks or tags is possible, and Spot works inside the limit only. A condition that no call of Spot meets takes the actions away. Condition: ${list(conditions)}.`,
    observed: ({ actions, conditions }) => `${listSome(actions)} only if ${list(conditions)}`,
    expected: () => 'no condition, or one that you meant and have tried with a first launch',
    summary:
      'If it is meant, leave it. If not, replace the policy by that of what you chose, which has no conditions.',
  }),
};

export default diagnoses;
