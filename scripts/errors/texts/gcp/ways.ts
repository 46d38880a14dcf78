import type { ErrorText } from '../../error-text.ts';
import {
  answer,
  consoleIo,
  exceptions,
  gcloud,
  httpExceptions,
  properties,
  troubleshooting,
  violation,
  words,
} from './_words.ts';

const reasons =
  'https://github.com/googleapis/googleapis/blob/master/google/api/error_reason.proto';
const policy = 'https://cloud.google.com/iam/docs/reference/rest/v1/Policy';
const roles = 'https://cloud.google.com/iam/docs/creating-custom-roles';
const restricted =
  'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources';
const oauth = 'https://developers.google.com/identity/protocols/oauth2/web-server';
const auth = 'https://github.com/googleapis/google-auth-library-python/blob/main/google/auth';
const sdk = troubleshooting;

const because = (reason: string, message: string, code = 401, status = 'UNAUTHENTICATED') =>
  answer(code, status, message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason,
      domain: 'googleapis.com',
    },
  ]);

/** Further ways in which the same is said. */
const texts: readonly ErrorText[] = [
  {
    text: gcloud(
      'services.enable',
      'FAILED_PRECONDITION',
      'Operation denied by org policy.',
      violation(
        'Operation denied by org policy',
        'orgpolicy:projects/shop-prod',
        'constraints/gcp.restrictServiceUsage',
      ),
    ),
    from: restricted,
    named: 'gcp/service-restricted',
  },
  {
    text: "Access blocked: your institution's admin needs to review Google Cloud SDK",
    from: oauth,
    named: 'gcp/app-blocked',
  },
  {
    text: 'Please run:\n\n  $ gcloud auth login\n\nto complete reauthentication.',
    from: exceptions,
    named: 'gcp/sign-in-again',
  },
  {
    text: "google.auth.exceptions.InvalidValue: Token used too early, 1700000000 < 1700000060. Check that your computer's clock is set correctly.",
    from: `${auth}/jwt.py`,
    named: 'gcp/clock',
  },
  {
    text: because('ACCOUNT_STATE_INVALID', 'The account is not in a valid state.'),
    from: reasons,
    named: 'gcp/account-gone',
  },
  {
    text: '{\n  "error": "invalid_grant",\n  "error_description": "Account has been disabled"\n}',
    from: 'https://developers.google.com/identity/protocols/oauth2/service-account',
    named: 'gcp/account-disabled',
  },
  {
    text: because('ACCESS_TOKEN_EXPIRED', 'Request had invalid authentication credentials.'),
    from: reasons,
    named: 'gcp/sign-in-expired',
  },
  {
    text: 'google.auth.exceptions.DefaultCredentialsError: Could not automatically determine credentials. Please set GOOGLE_APPLICATION_CREDENTIALS or explicitly create credentials and re-run the application.',
    from: `${auth}/_default.py`,
    named: 'gcp/no-default-credentials',
  },
  {
    text: because(
      'USER_PROJECT_DENIED',
      'Caller does not have required permission to use project shop-prod.',
      403,
      'PERMISSION_DENIED',
    ),
    from: reasons,
    named: 'gcp/quota-project-refused',
  },
  {
    text: because(
      'ACCESS_TOKEN_TYPE_UNSUPPORTED',
      'Request is with an access token of a type that is not supported.',
    ),
    from: reasons,
    named: 'gcp/token-invalid',
  },
  {
    text: because('CREDENTIALS_MISSING', 'Login Required.'),
    from: reasons,
    named: 'gcp/token-invalid',
  },
  {
    text: JSON.stringify({
      error: {
        code: 403,
        message: 'Access Not Configured.',
        errors: [{ domain: 'usageLimits', reason: 'accessNotConfigured' }],
      },
    }),
    from: httpExceptions,
    named: 'gcp/api-off',
  },
  {
    text: gcloud(
      'projects.set-iam-policy',
      'ABORTED',
      "The specified etag did not match the current policy's ETag.",
    ),
    from: policy,
    named: 'gcp/changed-meanwhile',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      'Condition expression compilation failed: type mismatch.',
    ),
    from: 'https://cloud.google.com/iam/docs/conditions-overview',
    named: 'gcp/condition-invalid',
  },
  {
    text: gcloud(
      'projects.set-iam-policy',
      'INVALID_ARGUMENT',
      'Policies with conditions must have their version set to 3.',
    ),
    from: policy,
    named: 'gcp/condition-invalid',
  },
  {
    text: 'ERROR: (gcloud.services.list) The project property is set to the empty string, which is invalid.',
    from: properties,
    named: 'gcp/project-unset',
  },
  {
    text: 'ERROR: (gcloud.projects.describe) Projects instance [shop-prot] not found: Resource was not found',
    from: words,
    named: 'gcp/project-missing',
  },
  { text: 'sh: 1: gcloud: not found', from: sdk, named: 'gcp/no-cli' },
  {
    text: "ERROR: gcloud failed to load: No module named 'imp'\n    gcloud_main = _import_gcloud_main()",
    from: sdk,
    named: 'gcp/no-python',
  },
  {
    text: 'You cannot perform this action because the Google Cloud CLI component manager is disabled for this installation.',
    from: consoleIo,
    named: 'gcp/component',
  },
  {
    text: 'ERROR: (gcloud.config.set) Could not create directory [/root/.config/gcloud]: Permission denied.',
    from: sdk,
    named: 'gcp/own-files',
  },
  {
    text: "ERROR: gcloud crashed (OSError): [Errno 30] Read-only file system: '/home/alice/.config/gcloud/configurations'",
    from: sdk,
    named: 'gcp/own-files',
  },
  {
    text: 'ERROR: (gcloud.iam.roles.create) Failed to parse YAML: while parsing a block mapping',
    from: roles,
    named: 'gcp/role-file',
  },
  {
    text: 'ERROR: (gcloud.iam.roles.create) Problem parsing data as JSON/YAML: mapping values are not allowed here',
    from: roles,
    named: 'gcp/role-file',
  },
  {
    text: gcloud(
      'iam.roles.create',
      'INVALID_ARGUMENT',
      "Invalid value at 'role.included_permissions' (TYPE_STRING), 7",
    ),
    from: roles,
    named: 'gcp/role-file',
  },
  {
    text: 'ERROR: gcloud crashed (ServerNotFoundError): Unable to find the server at iam.googleapis.com',
    from: sdk,
    named: 'gcp/unreachable',
  },
  {
    text: JSON.stringify({
      error: {
        code: 403,
        message: 'Rate Limit Exceeded',
        errors: [{ domain: 'usageLimits', reason: 'rateLimitExceeded' }],
      },
    }),
    from: reasons,
    named: 'gcp/too-often',
  },
  {
    text: because('RATE_LIMIT_EXCEEDED', 'Quota exceeded for service.', 429, 'RESOURCE_EXHAUSTED'),
    from: reasons,
    named: 'gcp/too-often',
  },
  {
    text: JSON.stringify({
      error: {
        code: 503,
        message: 'Backend Error',
        errors: [{ domain: 'global', reason: 'backendError' }],
      },
    }),
    from: httpExceptions,
    named: 'gcp/trouble',
  },
  {
    text: 'ERROR: (gcloud.config.set) Invalid value for property [core/project]',
    from: properties,
    named: 'gcp/not-understood',
  },
];

export default texts;
