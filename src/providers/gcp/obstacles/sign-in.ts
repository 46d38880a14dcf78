import type { Obstacle } from '../../obstacle.ts';

const exceptions =
  'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/core/credentials/exceptions.py';
const jwt = 'https://developers.google.com/identity/protocols/oauth2/service-account';
const quota = 'https://cloud.google.com/docs/quotas/quota-project';

/** What Google and gcloud say of who is signed in. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'gcp/sign-in-code',
    says: /Malformed auth code|mismatching_state/,
    whose: 'sign-in',
    title: 'The code of this sign-in was mistyped, used already, or belongs to an earlier try',
    todo: 'Run gcloud auth login again, and finish with the link and the code that it shows now.',
    source: 'https://cloud.google.com/sdk/docs/authorizing',
  },
  {
    id: 'gcp/boxes-unticked',
    says: /Scope has changed from/,
    whose: 'sign-in',
    title:
      'Google gave gcloud fewer rights than it asked for: a box was not ticked when you signed in',
    todo: 'Run gcloud auth login again, and tick every box on Google’s page. If you are not shown them, take away Google Cloud SDK at https://myaccount.google.com/connections first.',
    source: 'https://cloud.google.com/sdk/docs/troubleshooting',
  },
  {
    id: 'gcp/sign-in-again',
    says: /invalid_rapt|Reauthentication (?:required|failed|is needed)|problem reauthenticating|to complete reauthentication|reauth related error/i,
    whose: 'sign-in',
    title: 'Your organization asks you to sign in anew from time to time, and the time is over',
    todo: 'Run gcloud auth login (for this page’s own looking also gcloud auth application-default login), then the command again. In a script nobody can answer: run it in a terminal.',
    source: 'https://support.google.com/a/answer/9368756',
  },
  {
    id: 'gcp/key-rejected',
    says: /Invalid JWT Signature/i,
    whose: 'set-up',
    title: 'Google does not know this key: it was deleted or disabled, or the file was changed',
    todo: 'Run gcloud iam service-accounts keys list for the account: if the private_key_id of the file is not in the list, or is disabled, the step of the key makes a new one; if it is, the file was changed after Google made it: take the downloaded one.',
    source: jwt,
  },
  {
    id: 'gcp/clock',
    says: /Check your iat and exp values|Token must be a short-lived token|Token used too early|Invalid JWT: Token/i,
    whose: 'terminal',
    title: 'The clock of the machine that signs in is wrong',
    todo: 'Set it to the right time, and try again. The key is not the cause.',
    source: jwt,
  },
  {
    id: 'gcp/account-gone',
    says: /invalid_grant[\s\S]{0,40}(?:account not found|Account has been deleted|Not a valid email)|Invalid grant: account not found|ACCOUNT_STATE_INVALID/i,
    whose: 'sign-in',
    title: 'The account that signs in is deleted, or disabled',
    todo: 'For a key: gcloud iam service-accounts list shows whether its account is there (the name is the client_email of the file), and whether it is disabled; ask first who did that. For yourself: gcloud auth login with another account.',
    source: jwt,
  },
  {
    id: 'gcp/account-disabled',
    says: /disabled_client|invalid_grant[\s\S]{0,80}disabled/i,
    whose: 'sign-in',
    title: 'The account that signs in is disabled',
    todo: 'Ask who disabled it, and why: for a service account whoever owns the project, for your own account an administrator of your Google Workspace.',
    source: jwt,
  },
  {
    id: 'gcp/sign-in-expired',
    says: /Token has been expired or revoked|invalid_grant: Bad Request|problem refreshing (?:your current )?auth tokens(?![\s\S]{0,900}(?:Max retries|Failed to resolve|CERTIFICATE_VERIFY|timed out|unreachable))|ACCESS_TOKEN_EXPIRED/i,
    whose: 'sign-in',
    title: 'Your sign-in has expired, or was revoked',
    todo: 'Run gcloud auth login (or open Cloud Shell anew), then the command again.',
    source: exceptions,
  },
  {
    id: 'gcp/no-credentials-of-account',
    says: /does not have any valid credentials/i,
    whose: 'sign-in',
    title: 'gcloud is set to an account that is not signed in on this machine',
    todo: 'Run gcloud auth login with it, or gcloud config set account and one of gcloud auth list.',
    source: exceptions,
  },
  {
    id: 'gcp/no-default-credentials',
    says: /[Dd]efault [Cc]redentials were not found|Could not automatically determine credentials|Could not load the default credentials|Attempted to load application default credentials|could not find default credentials/,
    whose: 'sign-in',
    title: 'This machine has no application default credentials',
    todo: 'Run gcloud auth application-default login.',
    source: 'https://cloud.google.com/docs/authentication/set-up-adc-local-dev-environment',
  },
  {
    id: 'gcp/quota-project',
    says: /requires a quota project, which is not set by default|authenticated using end user credentials from the Google Cloud SDK/i,
    whose: 'sign-in',
    title: 'The sign-in of this machine names no project that calls are counted for',
    todo: 'Run gcloud auth application-default set-quota-project with the project ID, then try again.',
    source: quota,
  },
  {
    id: 'gcp/quota-project-refused',
    says: /USER_PROJECT_DENIED|Caller does not have required permission to use project (?<project>[\w-]{1,60})/i,
    whose: 'rights',
    title: 'You may not use the project that calls are counted for',
    todo: ({ groups }) =>
      `Ask an owner of ${groups.project ?? 'that project'} for Service Usage Consumer there, or count them elsewhere: gcloud config set billing/quota_project, and gcloud auth application-default set-quota-project, with a project of yours.`,
    source: quota,
  },
  {
    id: 'gcp/scopes',
    says: /ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficient authentication scopes/i,
    whose: 'sign-in',
    title: 'The token of this sign-in is for something else, or the machine’s own account is used',
    todo: 'Run gcloud auth login and try again. On a virtual machine of Google the service account of the machine is used until you do.',
    source: 'https://cloud.google.com/docs/authentication/troubleshoot-adc',
  },
  {
    id: 'gcp/token-invalid',
    says: /Request had invalid authentication credentials|missing required authentication credential|ACCESS_TOKEN_TYPE_UNSUPPORTED|CREDENTIALS_MISSING/i,
    whose: 'sign-in',
    title: 'Google does not accept the token of this call, or it had none',
    todo: 'Run gcloud auth login, then the whole command again: with curl the token comes from gcloud auth print-access-token in it.',
    source: 'https://cloud.google.com/docs/authentication/troubleshoot-adc',
  },
];

export default obstacles;
