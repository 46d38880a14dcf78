import { type ErrorText, textsFrom } from '../../error-text.ts';

/** What Terraform, client libraries and the console say of Google Cloud, and gcloud where it works for another account. */
const texts: readonly ErrorText[] = [
  ...textsFrom('https://github.com/googleapis/java-storage/issues/1240', [
    [
      '412 Precondition Failed\nPOST https://storage.googleapis.com/storage/v1/projects/acme-prod/hmacKeys\n  "message" : "Request violates constraint \'constraints/iam.disableServiceAccountKeyCreation\'"',
      'gcp/keys-forbidden',
    ],
  ]),
  ...textsFrom('https://github.com/hafenkran/duckdb-bigquery/issues/203', [
    [
      "Error details from BigQuery API:\nPermanent error, with a last message of:\nVPC Service Controls: Request is prohibited by organization's policy.\nvpcServiceControlsUniqueIdentifier: XlFLBBM_Wstu6u3Qn5s1K",
      'gcp/service-perimeter',
    ],
  ]),
  ...textsFrom(
    'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains',
    [
      [
        "IAM policy update failed\nThe 'Domain Restricted Sharing' organization policy (constraints/iam.allowedPolicyMemberDomains) is enforced. Only principals in allowed domains can be added as principals in the policy. Correct the principal emails and try again.",
        'gcp/members-restricted',
      ],
    ],
  ),
  ...textsFrom(
    'https://github.com/googleapis/google-auth-library-python/blob/main/google/oauth2/reauth.py',
    [
      [
        'google.auth.exceptions.RefreshError: Reauthentication is needed. Please run `gcloud auth application-default login` to reauthenticate.',
        'gcp/sign-in-again',
      ],
    ],
  ),
  ...textsFrom('https://github.com/golang/oauth2/blob/master/google/default.go', [
    [
      'google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information',
      'gcp/no-default-credentials',
    ],
  ]),
  ...textsFrom('https://registry.terraform.io/providers/hashicorp/google/latest/docs', [
    [
      "Error: Attempted to load application default credentials since neither `credentials` nor `access_token` was set in the provider block.  No credentials loaded. To use your gcloud credentials, run 'gcloud auth application-default login'",
      'gcp/no-default-credentials',
    ],
  ]),
  ...textsFrom(
    'https://github.com/terraform-google-modules/terraform-example-foundation/issues/353',
    [
      [
        'googleapi: Error 403: Your application has authenticated using end user credentials from the Google Cloud SDK or Google Cloud Shell which are not supported by the billingbudgets.googleapis.com. We recommend configuring the billing/quota_project setting in gcloud or using a service account through the auth/impersonate_service_account setting.',
        'gcp/quota-project',
      ],
    ],
  ),
  ...textsFrom('https://github.com/GoogleCloudPlatform/java-docs-samples/issues/276', [
    [
      '"message" : "Project acme-prod (#808448574146) has billing disabled. Please enable it.",',
      'gcp/billing-off',
    ],
  ]),
  ...textsFrom('https://github.com/swiss-ai-center/a-guide-to-mlops/pull/102', [
    [
      'HTTPError 403: The billing account for the owning project is disabled in state absent',
      'gcp/billing-off',
    ],
  ]),
  ...textsFrom(
    'https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver/pull/2206',
    [
      [
        ' [6] None\n [7] Specify a new condition\nThe policy contains bindings with conditions, so specifying a condition is required when\nadding a binding. Please specify a condition.:',
        'gcp/condition-unsaid',
      ],
    ],
  ),
  ...textsFrom('https://cloud.google.com/bigquery/docs/error-messages', [
    [
      'BigQuery error in query operation: Access Denied: Project acme-prod: User does not have bigquery.jobs.create permission in project acme-prod.',
      'gcp/missing-permission',
    ],
  ]),
  ...textsFrom('https://cloud.google.com/iam/docs/permission-error-messages', [
    [
      "ERROR: (gcloud.billing.projects.link) PERMISSION_DENIED: The caller does not have permission. This command is authenticated as alice@example.com which is the active account specified by the [core/account] property\n- '@type': type.googleapis.com/google.rpc.ErrorInfo\n  domain: cloudbilling.googleapis.com\n  metadata:\n    permission: billing.resourceAssociations.create\n    resource: billingAccounts/012345-567890-ABCDEF\n  reason: IAM_PERMISSION_DENIED",
      'gcp/missing-permission',
    ],
  ]),
  ...textsFrom('https://cloud.google.com/iam/docs/service-account-impersonation', [
    [
      `ERROR: (gcloud.projects.list) PERMISSION_DENIED: Failed to impersonate [spot@acme-prod.iam.gserviceaccount.com]. Make sure the account that's trying to impersonate it has access to the service account itself and the "roles/iam.serviceAccountTokenCreator" role.`,
      'gcp/may-not-impersonate',
    ],
  ]),
  ...textsFrom(
    'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_command_precedence',
    [
      [
        "gcloud : El término 'gcloud' no se reconoce como nombre de un cmdlet, función, archivo de script o programa ejecutable.\nEn línea: 1 Carácter: 1\n    + CategoryInfo          : ObjectNotFound: (gcloud:String) [], CommandNotFoundException",
        'gcp/no-cli',
      ],
    ],
  ),
];

export default texts;
