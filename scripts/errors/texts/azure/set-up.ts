import type { ErrorText } from '../../error-text.ts';
import { core, costErrors, graph, rbac, rest, roles, subscription } from './_words.ts';

/** What is there already, not there, or has another form. */
const texts: readonly ErrorText[] = [
  {
    text: core(
      'RoleAssignmentExists',
      'The role assignment already exists. The ID of the existing role assignment is 7f0c.',
    ),
    from: 'https://learn.microsoft.com/en-us/azure/developer/azure-developer-cli/provisioning-deployment-faq',
    named: 'azure/role-assignment-exists',
  },
  {
    text: core(
      'RoleDefinitionWithSameNameExists',
      'A custom role with the same name already exists in this directory. Use a different name',
    ),
    from: 'F-119',
    named: 'azure/role-name-taken',
  },
  {
    text: core(
      'PrincipalNotFound',
      'Principal 2aa4233b571b4fd1aa834275846a7d66 does not exist in the directory 08656951-5a20-4e60-9c78-5fd6e20bc6b4. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
    ),
    from: rbac,
    named: 'azure/principal-not-found',
  },
  {
    text: core(
      'PrincipalTypeNotSupported',
      'Principals of type Application cannot validly be used in role assignments.',
    ),
    from: rbac,
    named: 'azure/principal-kind',
  },
  {
    text: core(
      'UnmatchedPrincipalType',
      "The PrincipalId '2aa4233b571b4fd1aa834275846a7d66' has type 'User' , which is different from specified PrinciaplType 'ServicePrincipal'.",
    ),
    from: rbac,
    named: 'azure/principal-type',
  },
  {
    text: core(
      'InvalidPrincipalId',
      "The Principal ID '{{servicePrincipalId}}' is not valid. Principal ID must be a GUID.",
    ),
    from: rbac,
    named: 'azure/principal-form',
  },
  {
    text: "ERROR: Cannot find user or service principal in graph database for '{{app_id}}'. If the assignee is an appId, make sure the corresponding service principal is created with 'az ad sp create --id {{app_id}}'.",
    from: 'F-145',
    named: 'azure/assignee-not-found',
  },
  {
    text: "ERROR: Cannot find user or service principal in graph database for '4fbb5723-ed7b-40f7-a549-00a9868e0991'. If the assignee is an appId, make sure the corresponding service principal is created with 'az ad sp create --id 4fbb5723-ed7b-40f7-a549-00a9868e0991'.",
    from: roles,
    named: 'azure/assignee-not-found',
  },
  {
    text: "ERROR: Role 'Reservation Reader' doesn't exist.",
    from: 'F-140',
    named: 'azure/role-not-found',
  },
  {
    text: core(
      'RoleDefinitionDoesNotExist',
      "The specified role definition with ID 'acdd72a7385248efbd42f606fba81ae7' does not exist.",
    ),
    from: rbac,
    named: 'azure/role-definition-not-found',
  },
  {
    text: `ERROR: More than one role matches the given name 'Spot'. Please pick a value from '['${subscription}/providers/Microsoft.Authorization/roleDefinitions/a']'`,
    from: roles,
    named: 'azure/several-roles',
  },
  {
    text: 'ERROR: No definition was found with the name of "Spot-CoreRole"',
    from: roles,
    named: 'azure/role-definition-missing',
  },
  { text: 'ERROR: please provide role name', from: 'F-121', named: 'azure/role-file-form' },
  { text: "ERROR: please provide 'assignableScopes'", from: roles, named: 'azure/role-file-form' },
  {
    text: core(
      'RoleDefinitionHasAssignments',
      'There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).',
    ),
    from: rbac,
    named: 'azure/role-in-use',
  },
  {
    text: core(
      'RoleDefinitionLimitExceeded',
      'Role definition limit exceeded. No more role definitions can be created.',
    ),
    from: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshoot-limits',
    named: 'azure/role-limit',
  },
  {
    text: 'No more role assignments can be created (code: RoleAssignmentLimitExceeded)',
    from: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshoot-limits',
    named: 'azure/assignment-limit',
  },
  {
    text: core(
      'InvalidActionOrNotAction',
      "'Microsoft.Compute/virtualMachine/read' does not match any of the actions supported by the providers.",
    ),
    from: 'https://github.com/Azure/ARO-RP/pull/1156',
    named: 'azure/action-unknown',
  },
  {
    text: core(
      'LinkedInvalidPropertyId',
      "Property id '/subscriptions/{subscriptionId}' at path 'properties.assignableScopes[0]' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.",
    ),
    from: 'F-120',
    named: 'azure/assignable-scope',
  },
  {
    text: core(
      'RoleAssignmentScopeNotAssignableToRoleDefinition',
      `The scope '${subscription}' cannot be assigned to the role definition '582fc458-8989-419f-a480-75249bc5db7e'.`,
    ),
    from: 'F-140',
    named: 'azure/scope-not-assignable',
  },
  {
    text: core(
      'RoleAssignmentUpdateNotPermitted',
      'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    ),
    from: rbac,
    named: 'azure/assignment-fixed',
  },
  {
    text: 'ERROR: No matched assignments were found to delete',
    from: roles,
    named: 'azure/no-assignment',
  },
  {
    text: 'ERROR: Cannot delete the last RBAC admin assignment',
    from: rbac,
    named: 'azure/last-admin',
  },
  {
    text: "ERROR: Resource '4fbb5723-ed7b-40f7-a549-00a9868e0991' does not exist or one of its queried reference-property objects are not present.",
    from: graph,
    named: 'azure/object-not-found',
  },
  {
    text: "ERROR: can't find an application matching '4fbb5723-ed7b-40f7-a549-00a9868e0991'",
    from: roles,
    named: 'azure/application-missing',
  },
  {
    text: "ERROR: Service principal '4fbb5723-ed7b-40f7-a549-00a9868e0991' doesn't exist",
    from: roles,
    named: 'azure/application-missing',
  },
  {
    text: "ERROR: The appId '4fbb5723-ed7b-40f7-a549-00a9868e0991' of the service principal does not reference a valid application object.",
    from: 'https://learn.microsoft.com/en-us/graph/api/serviceprincipal-post-serviceprincipals',
    named: 'azure/application-of-principal-missing',
  },
  {
    text: 'ERROR: The service principal cannot be created, updated, or restored because the service principal name 4fbb5723-ed7b-40f7-a549-00a9868e0991 is already in use.',
    from: 'https://learn.microsoft.com/en-us/graph/errors',
    named: 'azure/principal-exists',
  },
  {
    text: "ERROR: More than one application have the same display name 'Spot': (id) 4fbb, 2aa4, please remove them first.",
    from: roles,
    named: 'azure/several-apps',
  },
  {
    text: 'WARNING: Found an existing application instance: (id) 2aa4233b-571b-4fd1-aa83-4275846a7d66. We will patch it.',
    from: roles,
    named: 'azure/app-patched',
  },
  {
    text: 'ERROR: The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
    from: 'https://github.com/vdesabou/kafka-docker-playground/issues/128',
    named: 'azure/directory-quota',
  },
  {
    text: "CredentialInvalidLifetimeAsPerAppPolicy: Credential lifetime exceeds the max value allowed as per assigned policy '538f1913-366a-440a-95a0-e195cb55b282'.",
    from: 'https://github.com/microsoft/PubSec-Info-Assistant/issues/681',
    named: 'azure/secret-too-long',
  },
  {
    text: 'ERROR: Key credential end date is invalid. The end date must be later than the start date.',
    from: 'F-125',
    named: 'azure/secret-date',
  },
  {
    text: 'ERROR: The size of the object has exceeded its limit. Please reduce the number of values and retry your request.',
    from: 'https://github.com/openshift/openshift-azure/issues/1932',
    named: 'azure/secrets-full',
  },
  {
    text: core(
      'MissingSubscriptionRegistration',
      "The subscription is not registered to use namespace 'Microsoft.Compute'. See https://aka.ms/rps-not-found for how to register subscriptions.",
    ),
    from: 'F-127',
    named: 'azure/not-registered',
  },
  {
    text: core(
      'InvalidResourceNamespace',
      "The resource namespace 'Microsoft.Computes' is invalid.",
    ),
    from: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    named: 'azure/namespace-unknown',
  },
  {
    text: rest(
      'Not Found',
      'SubscriptionNotFound',
      "The subscription '0a1b2c3d-1111-2222-3333-444455556666' could not be found.",
    ),
    from: 'F-113',
    named: 'azure/subscription-unknown',
  },
  {
    text: rest(
      'Bad Request',
      'InvalidSubscriptionId',
      "The provided subscription identifier 'Production' is malformed or invalid.",
    ),
    from: 'F-113',
    named: 'azure/subscription-form',
  },
  {
    text: core(
      'ReadOnlyDisabledSubscription',
      "The subscription '0a1b2c3d-1111-2222-3333-444455556666' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.",
    ),
    from: 'F-129',
    named: 'azure/subscription-disabled',
  },
  {
    text: rest(
      'Not Found',
      'NotFound',
      "'/providers/Microsoft.Management/managementGroups/08656951-5a20-4e60-9c78-5fd6e20bc6b4' not found",
    ),
    from: 'F-141',
    named: 'azure/management-group-missing',
  },
  {
    text: 'ERROR: Not Found({"code":"NotFound","message":"The resource or one of its dependencies could not be found."})',
    from: 'https://github.com/helderpinto/AzureOptimizationEngine/issues/104',
    named: 'azure/billing-account-missing',
  },
  {
    text: 'ERROR: Conflict({"code":"Conflict","message":"The role assignment conflicts with an existing role assignment."})',
    from: 'https://github.com/MicrosoftDocs/azure-docs/issues/95829',
    named: 'azure/billing-role-exists',
  },
  {
    text: `ERROR: Bad Request({"code":"BadRequest","message":"The billing role assignment name '' must be a GUID."})`,
    from: 'F-135',
    named: 'azure/billing-role-form',
  },
  {
    text: 'ERROR: Unprocessable Entity({"code":"UnprocessableEntity","message":"The operation is not supported for agreement type MicrosoftOnlineServicesProgram."})',
    from: 'F-136',
    named: 'azure/agreement-differs',
  },
  {
    text: rest(
      'Forbidden',
      'IndirectCostDisabled',
      "Your partner hasn't published pricing for the Enterprise Agreement enrollment, which is required to use Cost Management.",
    ),
    from: costErrors,
    named: 'azure/agreement-none',
  },
  {
    text: "ERROR: Invalid value specified for property 'displayName' of resource 'Application'.",
    from: 'https://learn.microsoft.com/en-us/graph/errors',
    named: 'azure/property-refused',
  },
  {
    text: rest(
      'Bad Request',
      'Request_BadRequest',
      "A value is required for property 'displayName' of resource 'Application'.",
    ),
    from: 'https://learn.microsoft.com/en-us/graph/errors',
    named: 'azure/property-refused',
  },
  {
    text: rest('Not Found', 'RoleAssignmentNotFound', "The role assignment '7f0c' is not found."),
    from: rbac,
    named: 'azure/no-assignment',
  },
  {
    text: rest(
      'Bad Request',
      'Request_BadRequest',
      'Another object with the same value for property servicePrincipalNames already exists.',
    ),
    from: 'https://learn.microsoft.com/en-us/graph/resolve-auth-errors',
    named: 'azure/principal-exists',
  },
  {
    text: 'The command failed with an unexpected error. Here is the traceback:\n\nlist index out of range\nTraceback (most recent call last):\n  File "azure/cli/command_modules/role/custom.py", line 141, in create_role_assignment\n    assignee_principal_type=assignee_principal_type)',
    from: 'https://github.com/Azure/azure-cli/issues/8568',
    named: 'azure/empty-list',
  },
  {
    text: '  File "azure/cli/command_modules/role/custom.py", line 186, in create_role_assignment\nIndexError: list index out of range',
    from: 'https://github.com/Azure/azure-cli/issues/28729',
    named: 'azure/empty-list',
  },
];

export default texts;
