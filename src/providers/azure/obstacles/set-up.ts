import type { Obstacle } from '../../obstacle.ts';

const rbac = 'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting';
const roles =
  'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/role/custom.py';
const resourceManager =
  'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors';
const graph = 'https://learn.microsoft.com/en-us/graph/errors';
const billing = 'https://github.com/helderpinto/AzureOptimizationEngine/issues/104';

/** What Azure, Microsoft Graph and billing say when something is there already, not there, or has another form. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'azure/role-assignment-exists',
    says: /RoleAssignmentExists|The role assignment already exists/i,
    whose: 'set-up',
    title: 'The app has this role here already',
    todo: 'Nothing has to be done. Verify the step.',
    source: rbac,
  },
  {
    id: 'azure/role-name-taken',
    says: /RoleDefinitionWithSameNameExists|custom role with the same name already exists|role definition cannot be updated with a name that already exists/i,
    whose: 'set-up',
    title: 'The directory has a custom role of this name already; names are unique in it',
    todo: 'Verify the step of the role: it says whether the role is yours to share (this subscription is added to its assignable scopes) or another name is needed.',
    source: rbac,
  },
  {
    id: 'azure/principal-not-found',
    says: /PrincipalNotFound|Principal (?<principal>[0-9a-f-]{32,36}) does not exist in the directory/i,
    whose: 'set-up',
    title: 'Azure does not find whoever the role is for: just made, or the ID of something else',
    todo: 'Run az ad sp show --id with the client ID and --query id: that is the ID a role is given to, not the Object ID of App registrations. If it is the one in the message, it was made a moment ago: wait a minute and repeat, with --assignee-object-id and --assignee-principal-type ServicePrincipal.',
    source: rbac,
  },
  {
    id: 'azure/principal-kind',
    says: /PrincipalTypeNotSupported|Principals of type Application cannot/i,
    whose: 'set-up',
    title: 'The ID is that of the app registration, and roles go to its service principal',
    todo: 'Run az ad sp show --id with the client ID and --query id, and use that ID.',
    source: rbac,
  },
  {
    id: 'azure/principal-type',
    says: /UnmatchedPrincipalType|which is different from specified Prin\w{3,8}Type/i,
    whose: 'set-up',
    title: 'The ID belongs to another kind of principal than the command says',
    todo: 'Run az ad sp show --id with the client ID and --query id, and use that ID with --assignee-principal-type ServicePrincipal.',
    source: rbac,
  },
  {
    id: 'azure/principal-form',
    says: /InvalidPrincipalId|Principal ID must be a GUID|principal id '[^']{0,100}' must be a GUID/i,
    whose: 'set-up',
    title: 'The ID of the service principal is no ID: a placeholder or a name',
    todo: 'Fill in the values of this page, and copy the command again.',
    source: rbac,
  },
  {
    id: 'azure/assignee-not-found',
    says: /Cannot find user or service principal in graph database for '(?<assignee>[^']{0,200})'/,
    whose: 'set-up',
    title: 'The directory has no service principal or user of this ID',
    todo: ({ groups }) =>
      /^\{|^$/.test(groups.assignee ?? '')
        ? 'A placeholder is still in the command: fill in the values of this page, and copy it again.'
        : `If ${groups.assignee} is the client ID of the app, run az ad sp create --id ${groups.assignee}, wait a minute, and repeat. If not, copy the client ID from its Overview. In another directory nobody knows it: az account show --query tenantId.`,
    source: roles,
  },
  {
    id: 'azure/role-not-found',
    says: /Role '(?<role>[^']{1,200})' doesn't exist/,
    whose: 'set-up',
    title: 'There is no role of this name at this scope',
    todo: ({ groups }) =>
      `Compare “${groups.role}” letter by letter with the name on this page (it is Reservations Reader, for example, not Reservation Reader). If you made the role just now, wait a minute: Azure spreads it. A custom role is found only in its assignable scopes.`,
    source: roles,
  },
  {
    id: 'azure/role-definition-not-found',
    says: /RoleDefinitionDoesNotExist|specified role definition with ID '[^']{1,100}' does not exist/i,
    whose: 'set-up',
    title: 'There is no role of this ID at this scope',
    todo: 'Use the name of the role, as the command of this page does. A custom role has to list this scope among its assignable scopes.',
    source: rbac,
  },
  {
    id: 'azure/several-roles',
    says: /More than one role matches the given name|More than 2 definitions are found with the name of/,
    whose: 'set-up',
    title: 'Several roles have this name',
    todo: 'Delete the one that nobody uses, or name the role by its ID: az role definition list --custom-role-only true --name and the name lists them.',
    source: roles,
  },
  {
    id: 'azure/role-definition-missing',
    says: /No definition was found with the name of/,
    whose: 'set-up',
    title: 'There is no custom role of this name to update',
    todo: 'Create it: az role definition create instead of update, with the file of this page.',
    source: roles,
  },
  {
    id: 'azure/role-file-form',
    says: /please provide role name|please provide 'assignableScopes'|Invalid role definition\. A valid dictionary/i,
    whose: 'set-up',
    title: 'The file has the form of the portal, and the Azure CLI takes another one',
    todo: 'Use the file that the command of this page writes (method Azure CLI): there Name and AssignableScopes are at the top. The other one is for “Start from JSON” in the portal.',
    source: roles,
  },
  {
    id: 'azure/role-in-use',
    says: /RoleDefinitionHasAssignments|existing role assignments referencing role/i,
    whose: 'set-up',
    title: 'The role is still given to somebody, and cannot be deleted',
    todo: 'Run az role assignment list --all --role with its name: take away what is Spot’s (the command of this page), and leave the role if others use it.',
    source: rbac,
  },
  {
    id: 'azure/role-limit',
    says: /RoleDefinitionLimitExceeded|No more role definitions can be created/i,
    whose: 'set-up',
    title: 'The directory has as many custom roles as Azure allows (5,000)',
    todo: 'Ask who looks after roles in your company which unused ones may go: az role definition list --custom-role-only true.',
    source: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshoot-limits',
  },
  {
    id: 'azure/assignment-limit',
    says: /RoleAssignmentLimitExceeded|No more role assignments can be created/i,
    whose: 'set-up',
    title: 'The subscription has as many role assignments as Azure allows (4,000)',
    todo: 'Ask its owner to make room: assignments of deleted principals (“Identity not found”) and of many single people, which a group replaces.',
    source: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshoot-limits',
  },
  {
    id: 'azure/action-unknown',
    says: /InvalidActionOrNotAction|does not match any of the actions supported by the providers|resource provider referenced in the action is not returned/i,
    whose: 'set-up',
    title: 'The role names an action that Azure does not know',
    todo: 'Copy the role from this page again, unchanged. If the message names an action that is on this page, tell Spot Support: Azure renamed it.',
    source: rbac,
  },
  {
    id: 'azure/assignable-scope',
    says: /LinkedInvalidPropertyId|at path 'properties\.assignableScopes/i,
    whose: 'set-up',
    title: 'The role says wrongly where it may be given: a placeholder is in AssignableScopes',
    todo: 'Fill in the ID of the subscription on this page, and copy the role again: it has to read "/subscriptions/" and the 36 characters.',
    source: rbac,
  },
  {
    id: 'azure/scope-not-assignable',
    says: /RoleAssignmentScopeNotAssignableToRoleDefinition|cannot be assigned to the role definition/i,
    whose: 'set-up',
    title: 'This role cannot be given at this scope',
    todo: 'Use the scope of the command on this page. A custom role has to list the subscription among its assignable scopes; Reservations Reader and Savings plan Reader have scopes of their own.',
    source: rbac,
  },
  {
    id: 'azure/assignment-fixed',
    says: /RoleAssignmentUpdateNotPermitted|principal ID, and scope are not allowed to be updated/i,
    whose: 'set-up',
    title: 'The name of this assignment is taken by another one',
    todo: 'Run the command of this page again as it is: it makes a new name each time.',
    source: rbac,
  },
  {
    id: 'azure/no-assignment',
    says: /No matched assignments were found to delete|RoleAssignmentNotFound|The role assignment '[^']{1,100}' is not found/,
    whose: 'set-up',
    title: 'There is no such role assignment to take away',
    todo: 'It is gone already, or was made for another principal or scope. Verify the step: it says whether something is left.',
    source: roles,
  },
  {
    id: 'azure/last-admin',
    says: /Cannot delete the last RBAC admin assignment/i,
    whose: 'set-up',
    title: 'This is the last owner of the subscription, and Azure lets nobody take it away',
    todo: 'Stop here: the command names the wrong principal. Fill in the values of this page, and copy it again.',
    source: rbac,
  },
  {
    id: 'azure/object-not-found',
    says: /Request_ResourceNotFound|one of its queried reference-property objects are not present/,
    whose: 'set-up',
    title: 'The directory has no app or service principal of this ID',
    todo: 'Compare the ID in the message with the client ID on the app’s Overview, and the directory with that of this page: az account show --query tenantId. What was made a moment ago takes a minute.',
    source: graph,
  },
  {
    id: 'azure/property-refused',
    says: /Invalid value specified for property '(?<property>[^']{1,100})'|A value is required for property '(?<missing>[^']{1,100})'|Property (?<named>[\w.]{1,100}) (?:is invalid|in payload has a value that does not match schema)/,
    whose: 'set-up',
    title: 'Microsoft Entra does not take one of the values: it is empty, or has a form of its own',
    todo: ({ groups }) =>
      `It is about ${groups.property ?? groups.missing ?? groups.named}. Fill in the values of this page, and copy the command again.`,
    source: graph,
  },
  {
    id: 'azure/application-missing',
    says: /can't find an (?:application|service principal) matching|Can't find associated application id|(?:Application|Service principal) (?:with \w[\w ]{1,40} )?'[^']{1,200}' doesn't exist/i,
    whose: 'set-up',
    title: 'The Azure CLI finds no app of this ID in the directory',
    todo: 'Compare the ID with the client ID on the app’s Overview, and the directory with that of this page: az account show --query tenantId.',
    source: roles,
  },
  {
    id: 'azure/application-of-principal-missing',
    says: /NoBackingApplicationObject|does not reference a valid application object/,
    whose: 'set-up',
    title: 'The directory has no app of this client ID to make a service principal for',
    todo: 'Copy the Application (client) ID from the Overview of the app; the Object ID is another one. If the app was made a moment ago, wait a minute.',
    source: graph,
  },
  {
    id: 'azure/principal-exists',
    says: /Request_MultipleObjectsWithSameKeyValue|service principal name \S{1,100} is already in use|Another object with the same value for property (?:servicePrincipalNames|appId)/,
    whose: 'set-up',
    title: 'The app has its service principal already',
    todo: 'Nothing has to be done. Print its ID with az ad sp show --id, the client ID, and --query id.',
    source: graph,
  },
  {
    id: 'azure/several-apps',
    says: /More than one application have the same display name/,
    whose: 'set-up',
    title: 'Several apps of the directory have this name',
    todo: 'Choose another name on this page. Delete none of them: others may sign in with them.',
    source: roles,
  },
  {
    id: 'azure/app-patched',
    says: /Found an existing application instance: \(id\) (?<app>[0-9a-f-]{36})\. We will patch it/,
    whose: 'set-up',
    title:
      'An app of this name was there already, and the command changed it instead of making one',
    todo: ({ groups }) =>
      `Find out whose app ${groups.app} is (App registrations > Owners). If it is another team’s, tell them that its sign-in audience and redirect address were set, choose another name on this page, and run the command again.`,
    source: roles,
  },
  {
    id: 'azure/directory-quota',
    says: /Directory_QuotaExceeded|directory object quota limit for the (?:Principal|Tenant) has been exceeded|AADSTS90093/i,
    whose: 'set-up',
    title: 'You, or the directory, own as many objects as Microsoft Entra allows',
    todo: 'The message says whose quota it is. Principal: yours (250); delete apps of yours that nobody uses, also from Deleted applications, or let an Application Administrator register this one. Tenant: an administrator has to make room.',
    source:
      'https://learn.microsoft.com/en-us/entra/identity/users/directory-service-limits-restrictions',
  },
  {
    id: 'azure/secret-too-long',
    says: /CredentialInvalidLifetimeAsPerAppPolicy|Credential lifetime exceeds the max value allowed as per assigned policy/i,
    whose: 'set-up',
    title: 'Your directory allows only secrets that end earlier',
    todo: 'Choose an earlier last day on this page, and make the secret again. An administrator tells the longest: Microsoft Entra ID > Enterprise applications > Application policies.',
    source:
      'https://learn.microsoft.com/en-us/graph/api/resources/applicationauthenticationmethodpolicy',
  },
  {
    id: 'azure/secret-date',
    says: /Key credential end date is invalid|end date must be later than the start date|usage error: --years \| --end-date/i,
    whose: 'set-up',
    title: 'The last day of the secret is in the past, or no date',
    todo: 'Choose a day in the future on this page, and copy the command again.',
    source: roles,
  },
  {
    id: 'azure/secrets-full',
    says: /Directory_ResourceSizeExceeded|size of the object has exceeded its limit/i,
    whose: 'set-up',
    title: 'The app has as many secrets as Microsoft Entra keeps',
    todo: 'Delete its expired secrets: App registrations > your app > Certificates & secrets.',
    source: graph,
  },
  {
    id: 'azure/not-registered',
    says: /MissingSubscriptionRegistration|subscription is not registered to use namespace '?(?<namespace>[\w.]{1,80})?/,
    whose: 'set-up',
    title: 'The subscription has never used this service, and is not registered for it',
    todo: ({ groups }) =>
      `Run az provider register --namespace ${groups.namespace ?? 'and the namespace in the message'}, and wait until az provider show says Registered.`,
    source:
      'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/error-register-resource-provider',
  },
  {
    id: 'azure/namespace-unknown',
    says: /InvalidResourceNamespace|The resource namespace '[^']{0,100}' is invalid/,
    whose: 'set-up',
    title: 'Azure knows no service of this name',
    todo: 'Copy the command again: the names of the six services are on this page.',
    source: resourceManager,
  },
  {
    id: 'azure/subscription-unknown',
    says: /SubscriptionNotFound|The subscription '(?<subscription>[^']{1,100})' could not be found/i,
    whose: 'set-up',
    title: 'Azure has no subscription of this ID, or hides it from you',
    todo: 'Copy the Subscription ID from Subscriptions. If it is the same, you are in another directory than it belongs to: az login --tenant and its ID.',
    source: resourceManager,
  },
  {
    id: 'azure/subscription-form',
    says: /InvalidSubscriptionId|subscription identifier '[^']{0,200}' is malformed or invalid/i,
    whose: 'set-up',
    title: 'The ID of the subscription is no ID: its name, or a placeholder',
    todo: 'Copy the Subscription ID (36 characters) from Subscriptions into this page, and the command again.',
    source: resourceManager,
  },
  {
    id: 'azure/subscription-disabled',
    says: /ReadOnlyDisabledSubscription|is disabled and therefore marked as read only|DisallowedOperation: The current subscription type/i,
    whose: 'set-up',
    title: 'The subscription is disabled, and takes no changes',
    todo: 'Its billing owner sees why, and may enable it: Subscriptions > your subscription > Overview (a payment, a spending limit, or cancelled on purpose: ask first).',
    source:
      'https://learn.microsoft.com/en-us/azure/cost-management-billing/manage/subscription-disabled',
  },
  {
    id: 'azure/management-group-missing',
    says: /managementGroups\/[^'"\n]{1,100}' not found|Management group \S{1,100} was not found|Failed to find the entity '\/providers\/Microsoft\.Management/i,
    whose: 'set-up',
    title: 'There is no such management group: none was ever used, or the ID is another',
    todo: 'The root group’s ID is the directory ID of this page. If it is the same, open Management groups in the portal once, choose Start using management groups, wait 15 minutes, and repeat.',
    source:
      'https://learn.microsoft.com/en-us/azure/governance/management-groups/create-management-group-portal',
  },
  {
    id: 'azure/billing-account-missing',
    says: /BillingAccountNotFound|billingAccounts\/[\s\S]{0,200}(?:not found|could not be found)|The resource or one of its dependencies could not be found/i,
    whose: 'set-up',
    title: 'Azure knows no billing account of this ID, or hides it from you',
    todo: 'Run az billing account list --query "[].name": the ID has to be in it, whole (of a Customer Agreement: two IDs, a colon, and a date). If the list is empty, you have no role on it: ask whoever receives the bill.',
    source: billing,
  },
  {
    id: 'azure/billing-role-exists',
    says: /role assignment conflicts with an existing role assignment|Conflict\(\{[\s\S]{0,200}billingRoleAssignment/i,
    whose: 'set-up',
    title: 'The billing account has this role assignment already, or one of the same name',
    todo: 'Verify the step. If the app has no role yet, run the command again as it is: it makes a new name each time.',
    source: 'https://github.com/MicrosoftDocs/azure-docs/issues/95829',
  },
  {
    id: 'azure/billing-role-form',
    says: /billing role assignment name '[^']{0,100}' must be a GUID/i,
    whose: 'terminal',
    title: 'The first line of the command made no ID',
    todo: 'Run all lines of the command together, in bash (Cloud Shell has it).',
    source: billing,
  },
  {
    id: 'azure/agreement-differs',
    says: /not supported for (?:billing accounts with )?agreement type (?<agreement>\w{3,60})|UnprocessableEntity/i,
    whose: 'set-up',
    title: 'This billing account has another agreement than the one that was chosen',
    todo: ({ groups }) =>
      /Partner/.test(groups.agreement ?? '')
        ? 'You buy Azure from a reseller, and the bill is theirs: this guide cannot help. Write to Spot Support.'
        : `Choose ${groups.agreement ?? 'the agreement that the first step finds'} as your agreement on this page: the step then has another command.`,
    source: billing,
  },
  {
    id: 'azure/agreement-none',
    says: /IndirectCostDisabled|partner hasn't published pricing/i,
    whose: 'set-up',
    title: 'The reseller that you buy Azure from does not show you the costs',
    todo: 'Ask them to publish the prices of the enrollment (markup), which Cost Management needs, and write to Spot Support.',
    source:
      'https://learn.microsoft.com/en-us/azure/cost-management-billing/costs/cost-management-error-codes',
  },
];

export default obstacles;
