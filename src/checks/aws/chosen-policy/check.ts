import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess, { linkedActions } from '../../../evidence/aws/linked-role-access.ts';
import { type Diagnosis, defineCheck, diagnosis } from '../../define-check.ts';
import { findAccountMismatch } from '../_account/guard.ts';
import { linkedPolicyArn, makeLinkedPolicy } from '../_linked/fixes.ts';
import { withReasons } from '../_linked/permission-diagnoses.ts';
import {
  bundlesFor,
  type LinkedSelection,
  linkedPolicyFor,
  policyLimit,
  policySize,
  removableActions,
  selectionOf,
} from '../_linked/policy.ts';
import { refusalsIn } from '../_policy/decisions.ts';
import { coversAction, matchesAction } from '../_policy/match.ts';
import { policyNameFor } from '../_role/documents.ts';
import { putPermissionsPolicyInConsole } from '../_role/fixes.ts';

interface PolicyData {
  accountId: string;
  roleName: string;
  selection: LinkedSelection;
}
type Actions = PolicyData & { actions: readonly string[] };

const list = (items: readonly string[]) => items.join(', ');
const sizeOf = ({ selection }: PolicyData) =>
  policySize(linkedPolicyFor(selection)).toLocaleString('en-US');

/** All mend alike: by the policy of what was chosen. */
function policyDiagnosis<D extends PolicyData>(
  definition: Omit<Diagnosis<D>, 'fix'> & { summary: string },
): Diagnosis<D> {
  const { summary, ...words } = definition;
  return diagnosis<D>({
    ...words,
    fix: (data) => ({
      summary,
      commands: [makeLinkedPolicy(data, data.selection)],
      console: putPermissionsPolicyInConsole(data).slice(0, 3),
    }),
  });
}

export default defineCheck({
  id: 'aws/chosen-policy',
  title: 'The policy holds what you chose, and no more',
  needs: { policy: linkedPolicy },
  mayUse: { access: linkedRoleAccess, identity: callerIdentity },
  // The ticks have a value only where they are asked for.
  inputs: ['accountId', 'roleName', 'permissionSet'],
  diagnoses: {
    notThere: policyDiagnosis<PolicyData>({
      code: 'AWS-LINK-020',
      severity: 'fail',
      title: 'There is no policy of this name',
      explain: (data) =>
        `IAM knows no policy ${policyNameFor(data)} in account ${data.accountId}. “Cannot exceed quota for PolicySize” at saving means that something was added to the policy: it has ${sizeOf(data)} of the ${policyLimit.toLocaleString('en-US')} characters that IAM allows; put additions into a second policy. “Syntax errors in policy” means that the editor was not empty before you pasted.`,
      observed: (data) => `no ${linkedPolicyArn(data)}`,
      expected: (data) => linkedPolicyArn(data),
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
      explain: () => 'Spot works. But the role may do things for products that you did not tick.',
      observed: ({ actions }) => `also allowed: ${list(actions)}`,
      expected: ({ selection }) => list(bundlesFor(selection).map(({ sid }) => sid)),
      summary:
        'Replace the policy by that of what you chose, or tick the products at the top of the page that you use.',
    }),
  },
  assess({ policy, access, identity }, inputs, judge) {
    const elsewhere = findAccountMismatch(identity, inputs.accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    const selection = selectionOf(inputs);
    const data: PolicyData = { ...inputs, selection };
    const wanted = bundlesFor(selection).flatMap(({ actions, resource }) =>
      actions.map((action) => ({ action, resource })),
    );
    if (policy === null) {
      // Written into the role, or attached under another name: what counts is what the role may do.
      const otherwise =
        access.status === 'found' && refusalsIn(access.value, asked(wanted)).refusals.length === 0;
      if (!otherwise) judge.found('notThere', data);
      return;
    }
    const { Document: document } = policy.PolicyVersion;
    const broad = broadActions(document);
    if (broad.length > 0) return judge.found('allowsEverything', { ...data, actions: broad });
    const lacking = wanted
      .filter(
        ({ action, resource }) =>
          !removableActions.includes(action) && !allows(document, action, resource),
      )
      .map(({ action }) => action);
    if (lacking.length > 0)
      judge.found('lacksActions', { ...data, actions: [...new Set(lacking)] });
    const chosen = linkedPolicyFor(selection).Statement.flatMap(({ Action }) => Action);
    const extra = linkedActions.filter(
      (action) =>
        allows(document, action, '*') && !chosen.some((pattern) => matchesAction(pattern, action)),
    );
    if (extra.length > 0) judge.found('moreThanChosen', { ...data, actions: extra });
  },
});

/** The concrete actions that IAM was asked about, for a list of patterns on everything. */
function asked(wanted: readonly { action: string; resource: string }[]) {
  const patterns = wanted.filter(({ resource }) => resource === '*').map(({ action }) => action);
  return linkedActions
    .filter(
      (action) =>
        !removableActions.includes(action) &&
        patterns.some((pattern) => matchesAction(pattern, action)),
    )
    .map((action) => ({ action }));
}

/**
 * Whether some Allow statement holds an action or wildcard on a resource. A wildcard is covered by
 * a wider one only, and conditions are left to the check of the role.
 */
function allows(document: PolicyDocument, action: string, resource: string): boolean {
  return document.Statement.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      coversAction(statement, action) &&
      (statement.Resource === undefined ||
        statement.Resource.some((pattern) => pattern === '*' || pattern === resource)),
  );
}

function broadActions(document: PolicyDocument): string[] {
  return document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(
    ({ Action, NotAction }) =>
      NotAction
        ? [`everything but ${NotAction.join(', ')}`]
        : (Action ?? []).filter((action) => action === '*' || action === '*:*'),
  );
}
