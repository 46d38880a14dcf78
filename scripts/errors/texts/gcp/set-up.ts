import type { ErrorText } from '../../error-text.ts';
import { answer, email, gcloud, httpExceptions, iamUtil, properties } from './_words.ts';

const roles = 'https://cloud.google.com/iam/docs/creating-custom-roles';
const grants = 'https://cloud.google.com/iam/docs/troubleshoot-policies';
const off =
  'Identity and Access Management (IAM) API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/iam.googleapis.com/overview?project=123456789012 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.';

/** What is there already, not there, or has another form. */
const texts: readonly ErrorText[] = [
  {
    text: gcloud(
      'iam.service-accounts.list',
      'PERMISSION_DENIED',
      off,
      "- '@type': type.googleapis.com/google.rpc.ErrorInfo\n  domain: googleapis.com\n  reason: SERVICE_DISABLED",
    ),
    from: 'F-084',
    named: 'gcp/api-off',
  },
  { text: answer(403, 'PERMISSION_DENIED', off), from: 'F-085', named: 'gcp/api-off' },
  {
    text: 'API [compute.googleapis.com] not enabled on project [shop-prod]. Would you like to enable and retry (this will take a few minutes)? (y/N)?',
    from: httpExceptions,
    named: 'gcp/api-off',
  },
  {
    text: answer(
      403,
      'PERMISSION_DENIED',
      'This API method requires billing to be enabled. Please enable billing on project #123456789012 by visiting https://console.developers.google.com/billing/enable?project=123456789012 then retry.',
      [{ reason: 'BILLING_DISABLED' }],
    ),
    from: 'https://cloud.google.com/billing/docs/how-to/modify-project',
    named: 'gcp/billing-off',
  },
  {
    text: gcloud(
      'services.enable',
      'FAILED_PRECONDITION',
      "Billing account for project '123456789012' is not found. Billing must be enabled for activation of service(s) 'compute.googleapis.com' to proceed.",
    ),
    from: 'https://cloud.google.com/service-usage/docs/enable-disable',
    named: 'gcp/billing-off',
  },
  {
    text: gcloud(
      'services.enable',
      'FAILED_PRECONDITION',
      "Billing account for project '123456789012' is not open. Billing must be enabled for activation of service(s) 'compute.googleapis.com' to proceed.",
    ),
    from: 'https://cloud.google.com/service-usage/docs/enable-disable',
    named: 'gcp/billing-off',
  },
  {
    text: gcloud(
      'iam.service-accounts.create',
      'ALREADY_EXISTS',
      'Service account spotinst-role-act-550cdfc7 already exists within project projects/shop-prod.',
    ),
    from: 'F-087',
    named: 'gcp/account-exists',
  },
  {
    text: gcloud(
      'iam.roles.create',
      'ALREADY_EXISTS',
      'A role named spotinstCustomRoleact550cdfc7 in projects/shop-prod already exists.',
    ),
    from: 'F-100',
    named: 'gcp/role-exists',
  },
  {
    text: gcloud(
      'iam.roles.create',
      'FAILED_PRECONDITION',
      "You can't create a role with role_id (spotinstCustomRoleact550cdfc7) where there is an existing role with that role_id in a deleted state.",
    ),
    from: 'F-100',
    named: 'gcp/role-deleted',
  },
  {
    text: gcloud(
      'iam.roles.create',
      'FAILED_PRECONDITION',
      "You can't create a role_id (spotinstCustomRoleact550cdfc7) which has been marked for deletion.",
    ),
    from: roles,
    named: 'gcp/role-being-deleted',
  },
  {
    text: gcloud(
      'iam.roles.update',
      'FAILED_PRECONDITION',
      "You can't update a deleted role (spotinstCustomRoleact550cdfc7). Undelete it first.",
    ),
    from: roles,
    named: 'gcp/role-gone',
  },
  {
    text: gcloud(
      'iam.roles.describe',
      'INVALID_ARGUMENT',
      'The role name must be in the form "roles/{role}", "organizations/{organization_id}/roles/{role}", or "projects/{project_id}/roles/{role}".',
    ),
    from: roles,
    named: 'gcp/role-id',
  },
  {
    text: gcloud(
      'iam.roles.create',
      'INVALID_ARGUMENT',
      'Permission compute.instances.destroy is not valid.',
    ),
    from: 'https://cloud.google.com/iam/docs/custom-roles-permissions-support',
    named: 'gcp/permission-not-known',
  },
  {
    text: gcloud(
      'iam.service-accounts.create',
      'INVALID_ARGUMENT',
      'The account ID "spot" does not have a length between 6 and 30.',
    ),
    from: 'F-086',
    named: 'gcp/account-id',
  },
  {
    text: gcloud(
      'iam.service-accounts.create',
      'INVALID_ARGUMENT',
      'The display name must have at most 100 UTF-8 bytes.',
    ),
    from: 'https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts',
    named: 'gcp/display-name',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'ABORTED',
      'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.',
    ),
    from: 'https://cloud.google.com/iam/docs/reference/rest/v1/Policy',
    named: 'gcp/changed-meanwhile',
  },
  {
    text: gcloud(
      'iam.service-accounts.keys.create',
      'FAILED_PRECONDITION',
      'Precondition check failed.',
    ),
    from: 'F-092',
    named: 'gcp/ten-keys',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      `Service account ${email} does not exist.`,
    ),
    from: grants,
    named: 'gcp/account-missing',
  },
  {
    text: gcloud('iam.service-accounts.describe', 'NOT_FOUND', 'Unknown service account.'),
    from: 'F-094',
    named: 'gcp/account-missing',
  },
  {
    text: gcloud(
      'projects.set-iam-policy',
      'INVALID_ARGUMENT',
      `Principal serviceAccount:${email} is deleted. Deleted principals can't be added to a policy.`,
    ),
    from: grants,
    named: 'gcp/principal-deleted',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      'Policy members must be of the form "<type>:<value>".',
    ),
    from: 'https://cloud.google.com/iam/docs/reference/rest/v1/Policy',
    named: 'gcp/member-form',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      `Account ${email} is of type "serviceAccount". Please set the type prefix to be "serviceAccount:".`,
    ),
    from: grants,
    named: 'gcp/member-form',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      'User alice@exmaple.com does not exist.',
    ),
    from: grants,
    named: 'gcp/user-missing',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      'Role roles/spot is not supported for this resource.',
    ),
    from: grants,
    named: 'gcp/role-unsupported',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      "Role (projects/shop-prod/roles/spot) does not exist in the resource's hierarchy.",
    ),
    from: grants,
    named: 'gcp/role-elsewhere',
  },
  {
    text: gcloud(
      'iam.roles.delete',
      'NOT_FOUND',
      'The role named projects/shop-prod/roles/spot was not found.',
    ),
    from: roles,
    named: 'gcp/role-elsewhere',
  },
  {
    text: 'ERROR: (gcloud.projects.add-iam-policy-binding) Adding a binding without specifying a condition to a policy containing conditions is prohibited in non-interactive mode. Run the command again with `--condition=None`',
    from: iamUtil,
    named: 'gcp/condition-unsaid',
  },
  {
    text: 'ERROR: (gcloud.projects.remove-iam-policy-binding) Policy bindings with the specified principal and role not found!',
    from: iamUtil,
    named: 'gcp/binding-missing',
  },
  {
    text: 'ERROR: (gcloud.projects.remove-iam-policy-binding) Policy binding with the specified principal, role, and condition not found!',
    from: iamUtil,
    named: 'gcp/binding-missing',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      "Conditions can't be set on primitive roles.",
    ),
    from: 'https://cloud.google.com/iam/docs/conditions-overview',
    named: 'gcp/condition-invalid',
  },
  {
    text: 'ERROR: (gcloud.services.enable) The required property [project] is not currently set.\nIt can be set on a per-command basis by re-running your command with the [--project] flag.\n\nYou may set it for your current workspace by running:\n\n  $ gcloud config set project VALUE',
    from: properties,
    named: 'gcp/project-unset',
  },
  {
    text: 'ERROR: (gcloud.services.enable) The project property must be set to a valid project ID, not the project name [Shop production]\nTo set your project, run:\n\n  $ gcloud config set project PROJECT_ID',
    from: properties,
    named: 'gcp/project-form',
  },
  {
    text: gcloud('projects.describe', 'NOT_FOUND', "Project 'shop-prot' not found or deleted."),
    from: 'https://cloud.google.com/resource-manager/docs/creating-managing-projects',
    named: 'gcp/project-missing',
  },
  {
    text: "ERROR: (gcloud.compute.zones.list) Some requests did not succeed:\n - The resource 'projects/shop-prot' was not found",
    from: 'https://cloud.google.com/compute/docs/troubleshooting/general-tips',
    named: 'gcp/project-missing',
  },
  {
    text: gcloud(
      'iam.service-accounts.keys.delete',
      'NOT_FOUND',
      'Service account key 0a1b2c does not exist.',
    ),
    from: 'https://cloud.google.com/iam/docs/keys-create-delete',
    named: 'gcp/key-missing',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.create) argument NAME: Bad value [spotinst-Role]: Service account name must be between 6 and 30 characters (inclusive), must begin with a lowercase letter, and consist of lowercase alphanumeric characters that can be separated by hyphens.',
    from: iamUtil,
    named: 'gcp/account-id',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.create) Resource in projects [shop-prod] is the subject of a conflict: Service account [spotinst-role] already exists within project.',
    from: 'https://cloud.google.com/iam/docs/service-accounts-create',
    named: 'gcp/account-exists',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.create) Resource in projects [shop-prod] is the subject of a conflict: Service account already exists within project',
    from: 'https://cloud.google.com/iam/docs/service-accounts-create',
    named: 'gcp/account-exists',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.keys.create) RESOURCE_EXHAUSTED: Maximum number of keys on account reached',
    from: 'https://cloud.google.com/iam/docs/keys-create-delete',
    named: 'gcp/ten-keys',
  },
  {
    text: 'ERROR: (gcloud.iam.roles.describe) Roles instance [spotinst_role] not found',
    from: roles,
    named: 'gcp/role-elsewhere',
  },
  {
    text: gcloud(
      'iam.roles.create',
      'INVALID_ARGUMENT',
      'The number of permissions in the role is greater than the maximum of 3,000.',
    ),
    from: roles,
    named: 'gcp/role-too-big',
  },
  {
    text: 'ERROR: (gcloud.projects.describe) Project [shop-prot] not found.',
    from: properties,
    named: 'gcp/project-missing',
  },
  {
    text: 'ERROR: (gcloud.projects.describe) [shop-prot] not found',
    from: properties,
    named: 'gcp/project-missing',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.keys.create) NOT_FOUND: Not found; Gaia id not found for email spotinst-role@shop-prod.iam.gserviceaccount.com',
    from: 'https://github.com/googlecodelabs/feedback/issues/905',
    named: 'gcp/account-missing',
  },
  {
    text: 'ERROR: (gcloud.services.enable) Some requests did not succeed:\n - iamm.googleapis.com: Generic not found.',
    from: 'https://cloud.google.com/service-usage/docs/enable-disable',
    named: 'gcp/api-name',
  },
  {
    text: gcloud(
      'projects.add-iam-policy-binding',
      'INVALID_ARGUMENT',
      'Request contains an invalid argument.',
    ),
    from: 'https://github.com/hashicorp/terraform-provider-google/issues/4276',
    named: 'gcp/argument-invalid',
  },
];

export default texts;
