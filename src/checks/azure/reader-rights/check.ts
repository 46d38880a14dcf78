import authorizationPolicy from '../../../evidence/azure/authorization-policy.ts';
import denyAssignments from '../../../evidence/azure/deny-assignments.ts';
import directoryRoles from '../../../evidence/azure/directory-roles.ts';
import policyAssignments from '../../../evidence/azure/policy-assignments.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import subscriptionPermissions from '../../../evidence/azure/subscription-permissions.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import methodLabel from '../../../providers/method-label.ts';
import type { Method } from '../../../providers/methods.ts';
import { defineCheck } from '../../define-check.ts';
import { actionsOf, circumstancesOf, foresee, type Refused } from '../../foresee.ts';
import type { Work } from '../../step-rights.ts';
import { scopeOf } from '../_fixes/commands.ts';
import { missingActions } from '../_rbac/actions.ts';
import { deniedActions } from '../_rbac/evaluate.ts';
import findDeniedTypes from './denied-types.ts';
import diagnoses, { registeringRoles } from './diagnoses.ts';

/** What registers an app, and makes its service principal. */
const registers = /^microsoft\.directory\/(applications|servicePrincipals)\/createAsOwner$/i;

/**
 * A check that tells before the first step at which step the reader will be refused. `role` is what
 * to ask for, e.g. `the role Owner on the subscription`.
 *
 * @example checks: [subscription, readerRights('the role Owner on the subscription')]
 */
export default function readerRights(role: string) {
  return (work: Work) => checkFor(role, work);
}

function checkFor(what: string, work: Work) {
  const all = actionsOf(work);
  const registering = work.steps
    .filter(({ rights }) =>
      rights.some(({ actions }) => actions.some((action) => registers.test(action))),
    )
    .map(({ title }) => title);
  const asked = all.filter((action) => !registers.test(action));
  return defineCheck({
    id: 'azure/reader-rights',
    title: 'You have the rights that the steps take',
    needs: { permissions: subscriptionPermissions },
    mayUse: {
      user: signedInUser,
      roles: directoryRoles,
      policy: authorizationPolicy,
      denials: denyAssignments,
      policies: policyAssignments,
      ...circumstancesOf(work),
    },
    inputs: ['subscriptionId'],
    optionalInputs: ['method'],
    after: ['azure/subscription'],
    diagnoses,
    assess({ permissions, user, roles, policy, denials, policies, ...others }, inputs, judge) {
      const { subscriptionId } = inputs;
      const upn = user.status === 'found' ? user.value.userPrincipalName : undefined;
      const reader = { subscriptionId, upn };
      const lookAhead = (lacking: readonly string[]) =>
        foresee(work, {
          inputs,
          lacks: (action) => lacking.includes(action),
          seen: ({ id }: EvidenceKind) => (others as Record<string, Evidence>)[id],
        });
      const missing = missingActions(permissions?.value ?? [], asked);
      const { sure, ways, through, unseen } = lookAhead(missing);
      if (sure.length > 0) judge.found('actionsMissing', { ...reader, refused: sure, what });
      if (ways.length > 0) {
        const label = (method: Method) => methodLabel(method, 'azure');
        judge.found('refusedOnWays', {
          ...reader,
          what,
          ways: ways.map(({ method, refused }) => ({ label: label(method), refused })),
          through: through.map(label),
        });
      }
      if (unseen.length > 0) judge.found('checksRefused', { ...reader, refused: unseen, what });
      const held = asked.filter((action) => !missing.includes(action));
      const place = scopeOf(subscriptionId);
      const refusedBy = (actions: readonly string[]): readonly Refused[] => {
        const ahead = lookAhead(actions);
        return [...ahead.sure, ...ahead.ways.flatMap(({ refused }) => refused)];
      };
      for (const denial of denials.status === 'found' ? denials.value.value : []) {
        if (user.status !== 'found') break;
        const { actions, sure: named } = deniedActions(
          place,
          { objectId: user.value.id },
          denial,
          held,
        );
        const refused = refusedBy(actions);
        const name = denial.properties.denyAssignmentName ?? denial.name;
        if (refused.length === 0) continue;
        if (named)
          judge.found('deniedByAssignment', {
            ...reader,
            refused,
            name,
            scope: denial.properties.scope,
          });
        else
          judge.cannotTell(
            `The deny assignment “${name}” names groups, or has a condition, and whether it means you cannot be seen from here. Go on; a step that is refused says so.`,
          );
      }
      for (const { name, actions } of policies.status === 'found'
        ? findDeniedTypes(policies.value, place, held)
        : []) {
        const refused = refusedBy(actions);
        if (refused.length > 0)
          judge.found('deniedByPolicy', { ...reader, refused, name, scope: place });
      }
      if (registering.length === 0) return;
      const may = mayRegister(user, roles, policy);
      if (may === undefined) {
        judge.cannotTell('Whether you may register applications could not be seen.', [
          signedInUser,
          directoryRoles,
          authorizationPolicy,
        ]);
      } else if (!may && upn !== undefined) {
        judge.found('mayNotRegister', { steps: registering, upn, guest: isGuest(user) });
      }
    },
  });
}

type ValueOf<K> = K extends EvidenceKind<infer T> ? T : never;
type User = Evidence<ValueOf<typeof signedInUser>>;

const isGuest = (user: User): boolean =>
  user.status === 'found' && /^guest$/i.test(user.value.userType ?? '');

/** By a role, or because everybody may. Undefined: neither could be seen. */
function mayRegister(
  user: User,
  roles: Evidence<ValueOf<typeof directoryRoles>>,
  policy: Evidence<ValueOf<typeof authorizationPolicy>>,
): boolean | undefined {
  const byRole =
    roles.status === 'found'
      ? roles.value.value.some(({ roleTemplateId }) => (roleTemplateId ?? '') in registeringRoles)
      : undefined;
  if (byRole) return true;
  const everybody =
    policy.status === 'found'
      ? policy.value.defaultUserRolePermissions.allowedToCreateApps === true
      : undefined;
  if (user.status !== 'found') return undefined;
  const byDefault = isGuest(user) ? false : everybody;
  if (byDefault) return true;
  return byRole === undefined || byDefault === undefined ? undefined : false;
}
