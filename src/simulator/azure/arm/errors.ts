import { AzureError } from '../errors.ts';
import type { PolicyAssignment } from '../state.ts';
import { authorizationId } from './scopes.ts';

/** Who was refused, in ARM's words: a user principal name or a client id, and the object id. */
interface Client {
  name: string;
  objectId: string;
}

/**
 * Source: https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting;
 * the scope is the resource, or for lists
 * `{scope}/providers/{namespace}`.
 */
export function authorizationFailed(
  client: Client,
  action: string,
  scope: string,
  unmetCondition = false,
): AzureError {
  const lacks = unmetCondition
    ? 'does not have authorization or an ABAC condition not fulfilled'
    : 'does not have authorization';
  const message = `The client '${client.name}' with object id '${client.objectId}' ${lacks} to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  return new AzureError('AuthorizationFailed', 403, message);
}

export function denyAssignmentFailed(
  client: Client,
  action: string,
  scope: string,
  deny: { name: string; scope: string },
): AzureError {
  const id = authorizationId(deny.scope, 'denyAssignments', deny.name);
  const message = `The client '${client.name}' with object id '${client.objectId}' has permission to perform action '${action}' on scope '${scope}'; however, the access is denied because of the deny assignment with name '${deny.name}' and Id '${id}' at scope '${deny.scope}'.`;
  return new AzureError('DenyAssignmentAuthorizationFailed', 403, message);
}

/**
 * A request that names further scopes, such as a custom role's assignable scopes, at which the
 * caller may not do the same.
 */
export function linkedAuthorizationFailed(
  client: Client,
  action: string,
  scope: string,
  linked: readonly string[],
): AzureError {
  const actions = linked.map(() => action).join(',');
  const message = `The client '${client.name}' with object id '${client.objectId}' has permission to perform action '${action}' on scope '${scope}'; however, it does not have permission to perform action(s) '${actions}' on the linked scope(s) '${linked.join(',')}' (respectively) or the linked scope(s) are invalid.`;
  return new AzureError('LinkedAuthorizationFailed', 403, message);
}

export const resourceGroupNotFound = (name: string): AzureError =>
  new AzureError('ResourceGroupNotFound', 404, `Resource group '${name}' could not be found.`);

export const missingSubscriptionRegistration = (namespace: string): AzureError =>
  new AzureError(
    'MissingSubscriptionRegistration',
    409,
    `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
    {
      more: {
        details: [
          {
            code: 'MissingSubscriptionRegistration',
            target: namespace,
            message: `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
          },
        ],
      },
    },
  );

export const readOnlyDisabledSubscription = (id: string): AzureError =>
  new AzureError(
    'ReadOnlyDisabledSubscription',
    409,
    `The subscription '${id}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`,
  );

/** Azure Policy refused a write; the identifiers tell whose policy it is. */
export function requestDisallowedByPolicy(
  resource: string,
  assignment: PolicyAssignment,
): AzureError {
  const policyAssignment = {
    name: assignment.displayName,
    id: authorizationId(assignment.scope, 'policyAssignments', assignment.name),
  };
  const policyDefinition = {
    name: assignment.policyDefinitionName,
    id: assignment.policyDefinitionId,
  };
  const identifiers = JSON.stringify([{ policyAssignment, policyDefinition }]);
  const info = {
    policyDefinitionId: policyDefinition.id,
    policyDefinitionName: assignment.policyDefinitionName,
    policyDefinitionEffect: 'deny',
    policyDefinitionDisplayName: assignment.policyDefinitionName,
    policyAssignmentId: policyAssignment.id,
    policyAssignmentName: assignment.name,
    policyAssignmentDisplayName: assignment.displayName,
    policyAssignmentScope: assignment.scope,
  };
  return new AzureError(
    'RequestDisallowedByPolicy',
    403,
    `Resource '${resource}' was disallowed by policy. Policy identifiers: '${identifiers}'.`,
    {
      more: { target: resource, additionalInfo: [{ type: 'PolicyViolation', info }] },
    },
  );
}

/** What Microsoft.Authorization says of a body that it cannot read. */
export const badRequestFormat = (): AzureError =>
  new AzureError('BadRequestFormat', 400, 'The request was incorrectly formatted.');
