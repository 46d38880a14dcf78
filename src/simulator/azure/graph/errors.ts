import { AzureError } from '../errors.ts';

/** Refusals of Microsoft Graph. https://learn.microsoft.com/en-us/graph/errors */
export const denied = () =>
  new AzureError(
    'Authorization_RequestDenied',
    403,
    'Insufficient privileges to complete the operation.',
  );

export const notFound = (id: string) => {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new AzureError('Request_ResourceNotFound', 404, message);
};

export const badRequest = (message: string, more: Record<string, unknown> = {}) =>
  new AzureError('Request_BadRequest', 400, message, { more });

export const required = (property: string, resource: string) =>
  badRequest(`A value is required for property '${property}' of resource '${resource}'.`);

export const invalidValue = (property: string, resource: string) =>
  badRequest(`Invalid value specified for property '${property}' of resource '${resource}'.`);
