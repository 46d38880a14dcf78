import type { ErrorText } from '../../error-text.ts';
import { answer, gcloud, older, properties, words } from './_words.ts';

/** What somebody lacks the right for. */
const texts: readonly ErrorText[] = [
  {
    text: older(
      'projects.add-iam-policy-binding',
      'shop-prod:setIamPolicy',
      'Policy update access denied.',
    ),
    from: words,
    named: 'gcp/may-not-give-roles',
  },
  {
    text: gcloud(
      'projects.set-iam-policy',
      'PERMISSION_DENIED',
      "Permission 'resourcemanager.projects.setIamPolicy' denied on resource '//cloudresourcemanager.googleapis.com/projects/shop-prod' (or it may not exist).",
    ),
    from: words,
    named: 'gcp/may-not-give-roles',
  },
  {
    text: gcloud(
      'services.enable',
      'PERMISSION_DENIED',
      'Permission denied to enable service [iam.googleapis.com]',
      "- '@type': type.googleapis.com/google.rpc.ErrorInfo\n  domain: serviceusage.googleapis.com\n  reason: AUTH_PERMISSION_DENIED",
    ),
    from: 'https://cloud.google.com/service-usage/docs/troubleshooting',
    named: 'gcp/may-not-enable-apis',
  },
  {
    text: gcloud(
      'services.enable',
      'PERMISSION_DENIED',
      'Not found or permission denied for service(s): computes.googleapis.com.',
    ),
    from: 'https://cloud.google.com/service-usage/docs/troubleshooting',
    named: 'gcp/may-not-enable-apis',
  },
  {
    text: gcloud(
      'iam.roles.create',
      'PERMISSION_DENIED',
      "You don't have permission to create a role in projects/shop-prod.",
    ),
    from: 'https://cloud.google.com/iam/docs/creating-custom-roles',
    named: 'gcp/may-not-make-roles',
  },
  {
    text: gcloud(
      'iam.service-accounts.create',
      'PERMISSION_DENIED',
      "Permission 'iam.serviceAccounts.create' denied on resource '//iam.googleapis.com/projects/shop-prod' (or it may not exist).",
    ),
    from: words,
    named: 'gcp/missing-permission',
  },
  {
    text: gcloud(
      'iam.service-accounts.keys.create',
      'PERMISSION_DENIED',
      "Permission 'iam.serviceAccountKeys.create' denied on resource (or it may not exist).",
    ),
    from: 'F-091',
    named: 'gcp/missing-permission',
  },
  {
    text: answer(
      403,
      'PERMISSION_DENIED',
      "Required 'compute.zones.list' permission for 'projects/shop-prod'",
    ),
    from: 'F-088',
    named: 'gcp/missing-permission',
  },
  {
    text: "ERROR: (gcloud.compute.zones.list) Some requests did not succeed:\n - Required 'compute.zones.list' permission for 'projects/shop-prod'",
    from: 'F-088',
    named: 'gcp/missing-permission',
  },
  {
    text: gcloud(
      'iam.service-accounts.create',
      'PERMISSION_DENIED',
      'Permission iam.serviceAccounts.create is required to perform this operation on project projects/shop-prod.',
    ),
    from: words,
    named: 'gcp/missing-permission',
  },
  {
    text: 'You need additional access to the project: shop-prod\nThis could be because you have insufficient permissions to access the resource, or because a deny or principal access boundary policy is blocking your access.\nMissing or blocked permissions: resourcemanager.projects.get',
    from: words,
    named: 'gcp/console-missing-permissions',
  },
  {
    text: 'You are missing at least one of the following required permissions:\n\nProject: shop-prod\niam.serviceAccounts.list',
    from: words,
    named: 'gcp/console-missing-permissions',
  },
  {
    text: older(
      'projects.get-iam-policy',
      'Shop production',
      'The caller does not have permission.',
    ),
    from: 'F-097',
    named: 'gcp/no-access-to',
  },
  {
    text: 'WARNING: You do not appear to have access to project [shop-prot] or it does not exist.\nAre you sure you wish to set property [core/project] to shop-prot?',
    from: properties.replace('core/properties', 'command_lib/config/config_validators'),
    named: 'gcp/project-not-visible',
  },
  {
    text: 'ERROR: (gcloud.projects.get-ancestors-iam-policy) User is not permitted to access IAM policy for one or more of the ancestors',
    from: properties.replace('core/properties', 'command_lib/projects/util'),
    named: 'gcp/ancestors-not-visible',
  },
  {
    text: answer(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
    from: words,
    named: 'gcp/caller-refused',
  },
  {
    text: 'ERROR: (gcloud.projects.describe) User [alice@example.com] does not have permission to access projects instance [shop-prod] (or it may not exist): The caller does not have permission',
    from: words,
    named: 'gcp/no-access-to',
  },
  {
    text: 'ERROR: (gcloud.projects.get-iam-policy) User [] does not have permission to access projects instance [shop-prod:getIamPolicy] (or it may not exist): Policy member must be set',
    from: words,
    named: 'gcp/no-access-to',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.create) [alice@example.com] does not have permission to access projects instance [shop-prod]',
    from: words,
    named: 'gcp/no-access-to',
  },
  {
    text: "ERROR: (gcloud.services.enable) PERMISSION_DENIED: Project 'shop-prot' not found or permission denied.",
    from: 'https://cloud.google.com/service-usage/docs/enable-disable',
    named: 'gcp/caller-refused',
  },
  {
    text: 'ERROR: (gcloud.iam.service-accounts.create) PERMISSION_DENIED',
    from: words,
    named: 'gcp/caller-refused',
  },
  {
    text: 'ERROR: (gcloud.projects.describe) User [alice@example.com] does not have permission to access project [shop-prod]',
    from: words,
    named: 'gcp/no-access-to',
  },
  {
    text: 'We are sorry, there was an error\nYou do not have sufficient permissions to view this page',
    from: words,
    named: 'gcp/console-missing-permissions',
  },
];

export default texts;
