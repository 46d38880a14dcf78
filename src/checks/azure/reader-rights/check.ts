import authorizationPolicy from '../../../evidence/azure/authorization-policy.ts';
import directoryRoles from '../../../evidence/azure/directory-roles.ts';
import signedInUser from '../../../evidence/azure/signed-in-user.ts';
import subscriptionPermissions from '../../../evidence/azure/subscription-permissions.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { rightsAlwaysNeeded, type StepRights } from '../../step-rights.ts';
import { missingActions, type Permission } from '../_rbac/actions.ts';

interface Refusal {
  step: string;
  actions: string[];
}

/**
 * Microsoft Entra roles that may register applications, by template id.
 * Source: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const registeringRoles: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': 'Application Administrator',
  '158c047a-c907-4556-b7ef-446551a6b5f7': 'Cloud Application Administrator',
  'cf1c38e5-3621-4004-a7cb-879624dced7c': 'Application Developer',
};

/** Shared by all guides, so that each code means one thing. */
const readerDiagnoses = {
  actionsMissing: diagnosis<{ refusals: Refusal[]; what: string }>({
    code: 'AZ-READER-001',
    severity: 'warning',
    title: 'You will be refused at a later step',
    explain: ({ refusals }) =>
      `${refusals.map(({ step, actions }) => `At “${step}” you lack ${actions.join(', ')}.`).join(' ')} Ask now, so that you need not stop in the middle.`,
    observed: ({ refusals }) => refusals.flatMap(({ actions }) => actions).join(', '),
    expected: () => 'all actions of the table “Rights you need”',
    fix: ({ refusals, what }) => ({
      summary: `Ask for ${what}, or for a custom role with: ${[...new Set(refusals.flatMap(({ actions }) => actions))].join(', ')}. Contributor is not enough: it may not give roles.`,
      commands: [],
      who: 'an owner of the subscription',
    }),
  }),
  mayNotRegister: diagnosis<{ steps: string[]; upn: string; guest: boolean }>({
    code: 'AZ-READER-002',
    severity: 'warning',
    title: 'You may not register applications',
    explain: ({ steps, guest }) =>
      `${guest ? 'You are a guest in this directory, and guests may not.' : 'In this directory users may not, and you have no role that may.'} You will be refused at ${steps.map((step) => `“${step}”`).join(' and ')}.`,
    observed: ({ upn, guest }) => `${upn}${guest ? ', a guest' : ''}`,
    expected: () => `one of the roles ${Object.values(registeringRoles).slice(1).join(', ')}`,
    fix: ({ upn }) => ({
      summary: `Ask for the Microsoft Entra role Application Developer for ${upn}, or have an Application Administrator register the app and make you its owner.`,
      commands: [],
      console: [
        'Microsoft Entra ID > Roles and administrators > Application Developer > Add assignments.',
      ],
      who: 'a Privileged Role Administrator or Global Administrator',
    }),
  }),
};

/** What registers an app, and makes its secret and its service principal. */
const registers = /^microsoft\.directory\/(applications|servicePrincipals)\/createAsOwner$/i;

/**
 * A check that tells before the first step at which step the reader will be refused. `role` is what
 * to ask for, e.g. `the role Owner on the subscription`.
 *
 * @example checks: [subscription, readerRights('the role Owner on the subscription')]
 */
export default function readerRights(role: string) {
  return (steps: readonly StepRights[]) => checkFor(role, steps);
}

function checkFor(role: string, steps: readonly StepRights[]) {
  const needed = steps.map(({ title, rights }) => ({
    step: title,
    actions: rightsAlwaysNeeded(rights).flatMap(({ actions }) => actions),
  }));
  const registering = needed
    .filter(({ actions }) => actions.some((action) => registers.test(action)))
    .map(({ step }) => step);
  const atSubscription = needed.map(({ step, actions }) => ({
    step,
    actions: actions.filter((action) => !registers.test(action)),
  }));
  return defineCheck({
    id: 'azure/reader-rights',
    title: 'You have the rights that the steps take',
    needs: { permissions: subscriptionPermissions },
    mayUse: { user: signedInUser, roles: directoryRoles, policy: authorizationPolicy },
    inputs: ['subscriptionId'],
    after: ['azure/subscription'],
    diagnoses: readerDiagnoses,
    assess({ permissions, user, roles, policy }, _inputs, judge) {
      const refusals = refusalsOf(permissions?.value ?? [], atSubscription);
      if (refusals.length > 0) judge.found('actionsMissing', { refusals, what: role });
      if (registering.length === 0) return;
      const may = mayRegister(user, roles, policy);
      if (may === undefined) {
        judge.cannotTell('Whether you may register applications could not be seen.', [
          signedInUser,
          directoryRoles,
          authorizationPolicy,
        ]);
      } else if (!may && user.status === 'found') {
        judge.found('mayNotRegister', {
          steps: registering,
          upn: user.value.userPrincipalName,
          guest: isGuest(user),
        });
      }
    },
  });
}

function refusalsOf(
  permissions: readonly Permission[],
  steps: readonly { step: string; actions: readonly string[] }[],
): Refusal[] {
  return steps
    .map(({ step, actions }) => ({ step, actions: missingActions(permissions, actions) }))
    .filter(({ actions }) => actions.length > 0);
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
