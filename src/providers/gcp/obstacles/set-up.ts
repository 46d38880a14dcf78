import type { Obstacle } from '../../obstacle.ts';

const iam = 'https://cloud.google.com/iam/docs/service-accounts-create';
const roles = 'https://cloud.google.com/iam/docs/creating-custom-roles';
const policy = 'https://cloud.google.com/iam/docs/reference/rest/v1/Policy';
const enabling = 'https://cloud.google.com/service-usage/docs/enable-disable';
const grants = 'https://cloud.google.com/iam/docs/troubleshoot-policies';
const properties =
  'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/core/properties.py';
const iamUtil =
  'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/iam/iam_util.py';

/** What Google Cloud and gcloud say when something is there already, not there yet, or has another form. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'gcp/api-off',
    says: /SERVICE_DISABLED|accessNotConfigured|(?<api>[A-Z][\w() .-]{2,80} API) has not been used in project (?<project>[\w-]{1,60})(?: before or it is disabled)?|API \[(?<service>[\w.]{3,80})\] not enabled on project|SU_SERVICE_NOT_ENABLED/,
    whose: 'set-up',
    title: 'An API of Google Cloud is off in the project',
    todo: ({ groups }) =>
      `Switch on ${groups.service ?? groups.api ?? 'the API that the message names'} (the command of this page does; the message has the link, too), and wait two minutes. If it is on in the project of this page, the call was counted for another one: gcloud config get-value project.`,
    source: enabling,
  },
  {
    id: 'gcp/billing-off',
    says: /BILLING_DISABLED|requires billing to be enabled|Billing account for project '?(?<project>[\w-]{1,60})'? is not (?:found|open)|Billing must be enabled for activation/i,
    whose: 'set-up',
    title: 'The project has no open billing account',
    todo: 'Somebody with Project Billing Manager and Billing Account User links one: Billing > Link a billing account. “is not open” means that there is one, and it is closed: whoever receives the bill opens it.',
    source: 'https://cloud.google.com/billing/docs/how-to/modify-project',
  },
  {
    id: 'gcp/account-exists',
    says: /Service account (?:\[?(?<account>[\w@.-]{1,160})\]? )?already exists/i,
    whose: 'set-up',
    title: 'The project has a service account of this name already',
    todo: 'If it was made for Spot, go on with the next step; verify this one. If it is another team’s, choose another name on this page: whoever holds a key shares its rights.',
    source: iam,
  },
  {
    id: 'gcp/role-exists',
    says: /A role named (?<role>[\w.]{1,80}) in \S{1,120} already exists/i,
    whose: 'set-up',
    title: 'The project has a custom role of this ID already',
    todo: 'Verify the step: it compares the role with the one on this page. If it is another team’s, choose another ID on this page.',
    source: roles,
  },
  {
    id: 'gcp/role-deleted',
    says: /existing role with that role_id in a deleted state/i,
    whose: 'set-up',
    title: 'A role of this ID was deleted less than a week ago, and keeps the ID',
    todo: 'Bring it back with gcloud iam roles undelete and verify the step, or choose another ID on this page.',
    source: roles,
  },
  {
    id: 'gcp/role-being-deleted',
    says: /You can't create a role_id \([^)\n]{1,80}\) which has been marked for deletion|deleted more than 7 days ago/i,
    whose: 'set-up',
    title:
      'A role of this ID was deleted more than a week ago: it cannot come back, and keeps the ID for 37 days',
    todo: 'Choose another ID on this page.',
    source: roles,
  },
  {
    id: 'gcp/role-gone',
    says: /You can't (?:update a deleted role|delete role_id \([^)\n]{1,80}\): it is deleted already|undelete a role \([^)\n]{1,80}\) that is not deleted)/i,
    whose: 'set-up',
    title: 'The custom role is not in the state that this command needs',
    todo: 'Verify the step: it says whether the role is there, deleted, or gone.',
    source: roles,
  },
  {
    id: 'gcp/role-id',
    says: /role_id \([^)\n]{0,200}\) must have 3 to 64 characters|The role name must be in the form "roles\/\{role\}"/i,
    whose: 'set-up',
    title: 'The ID of a custom role may have letters, digits, periods and underscores only',
    todo: 'Choose 3 to 64 of these on this page; no hyphens.',
    source: roles,
  },
  {
    id: 'gcp/permission-not-known',
    says: /Permission [\w.]{3,120} is not valid(?! for this resource)|permissions? [\w.]{3,120} (?:is|are) not (?:supported|valid) in custom roles/i,
    whose: 'set-up',
    title: 'The role names a permission that Google does not let into custom roles',
    todo: 'Copy the role from this page again, unchanged. If the message names a permission that is on this page, tell Spot Support: Google renamed or withdrew it.',
    source: 'https://cloud.google.com/iam/docs/custom-roles-permissions-support',
  },
  {
    id: 'gcp/role-too-big',
    says: /number of permissions in the role is greater than the maximum/i,
    whose: 'set-up',
    title: 'The role has more permissions than Google lets into one',
    todo: 'Copy the role of this page again, unchanged: it has far fewer.',
    source: roles,
  },
  {
    id: 'gcp/account-id',
    says: /The account ID "[^"\n]{0,200}" does not (?:have a length between 6 and 30|match the regular expression)|Invalid service account id|Service account name must be between 6 and 30/i,
    whose: 'set-up',
    title: 'The ID of a service account has 6 to 30 small letters, digits and hyphens',
    todo: 'Use the ID on this page. Capital letters are for the display name only.',
    source: iam,
  },
  {
    id: 'gcp/display-name',
    says: /display name must have at most 100/i,
    whose: 'set-up',
    title: 'The display name is too long',
    todo: 'Choose at most 100 characters.',
    source: iam,
  },
  {
    id: 'gcp/changed-meanwhile',
    says: /There were concurrent (?:policy )?changes|etag of the policy is stale|did not match the current policy's ETag|\b(?:ABORTED|Aborted):/,
    whose: 'cloud',
    title: 'Somebody changed the same policy at the same moment',
    todo: 'Run the command again: it reads the new policy and adds to it.',
    source: policy,
  },
  {
    id: 'gcp/ten-keys',
    says: /keys\.create\) FAILED_PRECONDITION: Precondition check failed|maximum number of keys on account reached/i,
    whose: 'set-up',
    title: 'Google refuses a new key: the account has ten already, or is disabled',
    todo: 'Run gcloud iam service-accounts keys list with --managed-by=user: with ten, find out who uses which before one is deleted (the one of an earlier try is yours). With fewer, gcloud iam service-accounts describe says whether the account is disabled; ask who did that.',
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
  },
  {
    id: 'gcp/account-missing',
    says: /Service account (?<account>[\w@.-]{1,160}) does not exist|Unknown service account|NOT_FOUND: Unknown service account/i,
    whose: 'set-up',
    title: 'Google finds no service account of this address: just made, mistyped, or deleted',
    todo: ({ groups }) =>
      `Run gcloud iam service-accounts list: if ${groups.account ?? 'its address'} is in it, wait ten seconds and repeat the command. If not, compare letter by letter: the ID before the @, the project ID after it.`,
    source: grants,
  },
  {
    id: 'gcp/principal-deleted',
    says: /Deleted principals can't be added to a policy|INVALID_MEMBER\b/,
    whose: 'set-up',
    title: 'The policy still names an account that was deleted',
    todo: 'Take the entries that begin with deleted: out of the policy (IAM > the entry > Remove access), then grant the role to the account that is there now.',
    source: grants,
  },
  {
    id: 'gcp/member-form',
    says: /Policy members must be of the form|Unknown member type|Invalid member: |Please set the type prefix to be/i,
    whose: 'set-up',
    title: 'The member is written in another form than Google takes',
    todo: 'It reads serviceAccount: and the address, without blanks. If a placeholder is in it, fill in the values of this page, and copy the command again.',
    source: policy,
  },
  {
    id: 'gcp/user-missing',
    says: /(?:User|Group|Domain) [\w@.-]{1,160} does not exist/,
    whose: 'set-up',
    title: 'Google knows no user, group or domain of this name',
    todo: 'Compare the address letter by letter, and the word before the colon: a service account is serviceAccount:, not user:.',
    source: grants,
  },
  {
    id: 'gcp/role-unsupported',
    says: /Role \S{1,160} is not supported for this resource/i,
    whose: 'set-up',
    title: 'This role cannot be granted in a project, or there is none of this name',
    todo: 'Use the role of the command on this page. A custom role is named whole: projects/, the project ID, /roles/ and its ID.',
    source: grants,
  },
  {
    id: 'gcp/role-elsewhere',
    says: /Role \([^)\n]{1,160}\) does not exist in the resource's hierarchy|The role named \S{1,160} was not found|Roles instance \[[^\]\n]{1,160}\] not found/i,
    whose: 'set-up',
    title: 'The project has no custom role of this ID',
    todo: 'Run gcloud iam roles list with --project and --show-deleted: create the role first (its command is above), or correct the ID or the project in its name.',
    source: roles,
  },
  {
    id: 'gcp/condition-unsaid',
    says: /without specifying a condition (?:to|from) a policy containing conditions/i,
    whose: 'terminal',
    title: 'The policy has conditions, and gcloud wants to know which binding is meant',
    todo: 'Add --condition=None (to take away: --all), as the command of this page has it.',
    source: iamUtil,
  },
  {
    id: 'gcp/binding-missing',
    says: /Policy bindings? with the specified (?:principal|member)[\s\S]{0,40} not found/i,
    whose: 'set-up',
    title: 'The policy has no such entry to take away',
    todo: 'It is gone already, or was granted to another member or above the project. Verify the step: it says whether something is left.',
    source: iamUtil,
  },
  {
    id: 'gcp/condition-invalid',
    says: /Condition expression compilation failed|Conditions can't be set on primitive roles|must have their version set to 3|Condition must have a title/i,
    whose: 'set-up',
    title: 'The condition of the binding is not one that Google takes',
    todo: 'Grant the role without a condition, as the command of this page does (--condition=None): Spot needs it always.',
    source: 'https://cloud.google.com/iam/docs/conditions-overview',
  },
  {
    id: 'gcp/project-unset',
    says: /The required property \[project\] is not currently set|project property is set to the empty string/i,
    whose: 'terminal',
    title: 'gcloud does not know which project is meant',
    todo: 'Run gcloud config set project with the project ID of this page, and copy the command again with it.',
    source: properties,
  },
  {
    id: 'gcp/project-form',
    says: /must be set to a valid project ID|is not a valid project ID|Project id '[^']{0,100}' is invalid|argument --project: Bad value/i,
    whose: 'set-up',
    title: 'This is not the ID of a project: its name, its number, or a placeholder',
    todo: 'Run gcloud projects list: the first column has the ID (6 to 30 small letters, digits and hyphens). Put it into this page, and copy the command again.',
    source: properties,
  },
  {
    id: 'gcp/project-missing',
    says: /Project (?:'[^']{1,100}'|\[[^\]\n]{1,100}\]) (?:not found or deleted|was not found)|Projects instance \[[^\]\n]{1,100}\] not found|The resource 'projects\/[\w-]{1,60}' was not found|Project '[\w-]{1,60}' has been deleted|Unknown project id/i,
    whose: 'set-up',
    title: 'Google has no project of this ID, or it was deleted',
    todo: 'Run gcloud projects list, and compare letter by letter. A deleted project can be brought back for 30 days by its owner: ask first.',
    source: 'https://cloud.google.com/resource-manager/docs/creating-managing-projects',
  },
  {
    id: 'gcp/key-missing',
    says: /Service account key [\w-]{1,60} does not exist/i,
    whose: 'set-up',
    title: 'The account has no key of this ID',
    todo: 'It is gone already, or of another account. Run gcloud iam service-accounts keys list for the account of this page.',
    source: 'https://cloud.google.com/iam/docs/keys-create-delete',
  },
];

export default obstacles;
