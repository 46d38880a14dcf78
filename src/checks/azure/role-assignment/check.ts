import application from '../../../evidence/azure/application.ts';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { defineCheck, diagnosis, type Judge } from '../../define-check.ts';
import { assignRole, deleteAssignment, scopeOf } from '../_fixes/commands.ts';
import { includes, missingActions } from '../_rbac/actions.ts';
import { builtInRoles } from '../_rbac/built-in-roles.ts';
import { type Assignment, type Definition, type Grant, grantsAt } from '../_rbac/evaluate.ts';
import { lastPart, placeOf } from '../_rbac/scopes.ts';
import { onlyReads, spotActions } from '../_role/spot-role.ts';

interface AssignData {
  clientId: string;
  roleName: string;
  subscriptionId: string;
}

/**
 * How long a role assignment may take to work. Source: Microsoft Learn, "Troubleshoot Azure RBAC".
 */
const propagationMs = 10 * 60_000;

const assignInConsole = [
  'Open Subscriptions > your subscription > Access control (IAM) > Add > Add role assignment.',
  'Choose the role, then Members > Select members, and type the name of the app: it is not in the list before.',
  'Choose Select, then Review + assign.',
];

const assignIt = (data: AssignData) => ({
  summary: 'Assign the role to the app, at the subscription.',
  commands: [assignRole(data)],
  console: assignInConsole,
});

const check = defineCheck({
  id: 'azure/role-assignment',
  title: 'The app has the role, in the whole subscription, and was given no broader one itself',
  needs: { principal: servicePrincipal, assignments: roleAssignments, roles: customRoles },
  mayUse: { app: application },
  inputs: ['clientId', 'roleName', 'subscriptionId'],
  after: ['azure/subscription', 'azure/service-principal'],
  diagnoses: {
    none: diagnosis<AssignData>({
      code: 'AZ-ASSIGN-001',
      severity: 'fail',
      title: 'The app has no role in the subscription',
      explain: () =>
        'Spot can sign in, and Azure refuses everything it asks: AuthorizationFailed. Nothing was assigned yet, it was assigned in another subscription, or it was taken away.',
      observed: () => 'no role assignment for the app',
      expected: ({ roleName, subscriptionId }) =>
        `“${roleName}” at /subscriptions/${subscriptionId}`,
      fix: assignIt,
    }),
    belowOnly: diagnosis<AssignData & { scopes: string[] }>({
      code: 'AZ-ASSIGN-002',
      severity: 'fail',
      title: 'The role is assigned for a part of the subscription only',
      explain: () =>
        'Spot looks at the whole subscription, and Azure refuses it there with AuthorizationFailed.',
      observed: ({ scopes }) => scopes.join(', '),
      expected: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
      fix: assignIt,
    }),
    toAppObject: diagnosis<AssignData & { objectId: string; right: string; ids: string[] }>({
      code: 'AZ-ASSIGN-003',
      severity: 'fail',
      title: 'The role was given to the object ID of the app registration',
      explain: ({ right }) =>
        `The registration and the service principal of an app have different object IDs. Roles work for the service principal only, here ${right}. The portal shows what you made as “Identity not found”.`,
      observed: ({ objectId }) => objectId,
      expected: ({ right }) => right,
      fix: (data) => ({
        ...assignIt(data),
        summary:
          'Assign the role to the app itself. What was assigned to the wrong ID does nothing; remove it when you like.',
      }),
    }),
    toOthers: diagnosis<AssignData & { others: string[] }>({
      code: 'AZ-ASSIGN-004',
      severity: 'fail',
      title: 'The role was given to somebody else',
      explain: () =>
        'The role is assigned, and not to the app of this client ID: to a person, to another app, or to an app that was deleted and made again (a new one has a new object ID).',
      observed: ({ others }) => others.join(', '),
      expected: ({ clientId }) => `the app ${clientId}`,
      fix: assignIt,
    }),
    otherRole: diagnosis<AssignData & { roles: string[] }>({
      code: 'AZ-ASSIGN-005',
      severity: 'fail',
      title: 'The app has another role, which is not enough',
      explain: () => 'It can do something in the subscription, but not all that Spot needs.',
      observed: ({ roles }) => roles.join(', '),
      expected: ({ roleName }) => `“${roleName}”`,
      fix: assignIt,
    }),
    broaderToo: diagnosis<AssignData & { roles: string[]; ids: string[] }>({
      code: 'AZ-ASSIGN-006',
      severity: 'warning',
      title: 'The app has a broad role besides',
      explain: () =>
        'Spot needs only its own role. Whoever gets hold of the secret could do everything that the broad role allows.',
      observed: ({ roles }) => roles.join(', '),
      expected: ({ roleName }) => `“${roleName}” alone`,
      fix: ({ ids }) => ({
        summary:
          'Take the broad role away, unless another program uses the same app: give that one an app of its own.',
        commands: ids.map(deleteAssignment),
        console: [
          'Open Subscriptions > your subscription > Access control (IAM) > Role assignments, tick the app under the broad role, and choose Remove.',
        ],
      }),
    }),
    broaderInstead: diagnosis<AssignData & { roles: string[]; ids: string[] }>({
      code: 'AZ-ASSIGN-007',
      severity: 'warning',
      title: 'The app has a broad role instead of its own',
      explain: () =>
        'Spot works. But the secret then opens the whole subscription, where the role of this guide would be enough.',
      observed: ({ roles }) => roles.join(', '),
      expected: ({ roleName }) => `“${roleName}”`,
      fix: (data) => ({
        summary: 'Assign the role of this guide, then take the broad one away.',
        commands: [[assignRole(data), ...data.ids.map(deleteAssignment)].join('\n')],
        console: [...assignInConsole, 'Then tick the app under the broad role, and choose Remove.'],
      }),
    }),
  },
  assess({ principal, assignments, roles, app }, inputs, judge) {
    if (!principal)
      return judge.cannotTell('The app has no service principal yet; see the step before.');
    const all = assignments?.value ?? [];
    const definitions = roles?.value ?? [];
    const place = scopeOf(inputs.subscriptionId);
    const grants = grantsAt(place, { objectId: principal.id }, { assignments: all, definitions });
    const role = definitions.find(
      ({ properties }) => properties.roleName.toLowerCase() === inputs.roleName.toLowerCase(),
    );
    const isSpots = ({ properties }: Assignment) =>
      role !== undefined && lastPart(properties.roleDefinitionId) === role.name.toLowerCase();
    const direct = grants.filter(({ unsure }) => !unsure);
    const broad = direct.filter(isBroad);
    // A condition on a broad role only limits which roles it may give to others: Azure has no
    // conditions on other actions of Resource Manager.
    const sure = direct.filter((grant) => !grant.assignment.properties.condition || isBroad(grant));
    const own = sure.filter(({ assignment }) => isSpots(assignment));
    if (own.length > 0) {
      judgeAge(own, judge);
      const besides = broad.filter(({ assignment }) => !isSpots(assignment));
      if (besides.length > 0) judge.found('broaderToo', { ...inputs, ...described(besides) });
      return;
    }
    const isEnough =
      missingActions(
        sure.flatMap(({ permissions = [] }) => permissions),
        spotActions,
      ).length === 0;
    if (isEnough && broad.length > 0)
      return judge.found('broaderInstead', { ...inputs, ...described(broad) });
    // Another role with all of it is as good.
    if (isEnough) return judgeAge(sure, judge);
    judgeMissing(
      {
        all,
        grants,
        principalId: principal.id,
        place,
        isSpots,
        appId: app.status === 'found' ? app.value.id : undefined,
        role,
      },
      inputs,
      judge,
    );
  },
});

type Verdict = Judge<typeof check.diagnoses>;

/**
 * A built-in role that is known as broad, or a custom one with a pattern that changes more than the
 * list does.
 */
const isBroad = ({ assignment, permissions }: Grant): boolean => {
  const builtIn = builtInRoles[lastPart(assignment.properties.roleDefinitionId)];
  if (builtIn) return builtIn.broad;
  const granted = (permissions ?? []).flatMap(({ actions }) => actions);
  return granted.some(
    (action) =>
      action.includes('*') &&
      !onlyReads(action) &&
      !spotActions.some((wanted) => includes(wanted, action)),
  );
};

const described = (grants: readonly Grant[]) => ({
  roles: grants.map(({ roleName, assignment }) => `${roleName} at ${assignment.properties.scope}`),
  ids: grants.map(({ assignment }) => assignment.id),
});

/**
 * Azure takes a while to act on an assignment. The oldest one counts: it may have been made twice.
 */
function judgeAge(grants: readonly Grant[], judge: Verdict) {
  const made = grants
    .map(({ assignment }) => Date.parse(assignment.properties.createdOn ?? ''))
    .filter((time) => !Number.isNaN(time));
  const usableAt = Math.min(...made) + propagationMs;
  if (made.length === grants.length && judge.now.getTime() < usableAt) {
    judge.pending(
      'The role is assigned, and new. Azure takes up to ten minutes to act on it everywhere.',
      new Date(usableAt),
    );
  }
}

interface Seen {
  all: readonly Assignment[];
  grants: readonly Grant[];
  principalId: string;
  /** Object id of the app registration. */
  appId: string | undefined;
  place: string;
  role: Definition | undefined;
  isSpots(assignment: Assignment): boolean;
}

function judgeMissing(
  { all, grants, principalId, appId, place, role, isSpots }: Seen,
  inputs: AssignData,
  judge: Verdict,
) {
  if (!role)
    return judge.cannotTell(
      `There is no role “${inputs.roleName}” to assign; see the step before.`,
    );
  const spots = all.filter(isSpots);
  const mine = spots.filter(
    ({ properties }) => properties.principalId.toLowerCase() === principalId.toLowerCase(),
  );
  const conditional = grants.find(
    ({ assignment }) => isSpots(assignment) && assignment.properties.condition,
  );
  if (conditional) {
    return judge.cannotTell(
      `The role is assigned under a condition (${conditional.assignment.properties.condition}), and what Azure makes of it cannot be told from here. Check as Spot, or assign the role without a condition.`,
    );
  }
  const throughGroup = grants.find(({ assignment, unsure }) => unsure && isSpots(assignment));
  if (throughGroup) {
    return judge.cannotTell(
      `The role is assigned to the group ${throughGroup.assignment.properties.principalId}, and whether the app is in it cannot be seen from here. Check as Spot, or assign the role to the app itself.`,
    );
  }
  const below = mine.filter(({ properties }) => placeOf(properties.scope, place) === 'below');
  if (below.length > 0)
    return judge.found('belowOnly', {
      ...inputs,
      scopes: below.map(({ properties }) => properties.scope),
    });
  const toApp = spots.filter(
    ({ properties }) =>
      appId !== undefined && properties.principalId.toLowerCase() === appId.toLowerCase(),
  );
  if (toApp.length > 0 && appId) {
    return judge.found('toAppObject', {
      ...inputs,
      objectId: appId,
      right: principalId,
      ids: toApp.map(({ id }) => id),
    });
  }
  const ownRoles = grants.filter(({ unsure }) => !unsure).map(({ roleName }) => roleName);
  if (ownRoles.length > 0) return judge.found('otherRole', { ...inputs, roles: ownRoles });
  const others = spots.map(
    ({ properties }) => `${wordFor(properties.principalType)} ${properties.principalId}`,
  );
  if (others.length > 0)
    return judge.found('toOthers', { ...inputs, others: [...new Set(others)].slice(0, 4) });
  judge.found('none', inputs);
}

function wordFor(principalType: string | null | undefined): string {
  const words: Record<string, string> = {
    User: 'the user',
    Group: 'the group',
    ServicePrincipal: 'the app or identity',
  };
  return words[principalType ?? ''] ?? 'the principal';
}

export default check;
