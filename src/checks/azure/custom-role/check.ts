import customRoles from '../../../evidence/azure/custom-roles.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { type Diagnosis, defineCheck, diagnosis, type Judge } from '../../define-check.ts';
import { includes, missingActions, takenAway } from '../_rbac/actions.ts';
import type { Definition } from '../_rbac/evaluate.ts';
import { createRole, type RoleInputs, replaceRole } from '../_role/documents.ts';
import { newSince2024, onlyReads, spotActions } from '../_role/spot-role.ts';

interface FoundRole extends RoleInputs {
  guid: string;
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

/** Wrong content of a role that exists: it all mends by the guide's whole role. */
function contentDiagnosis<D extends FoundRole>(
  definition: Omit<Diagnosis<D>, 'fix'> & { summary: string },
): Diagnosis<D> {
  const { summary, ...words } = definition;
  return diagnosis<D>({
    ...words,
    fix: (data) => ({ summary, commands: [replaceRole(data)], console: editInConsole }),
  });
}

const check = defineCheck({
  id: 'azure/custom-role',
  title: 'The role exists in the subscription and holds what Spot needs, not more',
  needs: { roles: customRoles },
  mayUse: { tenantRoles: tenantCustomRoles },
  inputs: ['roleName', 'subscriptionId'],
  after: ['azure/subscription'],
  diagnoses: {
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
        commands: [replaceRole(data)],
        console: editInConsole,
      }),
    }),
    actionsMissing: contentDiagnosis<FoundRole & { missing: string[] }>({
      code: 'AZ-ROLE-003',
      severity: 'fail',
      title: 'The role lacks actions that Spot needs',
      explain: () =>
        'Spot connects, and fails later at whatever it is not allowed: mostly when it starts or replaces a machine.',
      observed: ({ missing }) => `not allowed: ${some(missing)}`,
      expected: () => `all ${spotActions.length} actions of the list`,
      summary: 'Give the role the whole list.',
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
      summary: 'Give the role the whole list, without NotActions.',
    }),
    readOnly: contentDiagnosis<FoundRole & { missing: string[] }>({
      code: 'AZ-ROLE-005',
      severity: 'fail',
      title: 'The role only reads',
      explain: () =>
        'It holds the reading actions alone. Spot shows what it could save, and can start and replace nothing. If that is what you want, leave it.',
      observed: ({ missing }) =>
        `no action that changes anything, e.g. ${some(missing.slice(0, 3))}`,
      expected: () => `all ${spotActions.length} actions of the list`,
      summary: 'Give the role the whole list.',
    }),
    oldList: contentDiagnosis<FoundRole & { missing: string[] }>({
      code: 'AZ-ROLE-006',
      severity: 'warning',
      title: 'The role holds the list of before 2024',
      explain: () =>
        'Spot works as it did then. What came later (image galleries, capacity reservations, proximity groups, deleting its own snapshots) fails. Spot’s Terraform module still makes this list.',
      observed: ({ missing }) => `not allowed: ${some(missing)}`,
      expected: () => `all ${spotActions.length} actions of the list`,
      summary: 'Give the role the whole list.',
    }),
    everything: contentDiagnosis<FoundRole & { patterns: string[] }>({
      code: 'AZ-ROLE-007',
      severity: 'warning',
      title: 'The role allows far more than Spot needs',
      explain: () =>
        'Spot works. But whoever holds the secret may then change everything in the subscription that the pattern covers. The list of this guide names each action.',
      observed: ({ patterns }) => some(patterns),
      expected: () => `the ${spotActions.length} actions of the list`,
      summary: 'Give the role the list, and nothing else.',
    }),
    extra: contentDiagnosis<FoundRole & { extra: string[] }>({
      code: 'AZ-ROLE-008',
      severity: 'warning',
      title: 'The role allows actions that Spot did not ask for',
      explain: () =>
        'Spot works. If you added them for a product of Spot that needs more, leave them; otherwise take them out.',
      observed: ({ extra }) => some(extra),
      expected: () => `the ${spotActions.length} actions of the list`,
      summary: 'Give the role the list, and nothing else.',
    }),
  },
  assess({ roles, tenantRoles }, inputs, judge) {
    const { roleName, subscriptionId } = inputs;
    const known = roles?.value ?? [];
    const role = named(known, roleName);
    if (!role) {
      const elsewhere =
        tenantRoles.status === 'found' ? named(tenantRoles.value.value, roleName) : undefined;
      if (!elsewhere)
        return judge.found('missing', {
          roleName,
          subscriptionId,
          others: similarTo(roleName, known),
        });
      return judge.found('takenElsewhere', dataOf(elsewhere, subscriptionId));
    }
    judgeContent(role, dataOf(role, subscriptionId), judge);
  },
});

type Verdict = Judge<typeof check.diagnoses>;
type RoleList = typeof customRoles extends EvidenceKind<infer T> ? T : never;
type Role = RoleList['value'][number];

const named = <R extends Definition>(roles: readonly R[], name: string): R | undefined =>
  roles.find(({ properties }) => properties.roleName.toLowerCase() === name.toLowerCase());

const dataOf = ({ name, properties }: Definition, subscriptionId: string): FoundRole => ({
  roleName: properties.roleName,
  subscriptionId,
  guid: name,
  assignableScopes: properties.assignableScopes,
});

/** Roles whose names hold a word of the wanted one, or which hold much of Spot's list. */
function similarTo(roleName: string, roles: readonly Definition[]): string[] {
  const words = roleName
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 3);
  return roles
    .filter(
      ({ properties: { roleName: other, permissions } }) =>
        words.some((part) => other.toLowerCase().includes(part)) ||
        missingActions(permissions, spotActions).length < spotActions.length / 2,
    )
    .map(({ properties }) => `“${properties.roleName}”`)
    .slice(0, 5);
}

function judgeContent({ properties: { permissions } }: Role, data: FoundRole, judge: Verdict) {
  const taken = takenAway(permissions, spotActions);
  if (taken.length > 0) judge.found('takenAway', { ...data, taken });
  const missing = missingActions(permissions, spotActions).filter(
    (action) => !taken.some((one) => one.action === action),
  );
  if (missing.length > 0) {
    const reads = spotActions.filter(onlyReads);
    const noReads = reads.filter((action) => missing.includes(action) && !newSince2024.has(action));
    if (missing.every((action) => newSince2024.has(action)))
      judge.found('oldList', { ...data, missing });
    else if (
      noReads.length < reads.length / 2 &&
      missing.length >= spotActions.length - reads.length &&
      missing.some((action) => !onlyReads(action))
    ) {
      judge.found('readOnly', { ...data, missing: missing.filter((action) => !onlyReads(action)) });
    } else judge.found('actionsMissing', { ...data, missing });
  }
  const granted = permissions.flatMap(({ actions }) => actions);
  const beyond = granted.filter(
    (action) => !onlyReads(action) && !spotActions.some((wanted) => includes(wanted, action)),
  );
  const patterns = beyond.filter((action) => action.includes('*'));
  if (patterns.length > 0) judge.found('everything', { ...data, patterns });
  const extra = [
    ...beyond.filter((action) => !action.includes('*')),
    ...permissions.flatMap(({ dataActions }) => dataActions),
  ];
  if (extra.length > 0) judge.found('extra', { ...data, extra });
}

export default check;
