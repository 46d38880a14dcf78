import costReads from '../../../evidence/azure/billing-cost-reads.ts';
import costAssignments from '../../../evidence/azure/cost-assignments.ts';
import rootManagementGroup from '../../../evidence/azure/cost-management-group.ts';
import elevatedAccess from '../../../evidence/azure/elevated-access.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import tenantCustomRoles from '../../../evidence/azure/tenant-custom-roles.ts';
import type { EvidenceKind } from '../../../evidence/define-evidence.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import {
  assignRole,
  assignRoleEverywhere,
  removeAssignments,
  rootGroupScope,
} from '../_billing/commands.ts';
import { costRoles, isWorking, type JudgedAssignment, judged } from '../_billing/cost-roles.ts';
import {
  type Elevation,
  elevatedFirst,
  elevateInConsole,
  elevationOf,
  elevationWords,
} from '../_billing/elevated-access.ts';
import { normalScope } from '../_rbac/scopes.ts';

const role = 'Cost Management Reader';
const actions = ['Microsoft.CostManagement/query/read'];

interface Where {
  agreement: string;
  tenantId: string;
  servicePrincipalId: string;
  elevation: Elevation;
}

const expectedPlace = ({ agreement, tenantId }: Where) =>
  agreement === 'mca'
    ? `${role} on every subscription`
    : `${role} on the tenant root management group ${tenantId}`;

/**
 * MCA: at every subscription, as Cost Management takes no management groups there. Else at the root
 * of the tenant.
 */
const giveRole = ({ agreement, tenantId, servicePrincipalId }: Where) =>
  agreement === 'mca'
    ? assignRoleEverywhere(servicePrincipalId, role, tenantId)
    : assignRole(servicePrincipalId, role, rootGroupScope(tenantId));

const fixOf = (where: Where, why: string, remove: readonly string[] = []) => ({
  summary: `${why} ${elevationWords(where.elevation)}`,
  commands: elevatedFirst(
    where.elevation,
    giveRole(where),
    ...(remove.length > 0 ? [removeAssignments(...remove)] : []),
  ),
  console: [
    ...elevateInConsole,
    where.agreement === 'mca'
      ? 'Open Subscriptions, and for each of them: Access control (IAM) > Add > Add role assignment.'
      : 'Open Management groups > Tenant Root Group > Access control (IAM) > Add > Add role assignment.',
    `Role: ${role}. Members: the app, by its name (its object ID is ${where.servicePrincipalId}). Choose Review + assign.`,
  ],
});

const several = (names: readonly string[]) =>
  names.length > 4
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');

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
  diagnoses: {
    missing: diagnosis<Where & { seen: string }>({
      code: 'AZB-COST-001',
      severity: 'fail',
      title: 'The service principal may not read your costs',
      explain: () =>
        'Eco compares what you use with what you committed to, and reads the use from Cost Management. If you gave the role within the last ten minutes, wait and check again: new roles take that long to work.',
      observed: ({ seen }) => seen,
      expected: expectedPlace,
      fix: (where) => fixOf(where, 'Give it the role.'),
    }),
    partly: diagnosis<Where & { covered: number; uncovered: readonly string[] }>({
      code: 'AZB-COST-002',
      severity: 'warning',
      title: 'Spot sees the costs of some subscriptions only',
      explain: ({ uncovered, agreement }) =>
        `${uncovered.length > 0 ? `Eco would leave out ${several(uncovered)}, and` : 'Eco would leave out subscriptions that are made later, and'} recommend less than you could save.${agreement === 'mca' ? '' : ' On the tenant root management group the role holds for all subscriptions, later ones too.'} If you left them out on purpose, ignore this.`,
      observed: ({ covered, uncovered }) =>
        uncovered.length > 0
          ? `${covered} of ${covered + uncovered.length} subscriptions`
          : 'single subscriptions',
      expected: expectedPlace,
      fix: (where) => fixOf(where, 'Give the role for the others too.'),
    }),
    tooLow: diagnosis<Where & { scopes: readonly string[] }>({
      code: 'AZB-COST-003',
      severity: 'fail',
      title: 'The role is on a part of a subscription only',
      explain: () =>
        'Eco asks for the costs of whole subscriptions. A role on a resource group or a single resource does not answer that.',
      observed: ({ scopes }) => several(scopes),
      expected: expectedPlace,
      fix: (where) => fixOf(where, 'Give the role further up.'),
    }),
    groupOfCustomerAgreement: diagnosis<Where & { scopes: readonly string[] }>({
      code: 'AZB-COST-004',
      severity: 'warning',
      title: 'The role is on a management group, which does not show costs of your agreement',
      explain: () =>
        'Cost Management does not take management groups as a scope for subscriptions of a Microsoft Customer Agreement. Azure passes the role on to each subscription for now, but the costs of the group itself stay empty.',
      observed: ({ scopes }) => several(scopes),
      expected: expectedPlace,
      fix: (where) => fixOf(where, 'Give the role on each subscription.'),
    }),
    tooMuch: diagnosis<Where & { roles: readonly JudgedAssignment[]; hasReader: boolean }>({
      code: 'AZB-COST-005',
      severity: 'warning',
      title: 'The service principal may do more than read costs',
      explain: ({ roles }) =>
        `${several([...new Set(roles.map(({ roleName }) => roleName))])} allows changes. Eco only reads, and whoever gets hold of the secret could do what the role allows.`,
      observed: ({ roles }) =>
        several(roles.map(({ roleName, scope }) => `${roleName} on ${scope}`)),
      expected: expectedPlace,
      fix: (where) => {
        const ids = where.roles.map(({ id }) => id);
        if (!where.hasReader) return fixOf(where, `Give ${role} instead.`, ids);
        const why =
          'If no other product of Spot needs the role, take it away. What only reads is there already.';
        return {
          ...fixOf(where, why),
          commands: elevatedFirst(where.elevation, removeAssignments(...ids)),
        };
      },
    }),
    otherRole: diagnosis<Where & { roles: readonly string[] }>({
      code: 'AZB-COST-006',
      severity: 'fail',
      title: 'The service principal has roles, but none that shows costs',
      explain: ({ roles }) =>
        `${several(roles)} does not allow the question for costs. The name of the role that does is “${role}”.`,
      observed: ({ roles }) => several(roles),
      expected: expectedPlace,
      fix: (where) => fixOf(where, 'Give it the role.'),
    }),
    noManagementGroups: diagnosis<Where>({
      code: 'AZB-COST-007',
      severity: 'fail',
      title: 'Your directory has no management groups yet',
      explain: () =>
        'The tenant root management group comes into being when somebody opens management groups for the first time. Until then a role on it reaches no subscription.',
      observed: ({ tenantId }) => `no management group ${tenantId}`,
      expected: () => 'a tenant root management group with your subscriptions in it',
      fix: () => ({
        summary:
          'Open management groups once. It takes up to 15 minutes until all subscriptions are in the root group; then check again.',
        commands: [],
        console: [
          ...elevateInConsole,
          'Open Management groups, and choose “Start using management groups” if the page offers it.',
        ],
        who: 'a Global Administrator with elevated access',
      }),
    }),
  },
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
