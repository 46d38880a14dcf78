import application from '../../../evidence/azure/application.ts';
import customRoles from '../../../evidence/azure/custom-roles.ts';
import roleAssignments from '../../../evidence/azure/role-assignments.ts';
import servicePrincipal from '../../../evidence/azure/service-principal.ts';
import { defineCheck, type Judge } from '../../define-check.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { actionsBeyond } from '../_rbac/actions.ts';
import { builtInRoles } from '../_rbac/built-in-roles.ts';
import { type Assignment, type Grant, grantsAt } from '../_rbac/evaluate.ts';
import { lastPart } from '../_rbac/scopes.ts';
import { replaceRole } from '../_role/documents.ts';
import { newSince2024, onlyReads, spotActions } from '../_role/spot-role.ts';
import diagnoses from './diagnoses.ts';
import { judgeAge, judgeMissing, missingOf } from './judge.ts';

export default defineCheck({
  id: 'azure/role-assignment',
  title: 'The app may do what Spot needs in the whole subscription, and was given no more itself',
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
    const besides = broad.filter(({ assignment }) => !isSpots(assignment));
    const missing = missingOf(sure);
    const isEnough = missing.every((action) => newSince2024.has(action));
    if (principal.accountEnabled === false)
      judge.cannotTell(
        'Signing in is switched off for the app, so no role of it works; see the step “Register the app”.',
      );
    if (own.length > 0) {
      if (besides.length > 0) {
        // What the role of the guide has through the broad one alone has to be in it before that goes.
        const left = sure.filter((grant) => !besides.includes(grant));
        const gives = missingOf(left).filter(
          (action) => !missing.includes(action) && !newSince2024.has(action),
        );
        const complete =
          gives.length > 0 && role
            ? replaceRole({
                roleName: role.properties.roleName,
                subscriptionId: inputs.subscriptionId,
                guid: role.name,
                assignableScopes: role.properties.assignableScopes,
                keep: role.properties.permissions,
              })
            : undefined;
        judge.found('broaderToo', { ...inputs, ...describeGrants(besides), gives, complete });
      }
      sayUnknown(direct, judge);
      if (isEnough) return judgeAge(sure, judge);
      return judge.cannotTell(
        `“${inputs.roleName}” is assigned, and lacks ${missing.length} of ${spotActions.length} actions, e.g. ${missing[0]}; see the step of the role.`,
      );
    }
    if (missing.length === 0 && broad.length > 0)
      return judge.found('broaderInstead', { ...inputs, ...describeGrants(broad) });
    // Another role with all of it is as good, and so are several that have it together.
    if (missing.length === 0) {
      sayUnknown(direct, judge);
      return judgeAge(sure, judge);
    }
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

/** Says which roles of the app nobody here knows the content of. */
function sayUnknown(grants: readonly Grant[], judge: Judge<typeof diagnoses>) {
  const unknown = grants.filter(({ permissions }) => permissions === undefined);
  if (unknown.length > 0)
    judge.cannotTell(
      `The app also has ${describeGrants(unknown).roles.join(', ')}, and what that allows is not known here. Compare it with the list of the step “Create the role”.`,
    );
}

/** A built-in role that is known as broad, or a custom one that changes more than the list does. */
const isBroad = ({ assignment, permissions }: Grant): boolean => {
  const builtIn = builtInRoles[lastPart(assignment.properties.roleDefinitionId)];
  if (builtIn) return builtIn.broad;
  return actionsBeyond(permissions ?? [], spotActions, onlyReads).length > 0;
};

const describeGrants = (grants: readonly Grant[]) => ({
  roles: grants.map(({ roleName, assignment }) => `${roleName} at ${assignment.properties.scope}`),
  ids: grants.map(({ assignment }) => assignment.id),
});
