import application from '../../../evidence/azure/application.ts';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { defineCheck } from '../../define-check.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { includes, missingActions } from '../_rbac/actions.ts';
import { builtInRoles } from '../_rbac/built-in-roles.ts';
import { type Assignment, type Grant, grantsAt } from '../_rbac/evaluate.ts';
import { lastPart } from '../_rbac/scopes.ts';
import { onlyReads, spotActions } from '../_role/spot-role.ts';
import diagnoses from './diagnoses.ts';
import { judgeAge, judgeMissing } from './judge.ts';

export default defineCheck({
  id: 'azure/role-assignment',
  title: 'The app has the role, in the whole subscription, and was given no broader one itself',
  needs: { principal: servicePrincipal, assignments: roleAssignments, roles: customRoles },
  mayUse: { app: application },
  inputs: ['clientId', 'roleName', 'subscriptionId'],
  after: ['azure/subscription', 'azure/service-principal'],
  diagnoses,
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
      if (besides.length > 0) judge.found('broaderToo', { ...inputs, ...describeGrants(besides) });
      return;
    }
    const isEnough =
      missingActions(
        sure.flatMap(({ permissions = [] }) => permissions),
        spotActions,
      ).length === 0;
    if (isEnough && broad.length > 0)
      return judge.found('broaderInstead', { ...inputs, ...describeGrants(broad) });
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

const describeGrants = (grants: readonly Grant[]) => ({
  roles: grants.map(({ roleName, assignment }) => `${roleName} at ${assignment.properties.scope}`),
  ids: grants.map(({ assignment }) => assignment.id),
});
