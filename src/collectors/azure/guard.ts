/**
 * What this program may ask Azure: method, host and path. None of these changes anything. `{}`
 * stands for one segment, `{*}` for any number.
 */
const reading: readonly (readonly [method: 'GET' | 'POST', host: string, path: string])[] = [
  ['GET', 'management.azure.com', '/subscriptions'],
  ['GET', 'management.azure.com', '/subscriptions/{}'],
  ['GET', 'management.azure.com', '/subscriptions/{}/providers'],
  ['GET', 'management.azure.com', '/subscriptions/{}/resourcegroups'],
  ['GET', 'management.azure.com', '/subscriptions/{}/providers/Microsoft.Compute/virtualMachines'],
  [
    'GET',
    'management.azure.com',
    '/subscriptions/{}/providers/Microsoft.Compute/virtualMachineScaleSets',
  ],
  ['GET', 'management.azure.com', '/subscriptions/{}/providers/Microsoft.Network/virtualNetworks'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/roleAssignments'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/roleDefinitions'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/denyAssignments'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/permissions'],
  ['GET', 'management.azure.com', '{*}/providers/Microsoft.Authorization/policyAssignments'],
  ['GET', 'management.azure.com', '/providers/Microsoft.Management/managementGroups/{}'],
  ['GET', 'management.azure.com', '/providers/Microsoft.Billing/billingAccounts'],
  ['GET', 'management.azure.com', '/providers/Microsoft.Billing/billingAccounts/{}'],
  [
    'GET',
    'management.azure.com',
    '/providers/Microsoft.Billing/billingAccounts/{}/billingRoleAssignments',
  ],
  [
    'GET',
    'management.azure.com',
    '/providers/Microsoft.Billing/billingAccounts/{}/policies/default',
  ],
  // A question that is too long for an address: it takes Microsoft.CostManagement/query/read and
  // changes nothing.
  ['POST', 'management.azure.com', '{*}/providers/Microsoft.CostManagement/query'],
  ['GET', 'graph.microsoft.com', '/v1.0/organization'],
  ['GET', 'graph.microsoft.com', '/v1.0/me'],
  ['GET', 'graph.microsoft.com', '/v1.0/me/transitiveMemberOf/microsoft.graph.directoryRole'],
  ['GET', 'graph.microsoft.com', '/v1.0/policies/authorizationPolicy'],
  ['GET', 'graph.microsoft.com', '/v1.0/directoryObjects/{}'],
  ['GET', 'graph.microsoft.com', '/v1.0/applications(appId={})'],
  ['GET', 'graph.microsoft.com', '/v1.0/servicePrincipals(appId={})'],
];

const patterns = reading.map(([method, host, path]) => ({
  method,
  host,
  path: expressionOf(path),
}));

function expressionOf(path: string): RegExp {
  const source = path.replace(/\{\*?\}|[.*+?^$()|[\]\\]/g, (part) => {
    if (part === '{}') return '[^/]+';
    return part === '{*}' ? '(?:/[^/]+)*' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 'i');
}

/**
 * Whether a request only reads, and is one that this program makes. Paths that climb (`..`) or hide
 * slashes are none.
 */
export function isReading(method: string, url: URL): boolean {
  if (
    url.protocol !== 'https:' ||
    url.port !== '' ||
    url.username !== '' ||
    /%2f|%5c|\\/i.test(url.pathname)
  )
    return false;
  return patterns.some(
    (allowed) =>
      allowed.method === method && allowed.host === url.hostname && allowed.path.test(url.pathname),
  );
}

/** A defect of this program, stopped before anything was sent. */
export class ReadOnlyViolation extends Error {
  constructor(request: string) {
    super(
      `${request} was refused before it was sent: it is not on the list of requests that read. Add it there only if it reads.`,
    );
    this.name = 'ReadOnlyViolation';
  }
}

/** The answer did not come from Azure: a sign-in page of the network, an error page of a proxy. */
export class NotAzureAnswer extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'NotAzureAnswer';
  }
}
