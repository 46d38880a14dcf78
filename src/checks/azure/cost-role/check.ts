import {
  costAssignments,
  costReads,
  elevatedAccess,
  rootManagementGroup,
  signedInUser,
  tenantCustomRoles,
} from '../../../evidence/azure/index.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { defineCheck } from '../../define-check.ts';
import { rootGroupScope } from '../_billing/commands.ts';
import { costRoles, isWorking, type JudgedAssignment, judged } from '../_billing/cost-roles.ts';
import { elevationOf } from '../_billing/elevated-access.ts';
import { normalScope } from '../_rbac/scopes.ts';
import diagnoses from './diagnoses.ts';
import type { Where } from './fixes.ts';

const actions = ['Microsoft.CostManagement/query/read'];

export default defineCheck({
  id: 'azure/cost-role',
  title:
    'The service principal may read costs: at the top, or of every subscription that can be seen',
  needs: {},
  mayUse: {
    assigned: costAssignments,
    reads: costReads,
    root: rootManagementGroup,
    customRoles: tenantCustomRoles,
    atRoot: elevatedAccess,
    user: signedInUser,
  },
  inputs: ['agreement', 'tenantId', 'servicePrincipalId'],
  after: ['azure/billing-principal'],
  diagnoses,
  assess(
    { assigned, reads, root, customRoles, atRoot, user },
    { agreement, tenantId, servicePrincipalId },
    judge,
  ) {
    const where: Where = {
      agreement,
      tenantId,
      servicePrincipalId,
      elevation: elevationOf(atRoot, user),
    };
    const rootScope = rootGroupScope(tenantId);
    if (
      assigned.status === 'found' &&
      assigned.value.costScopes.some(({ assignments }) => assignments !== null)
    ) {
      const custom = customRoles.status === 'found' ? customRoles.value.value : undefined;
      const seen = assigned.value.costScopes.flatMap(({ scope, assignments }) =>
        assignments === null
          ? []
          : [{ scope, roles: assignments.map((one) => judged(one, costRoles, actions, custom)) }],
      );
      const unseen = assigned.value.costScopes.filter(
        (one) => one.assignments === null && !isAboveSubscriptions(one.scope),
      ).length;
      return judgeAssignments(seen, unseen);
    }
    if (reads.status === 'found') return judgeReads(reads.value);
    judge.cannotTell(
      "The service principal's roles could not be seen with your rights. Take elevated access, or check as Spot.",
      [costAssignments],
    );

    /**
     * `unseen`: how many subscriptions did not show their roles. Nothing may be green for them, and
     * nothing missing.
     */
    function judgeAssignments(
      seen: readonly { scope: string; roles: readonly JudgedAssignment[] }[],
      unseen: number,
    ) {
      const subscriptions = seen.filter(({ scope }) => scope.startsWith('/subscriptions/'));
      const all = [
        ...new Map(seen.flatMap(({ roles }) => roles).map((one) => [one.id, one])).values(),
      ];
      const working = all.filter(isWorking);
      const high = working.filter(({ scope }) => isAboveSubscriptions(scope));
      const atTop = high.some(
        ({ scope }) => scope === '/' || normalScope(scope) === normalScope(rootScope),
      );
      const coveredBy = ({ scope, roles }: (typeof seen)[number]) =>
        roles.filter(
          (one) =>
            isWorking(one) &&
            (isAboveSubscriptions(one.scope) || normalScope(one.scope) === normalScope(scope)),
        );
      const covered = subscriptions.filter((one) => coveredBy(one).length > 0);
      const uncovered = subscriptions
        .filter((one) => coveredBy(one).length === 0)
        .map(({ scope }) => scope.split('/')[2] ?? scope);
      const powers = working.filter(({ worth }) => worth === 'more');
      if (powers.length > 0)
        judge.found('tooMuch', {
          ...where,
          roles: powers,
          hasReader: working.length > powers.length,
        });

      if (agreement !== 'mca' && root.status === 'absent')
        return judge.found('noManagementGroups', where);
      if (atTop && agreement !== 'mca') return;
      if (covered.length === 0 && !atTop) {
        if (all.some(({ worth }) => worth === 'unknown'))
          return judge.cannotTell(
            'The service principal has a custom role whose content could not be seen.',
            [tenantCustomRoles],
          );
        if (working.length > 0)
          return judge.found('tooLow', { ...where, scopes: working.map(({ scope }) => scope) });
        if (all.length > 0)
          return judge.found('otherRole', { ...where, roles: all.map(({ roleName }) => roleName) });
        if (subscriptions.length === 0 && (agreement === 'mca' || unseen > 0))
          return judge.cannotTell(
            'No subscription showed its roles to you. Take elevated access, or check as Spot.',
          );
        return judge.found('missing', { ...where, seen: `no role for ${servicePrincipalId}` });
      }
      if (agreement === 'mca') {
        const onlyThroughGroups = covered.every((one) =>
          coveredBy(one).every(({ scope }) => isAboveSubscriptions(scope)),
        );
        if (onlyThroughGroups)
          return judge.found('groupOfCustomerAgreement', {
            ...where,
            scopes: high.map(({ scope }) => scope),
          });
      }
      if (uncovered.length > 0 || agreement === 'mosp')
        judge.found('partly', { ...where, covered: covered.length, uncovered });
      if (unseen > 0)
        judge.cannotTell(
          `${unseen} of your subscriptions did not show their roles to you. Take elevated access, or check as Spot.`,
        );
    }

    function judgeReads({ scopes, notAsked }: SpotReads) {
      const read =
        agreement === 'mca'
          ? scopes.filter(({ scope }) => scope.startsWith('/subscriptions/'))
          : scopes;
      const isReadable = ({ outcome }: { outcome: string }) =>
        outcome === 'ok' || outcome === 'noData';
      if (read.some(isReadable)) {
        if (read.some((one) => isReadable(one) && isAboveSubscriptions(one.scope))) return;
        const single = read.filter(({ scope }) => !isAboveSubscriptions(scope));
        const uncovered = single
          .filter((one) => !isReadable(one))
          .map(({ scope }) => scope.split('/')[2] ?? scope);
        if (uncovered.length > 0 || agreement === 'mosp')
          judge.found('partly', { ...where, covered: single.length - uncovered.length, uncovered });
        if (notAsked > 0)
          judge.cannotTell(
            `Spot sees ${notAsked} subscriptions more, whose costs were not asked for here.`,
          );
        return;
      }
      const hidden = read.find(({ code }) => code === 'AccountCostDisabled');
      if (hidden)
        return judge.cannotTell(
          'The enrollment hides its charges, so the role cannot be tried. See the step “Let roles show charges”.',
        );
      const refused = read.find(({ outcome }) => outcome === 'denied' || outcome === 'absent');
      if (!refused && read.length > 0)
        return judge.cannotTell(`Azure did not answer usably: ${read[0]?.message ?? 'no details'}`);
      judge.found('missing', { ...where, seen: refused?.message ?? 'Spot sees no subscription' });
    }
  },
});

type SpotReads = typeof costReads extends EvidenceKind<infer T> ? T : never;

const isAboveSubscriptions = (scope: string) =>
  scope === '/' || /^\/providers\/Microsoft\.Management\/managementGroups\//i.test(scope);
