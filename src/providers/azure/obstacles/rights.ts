import type { Obstacle, Said } from '../../obstacle.ts';

const rbac = 'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting';
const elevate =
  'https://learn.microsoft.com/en-us/azure/role-based-access-control/elevate-access-global-admin';
const graph = 'https://learn.microsoft.com/en-us/graph/resolve-auth-errors';
const costErrors =
  'https://learn.microsoft.com/en-us/azure/cost-management-billing/costs/cost-management-error-codes';

/** How Resource Manager begins a refusal: who, and for which action. */
const refused = (action: string, scope = "[^']{1,600}"): RegExp =>
  new RegExp(
    `(?:object id '(?<principal>[^']{1,100})' )?does not have (?:authorization|permission) to perform action '(?<action>${action})' (?:over|at|on) scope '(?<resource>${scope})`,
    'i',
  );

const justGiven =
  'If the role was given less than ten minutes ago, run az login again and repeat. If you are only eligible for it, activate it first: Privileged Identity Management > My roles.';

const where = ({ resource }: Said): string => resource ?? 'the scope that the message names';

/** What Azure, Microsoft Graph, billing and the portal say to somebody who lacks a right. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'azure/billing-refused',
    says: new RegExp(
      `No claims present for the caller in the system|BillingAccessDenied|${refused(String.raw`Microsoft\.Billing/[\w/]{1,160}`).source}`,
      'i',
    ),
    whose: 'rights',
    title: 'You have no role on this billing account',
    todo: 'Roles on subscriptions and in the directory do not count there. Enterprise Agreement: ask an Enterprise Administrator (with write access). Customer Agreement: ask a Billing account owner. Cost Management + Billing > your billing account > Access control (IAM) shows who they are.',
    source:
      'https://learn.microsoft.com/en-us/azure/cost-management-billing/manage/understand-mca-roles',
  },
  {
    id: 'azure/linked-scope',
    says: /on the linked scope\(s\) ?'(?<linked>[^']{1,600})'|LinkedAuthorizationFailed(?:[\s\S]{0,900}?on the linked scope\(s\) ?'(?<linkedAfter>[^']{1,600})')?/,
    whose: 'rights',
    title: 'The request names a further scope, where you lack the right, or which is mistyped',
    todo: ({ action, groups }) =>
      `See whether ${groups.linked ?? groups.linkedAfter ?? 'the linked scope in the message'} is right: of a custom role it is each line of AssignableScopes. If it is, ask its owner for ${action ?? 'the same right'} there; if not, put the right ID in.`,
    source: rbac,
  },
  {
    id: 'azure/may-not-elevate',
    says: refused(String.raw`Microsoft\.Authorization/elevateAccess/action`),
    whose: 'rights',
    title: 'Only a Global Administrator can take elevated access',
    todo: 'Ask a Global Administrator of the directory to do this step, or to give you that role for it. If you are only eligible, activate it first: Privileged Identity Management > My roles.',
    source: elevate,
  },
  {
    id: 'azure/not-elevated',
    says: refused(
      String.raw`Microsoft\.[\w./*-]{1,160}`,
      String.raw`/(?:providers/Microsoft\.(?:Management|Capacity|BillingBenefits)\b|providers/Microsoft\.Authorization\b|(?='))`,
    ),
    whose: 'rights',
    title: 'This is above the subscriptions: it takes elevated access, or a role there',
    todo: 'A Global Administrator takes it with the command of the step (elevateAccess) or in Microsoft Entra ID > Properties, then signs out and in again: az logout, az login. If that was done a moment ago, wait some minutes.',
    source: elevate,
  },
  {
    id: 'azure/may-not-give-roles',
    says: refused(
      String.raw`Microsoft\.Authorization/role(?:Assignments|Definitions)/(?:write|delete)`,
    ),
    whose: 'rights',
    title: 'You may not make or give roles here',
    todo: (said) =>
      `Ask an owner of ${where(said)} for Owner or User Access Administrator there, or to run this command; Contributor is not enough. ${justGiven}`,
    source: rbac,
  },
  {
    id: 'azure/may-not-register',
    says: refused(String.raw`[\w.]{1,80}/register/action`),
    whose: 'rights',
    title: 'You may not register resource providers in this subscription',
    todo: (said) =>
      `Ask an owner for Contributor or Owner of ${where(said)}, or to run this command. ${justGiven}`,
    source: rbac,
  },
  {
    id: 'azure/unauthorized',
    says: refused(String.raw`[\w./*-]{1,200}`),
    whose: 'rights',
    title: 'Your account lacks the right to do this in Azure',
    todo: (said) =>
      `Ask an owner of ${where(said)} for a role with ${said.action ?? 'the action that the message names'}. ${justGiven}`,
    source: rbac,
  },
  {
    id: 'azure/may-not-register-apps',
    says: /Directory permission is needed for the current user to register the application/,
    whose: 'rights',
    title: 'You may not register apps in this directory',
    todo: 'Ask a Global Administrator for the role Application Developer or Application Administrator, or to register the app. The first check of this page says whether the directory keeps that from everybody (“Users can register applications” is No) or only from you.',
    source:
      'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/role/custom.py',
  },
  {
    id: 'azure/graph-refused',
    says: /Authorization_RequestDenied|Insufficient privileges to complete the operation/i,
    whose: 'rights',
    title: 'Microsoft Entra does not let you do this in the directory',
    todo: 'Which right it is depends on the command. Registering an app, its secret and its service principal take Application Developer or Application Administrator; changing somebody else’s app takes Application Administrator or being its owner; giving a role with --assignee takes reading the directory, which --assignee-object-id with --assignee-principal-type ServicePrincipal does not. Ask a Global Administrator for that role.',
    source: graph,
  },
  {
    id: 'azure/graph-scope',
    says: /required scopes are missing in the token|Missing scope permissions on the request/,
    whose: 'rights',
    title: 'The Azure CLI may not ask Microsoft Graph for this, whoever is signed in',
    todo: 'Its sign-in has a fixed set of rights (scopes), and this is not among them; no role of yours changes that. Look at the same thing in the Microsoft Entra admin center (https://entra.microsoft.com), or ask an administrator of the directory to.',
    source: 'https://learn.microsoft.com/en-us/graph/resolve-auth-errors',
  },
  {
    id: 'azure/pim-rules',
    says: /RoleAssignmentRequestPolicyValidationFailed|following policy rules failed: ?\[(?<rules>[^\]\n]{1,200})\]/,
    whose: 'rights',
    title: 'Activating the role takes something more (Privileged Identity Management)',
    todo: 'Activate it in the portal, which asks for it: Privileged Identity Management > My roles > Activate. ExpirationRule: a shorter time; JustificationRule and TicketingRule: a reason, a ticket; MfaRule: sign in with a second factor; EligibilityRule: you are not eligible, ask whoever manages the role.',
    source:
      'https://learn.microsoft.com/en-us/rest/api/authorization/includes/privileged-role-common-errors',
  },
  {
    id: 'azure/view-charges-off',
    says: /AccountCostDisabled|DepartmentCostDisabled|hasn't enabled Cost Management \((?:DA )?view charges\)/,
    whose: 'rights',
    title: 'The enrollment does not show charges to account owners or departments',
    todo: 'An Enterprise Administrator decides that, under Cost Management + Billing > the enrollment > Policies > Account owners can view charges (and Department Admins can view charges). Ask them whether it may be on: without it Spot sees no costs. It takes up to half an hour.',
    source: costErrors,
  },
  {
    id: 'azure/costs-refused',
    says: /RBACAccessDenied|does not have authorization to perform action\. Request ID/,
    whose: 'rights',
    title: 'No right to read the costs of this scope',
    todo: 'Give Cost Management Reader at this scope (the step of the costs), then wait up to ten minutes. Who may give it: an owner of the scope, or a Global Administrator with elevated access.',
    source: costErrors,
  },
  {
    id: 'azure/portal-add-disabled',
    says: /Add role assignment \(Disabled\)|Add role assignment option is disabled/i,
    whose: 'rights',
    title: 'The portal offers no “Add role assignment”, as you may not give roles here',
    todo: 'Ask an owner of this scope for Owner or User Access Administrator, or to give the role. If you are only eligible for it, activate it first: Privileged Identity Management > My roles.',
    source: rbac,
  },
  {
    id: 'azure/portal-no-access',
    says: /Looks like you don't have access to this content\. To get access, please contact the owner|"error": ?\{\s{0,20}"message": ?"No access"|Azure portal No access/,
    whose: 'rights',
    title: 'The Azure portal does not show you this page: your account has no right to it',
    todo: 'See at the top right that you are in the directory of this page with the right account. If you are, ask for the role of the step, naming that page: for Microsoft Entra pages a Global Administrator, for others an owner of the subscription.',
    source: rbac,
  },
  {
    id: 'azure/refused-bare',
    says: /Operation returned an invalid status(?: code)? '(?<status>Forbidden|Unauthorized)'/,
    whose: 'rights',
    title: 'Azure refuses this, and az does not print the reason',
    todo: ({ groups }) =>
      groups.status === 'Unauthorized'
        ? 'Run az account show: it has to name the subscription and directory of this page. Then az login --tenant with the directory ID, and the command again.'
        : 'Run the same command with --debug, and paste its last answer: it names what you may not do (AuthorizationFailed and the action), or the policy, lock or deny assignment that forbids it.',
    source:
      'https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting',
  },
];

export default obstacles;
