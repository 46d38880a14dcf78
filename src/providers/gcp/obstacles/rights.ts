import type { Obstacle, Said } from '../../obstacle.ts';

const words = 'https://cloud.google.com/iam/docs/permission-error-messages';

/**
 * A refusal for want of a permission has further causes which Google does not name: the resource does not
 * exist, a deny policy, a principal access boundary.
 */
const tellApart =
  'If you have that role already, somebody in your company decided otherwise: IAM & Admin > Policy Troubleshooter with your address, the permission and the resource names the deny policy or access boundary. If the name is mistyped, Google says the same.';

const at = ({ resource }: Said): string => resource?.replace(/[.,]$/, '') ?? 'the project';

/** What Google Cloud says to somebody who lacks a right. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'gcp/may-not-give-roles',
    says: /Policy update access denied|(?:Permission '?|Required ')resourcemanager\.projects\.setIamPolicy'?|:setIamPolicy\] \(or it may not exist\)/i,
    whose: 'rights',
    title: 'You may not grant roles in this project',
    todo: `Ask an owner of the project for Project IAM Admin or Owner, or to run this command; Editor is not enough. ${tellApart}`,
    source: words,
  },
  {
    id: 'gcp/may-not-enable-apis',
    says: /AUTH_PERMISSION_DENIED|Permission denied to (?:enable|list|get|disable) services?|Not found or permission denied for service\(s\)/i,
    whose: 'rights',
    title: 'You may not see or switch on APIs in this project, or one of them has another name',
    todo: 'Ask an owner of the project for Service Usage Admin (or Editor, Owner), or to run this command. If the message says “Not found or permission denied”, compare the names in it with those on this page.',
    source: 'https://cloud.google.com/service-usage/docs/access-control',
  },
  {
    id: 'gcp/may-not-make-roles',
    says: /You don't have permission to (?<verb>create|update|delete|undelete|get|list|view) (?:a |the )?roles? (?:in|at) (?<resource>[\w/.-]{1,120})/i,
    whose: 'rights',
    title: 'You may not make or change custom roles in this project',
    todo: (said) =>
      `Ask an owner of ${at(said)} for Role Administrator (roles/iam.roleAdmin) or Owner, or to run this command. ${tellApart}`,
    source: 'https://cloud.google.com/iam/docs/creating-custom-roles',
  },
  {
    id: 'gcp/missing-permission',
    says: /Permission '?(?<action>[a-z][\w]{1,40}(?:\.[\w]{1,60}){2,3})'? (?:was )?denied(?: on (?:resource )?'?(?<resource>[^\s'(][^\s']{0,300})'?)?|Required '?(?<required>[a-z][\w]{1,40}(?:\.[\w]{1,60}){2,3})'? permission for '?(?<of>[^\s']{1,300})'?|Permission (?<needed>[a-z][\w]{1,40}(?:\.[\w]{1,60}){2,3}) is required to perform this operation|User does not have (?<lacks>[a-z][\w]{1,40}(?:\.[\w]{1,60}){2,3}) permission in (?:project )?'?(?<in>[^\s']{1,300})|The caller does not have permission[^\n]{0,400}(?:\n(?!ERROR)[^\n]{0,200}){1,6}?\n\s{0,8}permission: '?(?<detail>[a-z][\w]{1,40}(?:\.[\w]{1,60}){2,3})/i,
    whose: 'rights',
    title: 'A permission is missing, or what it is about does not exist',
    todo: (said) =>
      `Ask an owner of ${at({ ...said, resource: said.resource ?? said.groups.of ?? said.groups.in ?? '' }) || 'the project'} for a role with ${said.action ?? said.groups.required ?? said.groups.needed ?? said.groups.lacks ?? said.groups.detail ?? 'that permission'}. ${tellApart}`,
    source: words,
  },
  {
    id: 'gcp/console-missing-permissions',
    says: /(?:You need additional access|You are missing at least one of the following required permissions|You do not have sufficient permissions to view this page|Missing or blocked permissions?)(?:[\s\S]{0,600}?\s(?<action>[a-z]\w{1,40}\.\w{1,60}(?:\.\w{1,60}){1,2})(?=\s|$))?/,
    whose: 'rights',
    title: 'The Google Cloud console does not show you this page: a permission is missing',
    todo: (said) =>
      `See at the top right that you use the right account, and at the top left the right project. If you do, ask an owner of the project for a role with ${said.action ?? 'the permissions that the page lists'} (Request access on that page writes to them). ${tellApart}`,
    source: words,
  },
  {
    id: 'gcp/no-access-to',
    says: /\[(?<principal>[^\]]{0,100})\] does not have permission to access (?:(?<kind>[\w-]{2,60}) instance|project) \[(?<resource>[^\]]{1,200})\]/i,
    whose: 'rights',
    title: 'Your account may not do this there, or there is nothing of this name',
    todo: (said) =>
      `Compare ${at(said)} with the project ID on this page (not its name or number), and ${said.principal || 'your account'} with the one that you mean (gcloud auth list). If both are right, ask an owner of the project for the rights in the table of this page. ${tellApart}`,
    source: words,
  },
  {
    id: 'gcp/project-not-visible',
    says: /You do not appear to have access to project \[(?<project>[^\]]{1,100})\]/,
    whose: 'rights',
    title: 'You see no project of this ID: it is mistyped, or of another account',
    todo: 'Run gcloud projects list, and take the ID from its first column. If it is not in the list, sign in with the account that has the project: gcloud auth login.',
    source:
      'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/config/config_validators.py',
  },
  {
    id: 'gcp/ancestors-not-visible',
    says: /User is not permitted to access IAM policy for one or more of the ancestors/,
    whose: 'rights',
    title: 'You may not read the policies of the folder or organization above the project',
    todo: 'Ask an administrator of the organization for Security Reviewer (roles/iam.securityReviewer) on it, or to run this command. Without it nobody can see what is inherited; the steps themselves do not need it.',
    source:
      'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk/command_lib/projects/util.py',
  },
  {
    id: 'gcp/may-not-impersonate',
    says: /Failed to impersonate \[(?<account>[^\]\n]{1,200})\]|Unable to acquire impersonated credentials/,
    whose: 'rights',
    title: 'gcloud acts as a service account, and you may not act as that one',
    todo: ({ groups }) =>
      `Run gcloud config get-value auth/impersonate_service_account: if you did not want that, gcloud config unset auth/impersonate_service_account, and the command again. If your company works so, ask an owner of ${groups.account ?? 'the service account'} for Service Account Token Creator on it.`,
    source: 'https://cloud.google.com/iam/docs/service-account-impersonation',
  },
  {
    id: 'gcp/caller-refused',
    says: /The caller does not have permission|Project '[^'\n]{1,100}' not found or permission denied|\(gcloud\.[\w.-]{1,80}\) PERMISSION_DENIED[.:]?[ \t]*$/im,
    whose: 'rights',
    title: 'The account that asks may not do this, or there is nothing of this name',
    todo: `Compare the account (gcloud auth list) and the project ID with those that you mean. If both are right, ask an owner of the project for the rights in the table of this page. ${tellApart}`,
    source: words,
  },
];

export default obstacles;
