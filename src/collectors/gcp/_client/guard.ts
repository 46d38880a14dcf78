import { allowRequests } from '../../kernel/allow-requests.ts';

const project = '[a-z][a-z0-9-]{4,28}[a-z0-9]';
const path = (pattern: string) => new RegExp(`^${pattern}$`);

/**
 * Everything that may be asked of Google Cloud: method, host, and the whole path. POST only where
 * Google reads with POST. Throws a ReadOnlyViolation for every other request.
 */
export const requireReading = allowRequests([
  ['GET', 'cloudresourcemanager.googleapis.com', path(`/v1/projects(/${project})?`)],
  [
    'POST',
    'cloudresourcemanager.googleapis.com',
    path(`/v1/projects/${project}:(getIamPolicy|getAncestry|testIamPermissions)`),
  ],
  ['POST', 'cloudresourcemanager.googleapis.com', path('/v1/organizations/\\d+:getIamPolicy')],
  ['POST', 'cloudresourcemanager.googleapis.com', path('/v3/folders/\\d+:getIamPolicy')],
  [
    'GET',
    'cloudbilling.googleapis.com',
    path(`/v1/(projects/${project}/billingInfo|billingAccounts)`),
  ],
  ['GET', 'serviceusage.googleapis.com', path(`/v1/projects/${project}/services`)],
  [
    'GET',
    'orgpolicy.googleapis.com',
    path(`/v2/projects/${project}/policies/[\\w.]+:getEffectivePolicy`),
  ],
  [
    'GET',
    'iam.googleapis.com',
    path(
      `/v1/projects/${project}/serviceAccounts/[a-z0-9-]+@${project}\\.iam\\.gserviceaccount\\.com(/keys)?`,
    ),
  ],
  ['GET', 'iam.googleapis.com', path(`/v1/projects/${project}/roles(/[\\w.]+)?`)],
  ['GET', 'compute.googleapis.com', path(`/compute/v1/projects/${project}/zones`)],
]);

/**
 * Exchanging a signed assertion for an access token changes nothing either. Throws a
 * ReadOnlyViolation for everything but the token endpoint.
 */
export const requireSigningIn = allowRequests([['POST', 'oauth2.googleapis.com', path('/token')]]);
