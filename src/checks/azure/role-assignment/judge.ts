import type { Judge } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import { missingActions } from '../_rbac/actions.ts';
import type { Assignment, Definition, Grant } from '../_rbac/evaluate.ts';
import { placeOf } from '../_rbac/scopes.ts';
import { spreadingMinutes } from '../_rbac/spreading.ts';
import { newSince2024, spotActions } from '../_role/spot-role.ts';
import type diagnoses from './diagnoses.ts';
import type { AssignData } from './diagnoses.ts';

const propagationMs = spreadingMinutes * 60_000;

type Verdict = Judge<typeof diagnoses>;

/** Which of Spot's actions these roles do not allow together. */
export const missingOf = (grants: readonly Grant[]): string[] =>
  missingActions(
    grants.flatMap(({ permissions = [] }) => permissions),
    spotActions,
  );

/** When a role was assigned; one without a readable time counts as old. */
const madeAt = ({ assignment }: Grant): number =>
  Date.parse(assignment.properties.createdOn ?? '') || Number.NEGATIVE_INFINITY;

/**
 * Azure takes a while to act on an assignment. The oldest ones that are enough count: a role may
 * have been assigned twice, and some may come in parts.
 */
export function judgeAge(grants: readonly Grant[], judge: Verdict) {
  const wanted = missingOf(grants).length;
  const byAge = [...grants].sort((one, other) => madeAt(one) - madeAt(other) || 0);
  // More roles never allow less, so the first that are enough can be found by halves.
  let [few, enough] = [0, byAge.length];
  while (few < enough) {
    const half = Math.floor((few + enough) / 2);
    if (missingOf(byAge.slice(0, half)).length <= wanted) enough = half;
    else few = half + 1;
  }
  const last = byAge[Math.max(enough, 1) - 1];
  const usableAt = (last ? madeAt(last) : Number.NEGATIVE_INFINITY) + propagationMs;
  if (judge.now.getTime() < usableAt) {
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

export function judgeMissing(
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
  // Under whatever role: a condition leaves open what the same role without one would settle.
  const conditional = grants.filter(({ assignment }) => assignment.properties.condition);
  const mayBeEnough = missingOf(grants.filter(({ unsure }) => !unsure)).every((action) =>
    newSince2024.has(action),
  );
  const unsure = whyUnsure([
    ...grants.filter(({ assignment }) => isSpots(assignment)),
    ...(mayBeEnough ? conditional : []),
  ]);
  if (unsure) return judge.cannotTell(unsure);
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
  const unknown = grants.filter(({ unsure, permissions }) => !unsure && permissions === undefined);
  if (unknown.length > 0)
    return judge.cannotTell(
      `The app has ${unknown.map(({ roleName }) => roleName).join(', ')}, and what that allows is not known here. Check as Spot, or assign “${inputs.roleName}” to the app.`,
    );
  const ownRoles = grants.filter(({ unsure }) => !unsure).map(({ roleName }) => roleName);
  if (ownRoles.length > 0) return judge.found('otherRole', { ...inputs, roles: ownRoles });
  const others = spots.map(
    ({ properties }) =>
      `${describePrincipalType(properties.principalType)} ${properties.principalId}`,
  );
  if (others.length > 0)
    return judge.found('toOthers', {
      ...inputs,
      others: [...new Set(others)].slice(0, 4),
      right: principalId,
      near: findSimilarName(
        principalId,
        spots.map(({ properties }) => properties.principalId),
      ),
    });
  judge.found('none', inputs);
}

/** Why it cannot be told whether a grant of the role counts, or undefined. */
function whyUnsure(grants: readonly Grant[]): string | undefined {
  const conditional = grants.find(({ assignment }) => assignment.properties.condition);
  if (conditional)
    return `${conditional.roleName} is assigned under a condition (${conditional.assignment.properties.condition}), and what Azure makes of it cannot be told from here. Check as Spot. If that is refused, ask whoever set the condition.`;
  const throughGroup = grants.find(({ unsure }) => unsure);
  return throughGroup
    ? `The role is assigned to the group ${throughGroup.assignment.properties.principalId}, and whether the app is in it cannot be seen from here. Check as Spot, or assign the role to the app itself.`
    : undefined;
}

function describePrincipalType(principalType: string | null | undefined): string {
  const words: Record<string, string> = {
    User: 'the user',
    Group: 'the group',
    ServicePrincipal: 'the app or identity',
  };
  return (principalType && words[principalType]) || 'the principal';
}
