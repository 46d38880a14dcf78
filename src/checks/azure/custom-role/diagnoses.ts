import { diagnosis, fixAlike } from '../../define-check.ts';
import type { Permission } from '../_rbac/actions.ts';
import { createRole, type RoleInputs, replaceRole } from '../_role/documents.ts';
import { spotActions } from '../_role/spot-role.ts';

export interface FoundRole extends RoleInputs {
  guid: string;
  /** What it holds. */
  permissions: readonly Permission[];
  assignableScopes: readonly string[];
}

const some = (actions: readonly string[]): string =>
  actions.length > 6
    ? `${actions.slice(0, 5).join(', ')} and ${actions.length - 5} more`
    : actions.join(', ');

const editInConsole = [
  'Open Subscriptions > your subscription > Access control (IAM) > Roles, find the role, and choose ⋯ > Edit.',
  'On the tab JSON choose Edit, paste the role of this step, choose Save, then Review + update.',
];

/** A role that lacks something: it gets that, and keeps what it holds besides. */
const contentDiagnosis = fixAlike<FoundRole>((summary, data) => ({
  summary,
  commands: [replaceRole({ ...data, keep: data.permissions })],
  console: editInConsole,
}));

/** A role that holds too much: it gets the guide's content alone. */
const excessDiagnosis = fixAlike<FoundRole>((summary, data) => ({
  summary,
  commands: [replaceRole(data)],
  console: editInConsole,
}));

/** The ways in which `azure/custom-role` fails, and their words. */
const diagnoses = {
  missing: diagnosis<RoleInputs & { others: string[] }>({
    code: 'AZ-ROLE-001',
    severity: 'fail',
    title: 'There is no role of this name in the subscription',
    explain: ({ others }) =>
      `It was not created yet, was deleted, or has another name.${others.length > 0 ? ` Custom roles here are: ${others.join(', ')}. If one of them is meant, put its name into the field “Role name”.` : ''}`,
    observed: ({ roleName }) => `no role “${roleName}”`,
    expected: ({ roleName }) => `a custom role “${roleName}”`,
    fix: (inputs) => ({
      summary: 'Create the role.',
      commands: [createRole(inputs)],
      console: [
        'Open Subscriptions > your subscription > Access control (IAM) > Add > Add custom role, and go on as this step says.',
      ],
    }),
  }),
  takenElsewhere: diagnosis<FoundRole>({
    code: 'AZ-ROLE-002',
    severity: 'fail',
    title: 'The name is taken by a role of other subscriptions',
    explain: () =>
      'Names of roles are unique in the whole directory. A role of this name exists, and cannot be assigned in this subscription; creating another one of the same name fails with RoleDefinitionWithSameNameExists. Most likely another subscription is connected to Spot already: then share its role.',
    observed: ({ assignableScopes }) => `assignable in ${assignableScopes.join(', ')}`,
    expected: ({ subscriptionId }) => `assignable in /subscriptions/${subscriptionId} too`,
    fix: (data) => ({
      summary:
        'Let the role be assigned here too. It takes the right to change roles in all of its subscriptions; without it choose another role name.',
      commands: [replaceRole({ ...data, keep: data.permissions })],
      console: editInConsole,
    }),
  }),
  partOnly: contentDiagnosis<FoundRole>({
    code: 'AZ-ROLE-009',
    severity: 'fail',
    title: 'The role can be assigned in a part of the subscription only',
    explain: () =>
      'Its AssignableScopes name a resource group. Spot works in the whole subscription, and a role is assigned there only if that is among its scopes.',
    observed: ({ assignableScopes }) => `assignable in ${assignableScopes.join(', ')}`,
    expected: ({ subscriptionId }) => `assignable in /subscriptions/${subscriptionId}`,
    summary:
      'Add the subscription to its AssignableScopes. The command keeps those that are there.',
  }),
  actionsMissing: contentDiagnosis<FoundRole & { missing: string[] }>({
    code: 'AZ-ROLE-003',
    severity: 'fail',
    title: 'The role lacks actions that Spot needs',
    explain: () =>
      'Spot connects, and fails later at whatever it is not allowed: mostly when it starts or replaces a machine.',
    observed: ({ missing }) => `not allowed: ${some(missing)}`,
    expected: () => `all ${spotActions.length} actions of the list`,
    summary: 'Give the role the whole list. What else it holds stays.',
  }),
  takenAway: contentDiagnosis<FoundRole & { taken: { action: string; by: string }[] }>({
    code: 'AZ-ROLE-004',
    severity: 'fail',
    title: 'NotActions of the role take away what Spot needs',
    explain: () =>
      'The role lists the actions, and takes them away again under NotActions. What is left is what counts.',
    observed: ({ taken }) =>
      taken
        .map(({ action, by }) => `${action} (by NotActions ${by})`)
        .slice(0, 6)
        .join(', '),
    expected: () => 'no NotActions that touch the list',
    summary:
      'Give the role the whole list, without NotActions that touch it. What else it holds stays.',
  }),
  readOnly: contentDiagnosis<FoundRole & { missing: string[] }>({
    code: 'AZ-ROLE-005',
    severity: 'fail',
    title: 'The role only reads',
    explain: () =>
      'It holds the reading actions alone. Spot shows what it could save, and can start and replace nothing. If that is what you want, leave it.',
    observed: ({ missing }) => `no action that changes anything, e.g. ${some(missing.slice(0, 3))}`,
    expected: () => `all ${spotActions.length} actions of the list`,
    summary: 'Give the role the whole list. What else it holds stays.',
  }),
  oldList: contentDiagnosis<FoundRole & { missing: string[] }>({
    code: 'AZ-ROLE-006',
    severity: 'warning',
    title: 'The role holds the list of before 2024',
    explain: () =>
      'Spot works as it did then. What came later (image galleries, capacity reservations, proximity groups, deleting its own snapshots) fails. Spot’s Terraform module still makes this list.',
    observed: ({ missing }) => `not allowed: ${some(missing)}`,
    expected: () => `all ${spotActions.length} actions of the list`,
    summary: 'Give the role the whole list. What else it holds stays.',
  }),
  everything: excessDiagnosis<FoundRole & { patterns: string[] }>({
    code: 'AZ-ROLE-007',
    severity: 'warning',
    title: 'The role allows far more than Spot needs',
    explain: () =>
      'Spot works. But whoever holds the secret may then change everything in the subscription that the pattern covers. The list of this guide names each action.',
    observed: ({ patterns }) => some(patterns),
    expected: () => `the ${spotActions.length} actions of the list`,
    summary: 'Give the role the list, and nothing else.',
  }),
  extra: excessDiagnosis<FoundRole & { extra: string[] }>({
    code: 'AZ-ROLE-008',
    severity: 'warning',
    title: 'The role allows actions that Spot did not ask for',
    explain: () =>
      'Spot works. If you added them for a product of Spot that needs more, leave them; otherwise take them out.',
    observed: ({ extra }) => some(extra),
    expected: () => `the ${spotActions.length} actions of the list`,
    summary: 'Give the role the list, and nothing else.',
  }),
};

export default diagnoses;
