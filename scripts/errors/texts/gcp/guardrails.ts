import type { ErrorText } from '../../error-text.ts';
import {
  answer,
  contextAware,
  email,
  gcloud,
  older,
  serviceAccounts,
  violation,
} from './_words.ts';

const keys = 'Key creation is not allowed on this service account.';
const accounts = 'Service account creation is not allowed on this project.';
const members = 'One or more users named in the policy do not belong to a permitted customer';
const perimeter =
  "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: eYhDkfYCu-dOCjuj8X4Am9-spkxs0-kX5YnhAJmc3PZ7pmNNfSsqtQ";
const keySubject = `projects/shop-prod/serviceAccounts/${email}?configvalue=x`;
const restricting =
  'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources';

/** Rules that a company set. */
const texts: readonly ErrorText[] = [
  {
    text: `ERROR: Policy modification failed. For a binding with condition, run "gcloud alpha iam policies lint-condition" to identify issues in condition.\nERROR: (gcloud.projects.add-iam-policy-binding) FAILED_PRECONDITION: ${members}, perhaps due to an organization policy.`,
    from: 'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/util/apis/yaml_command_translator.py',
    named: 'gcp/members-restricted',
  },
  {
    text: gcloud(
      'iam.service-accounts.keys.create',
      'FAILED_PRECONDITION',
      keys,
      violation(keys, keySubject, 'constraints/iam.disableServiceAccountKeyCreation'),
    ),
    from: 'https://github.com/google/create-service-account/issues/21',
    named: 'gcp/keys-forbidden',
  },
  {
    text: gcloud(
      'iam.service-accounts.keys.create',
      'FAILED_PRECONDITION',
      keys,
      violation(keys, keySubject, 'constraints/iam.managed.disableServiceAccountKeyCreation'),
    ),
    from: 'F-090',
    named: 'gcp/keys-forbidden',
  },
  {
    text: 'ERROR  Key creation is not allowed on this service account.',
    from: 'https://github.com/shipth-is/cli/issues/65',
    named: 'gcp/keys-forbidden',
  },
  {
    text: 'Service account key creation is disabled\nAn Organization Policy that blocks service accounts key creation has been enforced on your organization.\nEnforced Organization Policies IDs:\niam.disableServiceAccountKeyCreation',
    from: 'https://github.com/google/import-mailbox-to-gmail/issues/63',
    named: 'gcp/keys-forbidden',
  },
  {
    text: 'Error: Operation denied by org policy: ["constraints/iam.managed.disableServiceAccountKeyCreation"]',
    from: 'https://cloud.google.com/resource-manager/docs/organization-policy/using-constraints',
    named: 'gcp/organization-policy',
  },
  {
    text: gcloud(
      'iam.service-accounts.create',
      'FAILED_PRECONDITION',
      accounts,
      violation(accounts, 'projects/shop-prod', 'constraints/iam.disableServiceAccountCreation'),
    ),
    from: serviceAccounts,
    named: 'gcp/accounts-forbidden',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'FAILED_PRECONDITION',
      `${members}, perhaps due to an organization policy.`,
    ),
    from: 'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains',
    named: 'gcp/members-restricted',
  },
  {
    text: answer(400, 'FAILED_PRECONDITION', `${members}.`, [
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [
          {
            type: 'constraints/iam.allowedPolicyMemberDomains',
            subject: 'orgpolicy:projects/shop-prod',
          },
        ],
      },
    ]),
    from: 'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains',
    named: 'gcp/members-restricted',
  },
  {
    text: gcloud(
      'compute.zones.list',
      'PERMISSION_DENIED',
      "Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/shop-prod' attempting to use service 'compute.googleapis.com'.",
    ),
    from: restricting,
    named: 'gcp/service-restricted',
  },
  {
    text: answer(
      403,
      'PERMISSION_DENIED',
      "Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for 'projects/123456789012' attempting to use service 'container.googleapis.com'.",
    ),
    from: restricting,
    named: 'gcp/service-restricted',
  },
  {
    text: 'ERROR: (gcloud.transfer.jobs.create) FAILED_PRECONDITION: Operation denied by org policy on resource \'projects/shop-prod/locations/us\': ["customConstraints/custom.restrictLogging": "All new transfer jobs must have logging enabled."].\n- \'@type\': type.googleapis.com/google.rpc.ErrorInfo\n  domain: iam.googleapis.com\n  metadata:\n    customConstraints: customConstraints/custom.restrictLogging\n  reason: CUSTOM_ORG_POLICY_VIOLATION',
    from: 'https://cloud.google.com/resource-manager/docs/organization-policy/creating-managing-custom-constraints',
    named: 'gcp/organization-policy',
  },
  {
    text: 'ERROR: (gcloud.secrets.create) FAILED_PRECONDITION: Constraint constraints/gcp.resourceLocations violated for [orgpolicy:projects/123456789012] attempting to create a secret in [global].',
    from: 'https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations',
    named: 'gcp/organization-policy',
  },
  {
    text: "ERROR: [{'@type': 'type.googleapis.com/google.rpc.PreconditionFailure', 'violations': [{'type': 'constraints/iam.disableServiceAccountKeyUpload', 'subject': 'projects/x', 'description': 'Constraint `constraints/iam.disableServiceAccountKeyUpload` violated for service account projects/x attempting to upload public key.'}]}]",
    from: 'https://github.com/GAM-team/GAM/issues/1678',
    named: 'gcp/organization-policy',
  },
  {
    text: older('projects.describe', 'shop-prod', `${perimeter}.`),
    from: 'https://cloud.google.com/vpc-service-controls/docs/troubleshooting',
    named: 'gcp/service-perimeter',
  },
  {
    text: answer(403, 'PERMISSION_DENIED', perimeter, [
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [{ type: 'VPC_SERVICE_CONTROLS', description: 'eYhDkfYCu' }],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SECURITY_POLICY_VIOLATED',
        domain: 'googleapis.com',
      },
    ]),
    from: 'https://github.com/cloudquery/cloudquery/issues/1062',
    named: 'gcp/service-perimeter',
  },
  {
    text: "ERROR: (gcloud.builds.submit) HTTPError 403: <?xml version='1.0' encoding='UTF-8'?><Error><Code>SecurityPolicyViolated</Code><Message>Request violates VPC Service Controls.</Message><Details>Request is prohibited by organization's policy</Details></Error>",
    from: 'https://github.com/kubeflow/kubeflow/issues/3105',
    named: 'gcp/service-perimeter',
  },
  {
    text: "ERROR: (gcloud.projects.describe) There was a problem refreshing your current auth tokens: ('access_denied: Account restricted', {'error': 'access_denied', 'error_description': 'Account restricted'})\n\nAccess was blocked by Context Aware Access. If you are using gcloud on a remote machine via SSH and your organization requires gcloud from a company managed device, please first CRD (Chrome Remote Desktop) or RDP (Remote Desktop Protocol) into your remote machine and log into Chrome.",
    from: contextAware,
    named: 'gcp/context-aware-access',
  },
  {
    text: 'Error 400: admin_policy_enforced\nThe Google Account is unable to authorize one or more scopes requested due to the policies of their Google Workspace administrator.',
    from: 'https://developers.google.com/identity/protocols/oauth2/web-server',
    named: 'gcp/app-blocked',
  },
];

export default texts;
