import type { ErrorText } from '../../error-text.ts';
import { answer, exceptions, gcloud, troubleshooting } from './_words.ts';

const login =
  'Please run:\n\n  $ gcloud auth login\n\nto obtain new credentials.\n\nIf you have already logged in with a different account, run:\n\n  $ gcloud config set account ACCOUNT\n\nto select an already authenticated account to use.';
const jwt = 'https://developers.google.com/identity/protocols/oauth2/service-account';
const quota = 'https://cloud.google.com/docs/quotas/quota-project';
const adc = 'https://cloud.google.com/docs/authentication/troubleshoot-adc';

/** Who is signed in. */
const texts: readonly ErrorText[] = [
  {
    text: `ERROR: (gcloud.projects.describe) You do not currently have an active account selected.\n${login}`,
    from: exceptions,
    named: 'gcp/not-signed-in',
  },
  {
    text: 'ERROR: (gcloud.iam.roles.list) There was a problem reauthenticating while refreshing your current auth tokens: Reauthentication failed. cannot prompt during non-interactive execution.\nPlease retry your command or run:\n\n  $ gcloud auth login\n\nto obtain new credentials.',
    from: exceptions,
    named: 'gcp/sign-in-again',
  },
  {
    text: "google.auth.exceptions.RefreshError: ('invalid_grant: reauth related error (invalid_rapt)', {'error': 'invalid_grant', 'error_description': 'reauth related error (invalid_rapt)', 'error_uri': 'https://support.google.com/a/answer/9368756', 'error_subtype': 'invalid_rapt'})",
    from: 'https://support.google.com/a/answer/9368756',
    named: 'gcp/sign-in-again',
  },
  {
    text: `ERROR: (gcloud.projects.list) There was a problem refreshing your current auth tokens: ('invalid_grant: Bad Request', {'error': 'invalid_grant', 'error_description': 'Bad Request'})\n${login}`,
    from: exceptions,
    named: 'gcp/sign-in-expired',
  },
  {
    text: `ERROR: (gcloud.projects.list) There was a problem refreshing auth tokens for account alice@example.com: ('invalid_grant: Token has been expired or revoked.', {'error': 'invalid_grant'})\n${login}`,
    from: exceptions,
    named: 'gcp/sign-in-expired',
  },
  {
    text: '{\n  "error": "invalid_grant",\n  "error_description": "Invalid JWT Signature."\n}',
    from: 'F-093',
    named: 'gcp/key-rejected',
  },
  {
    text: '{\n  "error": "invalid_grant",\n  "error_description": "Invalid grant: account not found"\n}',
    from: 'F-094',
    named: 'gcp/account-gone',
  },
  {
    text: '{"error":"invalid_grant","error_description":"Account has been deleted"}',
    from: jwt,
    named: 'gcp/account-gone',
  },
  {
    text: '{"error": "disabled_client", "error_description": "The OAuth client was disabled."}',
    from: 'https://developers.google.com/identity/protocols/oauth2/web-server',
    named: 'gcp/account-disabled',
  },
  {
    text: '{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}',
    from: jwt,
    named: 'gcp/clock',
  },
  {
    text: `ERROR: (gcloud.compute.instances.list) Your current active account [ci-bot@old-project.iam.gserviceaccount.com] does not have any valid credentials\nPlease run:\n\n  $ gcloud auth login\n\nto obtain new credentials.`,
    from: exceptions,
    named: 'gcp/no-credentials-of-account',
  },
  {
    text: 'google.auth.exceptions.DefaultCredentialsError: Your default credentials were not found. To set up Application Default Credentials, see https://cloud.google.com/docs/authentication/external/set-up-adc for more information.',
    from: adc,
    named: 'gcp/no-default-credentials',
  },
  {
    text: 'Error: Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication/getting-started for more information.',
    from: adc,
    named: 'gcp/no-default-credentials',
  },
  {
    text: answer(
      403,
      'PERMISSION_DENIED',
      'Your application is authenticating by using local Application Default Credentials. The cloudbilling.googleapis.com API requires a quota project, which is not set by default. To learn how to set your quota project, see https://cloud.google.com/docs/authentication/adc-troubleshooting/user-creds .',
    ),
    from: quota,
    named: 'gcp/quota-project',
  },
  {
    text: gcloud(
      'services.list',
      'PERMISSION_DENIED',
      'Caller does not have required permission to use project shop-prod. Grant the caller the roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission, by visiting https://console.developers.google.com/iam-admin/iam/project?project=shop-prod and then retry.',
    ),
    from: quota,
    named: 'gcp/quota-project-refused',
  },
  {
    text: answer(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [
      { reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' },
    ]),
    from: adc,
    named: 'gcp/scopes',
  },
  {
    text: answer(
      401,
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    ),
    from: adc,
    named: 'gcp/token-invalid',
  },
  {
    text: answer(
      401,
      'UNAUTHENTICATED',
      'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    ),
    from: adc,
    named: 'gcp/token-invalid',
  },
  {
    text: 'You do not currently have an active account selected.',
    from: troubleshooting,
    named: 'gcp/not-signed-in',
  },
  {
    text: 'ERROR: (gcloud.auth.login) (invalid_grant) Malformed auth code.',
    from: 'https://cloud.google.com/sdk/docs/authorizing',
    named: 'gcp/sign-in-code',
  },
  {
    text: 'ERROR: gcloud crashed (MismatchingStateError): (mismatching_state) CSRF Warning! State not equal in request and response.',
    from: 'https://cloud.google.com/sdk/docs/authorizing',
    named: 'gcp/sign-in-code',
  },
];

export default texts;
