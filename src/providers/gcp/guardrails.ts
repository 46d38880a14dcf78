import type { Guardrail, Obstacle, Said } from '../obstacle.ts';

const policyAdmin =
  'an Organization Policy Administrator of the organization (owning the project is not enough)';

/** A constraint as refusals write it: `constraints/iam.disableServiceAccountKeyCreation`. */
const constraint = String.raw`(?:constraints|customConstraints)/[\w.]{3,120}`;

/** A constraint that a refusal says to be violated; what merely prints a policy names it otherwise. */
const violated = String.raw`(?:type["']?: ?["']?|violates constraint ["'\x60]?|Constraint ["'\x60]?)constraints/`;

/** The details that gcloud prints below a refusal, or an API answers beside it. */
const detailed = String.raw`(?:[\s\S]{0,900}?(?<constraint>${constraint}))?`;

const constraintOf = ({ groups }: Said): string | undefined => groups.constraint;

const projectOf = ({ text, groups }: Said): string =>
  groups.project ??
  /projects\/([a-z][a-z0-9-]{4,28}[a-z0-9]|\d{6,20})/.exec(text)?.[1] ??
  'this project';

/** Where the organization's policies are, for all of them alike. */
const findPolicy: Guardrail['find'] = (said) => [
  `IAM & Admin > Organization policies, with the project chosen: ${constraintOf(said)?.replace(/^\w+\//, '') ?? 'the constraint that the message names'}. It says where it is inherited from.`,
];

/**
 * Rules that a company sets in Google Cloud and Google Workspace, in the words in which they refuse. IAM deny
 * policies and principal access boundaries are not among them: Google refuses in the words of a missing
 * permission, and says so (https://cloud.google.com/iam/docs/permission-error-messages); what names a
 * permission says how to tell them apart.
 */
const guardrails: readonly Obstacle[] = [
  {
    id: 'gcp/service-perimeter',
    says: /(?:Request is prohibited by organization's policy|SECURITY_POLICY_VIOLATED|Request violates VPC Service Controls|VPC Service Controls: Request is prohibited)(?:[\s\S]{0,900}?vpcServiceControlsUniqueIdentifier: ?(?<violation>[\w-]{10,120}))?/i,
    whose: 'company',
    title: 'A perimeter of VPC Service Controls refuses this call',
    source: 'https://cloud.google.com/vpc-service-controls/docs/troubleshooting',
    guardrail: {
      code: 'GCP-GUARD-001',
      rule: 'a service perimeter (VPC Service Controls)',
      ruleName: ({ groups }) => groups.violation && `with the violation ${groups.violation}`,
      explain:
        'The project is inside of a perimeter that lets only some people, addresses and projects reach its APIs, whatever their roles. Google does not say which perimeter; the identifier finds it.',
      who: 'whoever administers VPC Service Controls (an Access Context Manager Admin of the organization)',
      ask: () =>
        'add an ingress rule for who was refused, or an access level that covers it, and tell me',
      find: ({ groups }) => [
        `Security > VPC Service Controls > Troubleshoot${groups.violation ? `: ${groups.violation}` : ''}: it names the perimeter and the rule.`,
      ],
    },
  },
  {
    id: 'gcp/keys-forbidden',
    says: new RegExp(
      String.raw`Key creation is not allowed on this service account${detailed}|${violated}iam\.(?:managed\.)?disableServiceAccountKeyCreation|Service account key creation is disabled`,
      'i',
    ),
    whose: 'company',
    title: 'An organization policy forbids keys of service accounts',
    source:
      'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts',
    guardrail: {
      code: 'GCP-GUARD-002',
      rule: 'the organization policy against keys of service accounts',
      ruleName: (said) =>
        constraintOf(said) ?? 'iam.disableServiceAccountKeyCreation, in its older or managed form',
      explain:
        'Spot signs in with a key, and Google makes none here. Organizations made since 3 May 2024 forbid keys unless somebody changed that. Once the key exists the policy may be enforced again.',
      who: policyAdmin,
      ask: (said) =>
        `exempt the project ${projectOf(said)} from it (both iam.disableServiceAccountKeyCreation and iam.managed.disableServiceAccountKeyCreation) until one key is made`,
      find: findPolicy,
    },
  },
  {
    id: 'gcp/accounts-forbidden',
    says: new RegExp(
      String.raw`Service account creation is not allowed on this project${detailed}|${violated}iam\.(?:managed\.)?disableServiceAccountCreation`,
      'i',
    ),
    whose: 'company',
    title: 'An organization policy forbids creating service accounts',
    source:
      'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts',
    guardrail: {
      code: 'GCP-GUARD-003',
      rule: 'the organization policy against new service accounts',
      ruleName: (said) =>
        constraintOf(said) ?? 'iam.disableServiceAccountCreation, in its older or managed form',
      explain:
        'Google creates no service account in this project, whoever asks. Once the account exists the policy may be enforced again.',
      who: policyAdmin,
      ask: (said) =>
        `exempt the project ${projectOf(said)} from it until one service account is made, or make the account`,
      find: findPolicy,
    },
  },
  {
    id: 'gcp/members-restricted',
    says: new RegExp(
      String.raw`One or more users named in the policy do not belong to a permitted customer${detailed}|'Domain Restricted Sharing' organization policy \((?<named>${constraint})\) is enforced|${violated}iam\.(?:allowedPolicyMemberDomains|managed\.allowedPolicyMembers)`,
      'i',
    ),
    whose: 'company',
    title: 'Domain restricted sharing: only members of some organizations may get roles',
    source:
      'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains',
    guardrail: {
      code: 'GCP-GUARD-004',
      rule: 'the organization policy on who may get roles (domain restricted sharing)',
      ruleName: (said) =>
        constraintOf(said) ?? 'iam.allowedPolicyMemberDomains or iam.managed.allowedPolicyMembers',
      explain:
        'Roles go only to people and service accounts of the organizations that the policy lists. A service account belongs to the organization of its project: compare the project in its address with this one first, as a mistyped project is refused alike.',
      who: policyAdmin,
      ask: () => 'allow this member in the policy, or exempt the project while the role is granted',
      find: findPolicy,
    },
  },
  {
    id: 'gcp/service-restricted',
    says: new RegExp(
      String.raw`Request is disallowed by organization's (?<constraint>${constraint}) constraint(?: for '?(?:projects/)?(?<project>[\w<>-]{1,60})'?)?(?: attempting to use service '(?<service>[\w.-]{3,80})')?|${violated}gcp\.restrictServiceUsage`,
      'i',
    ),
    whose: 'company',
    title: 'An organization policy allows only some services of Google Cloud here',
    source:
      'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-resources',
    guardrail: {
      code: 'GCP-GUARD-005',
      rule: 'the organization policy on which services may be used',
      ruleName: (said) => constraintOf(said) ?? 'constraints/gcp.restrictServiceUsage',
      explain:
        'Calls to an API that the policy does not allow are refused, reads too, whatever the role and although the API is on.',
      who: policyAdmin,
      ask: (said) =>
        `allow ${said.groups.service ?? 'the service that this names'} in the project ${projectOf(said)}`,
      find: findPolicy,
    },
  },
  {
    id: 'gcp/organization-policy',
    says: new RegExp(
      String.raw`Operation denied by org policy[\s\S]{0,300}?"(?<constraint>${constraint})"|Operation denied by org policy|(?:Constraint|violates constraint) ?[\x60']?(?<violated>${constraint})|CUSTOM_ORG_POLICY_VIOLATION`,
      'i',
    ),
    whose: 'company',
    title: 'An organization policy forbids this',
    source: 'https://cloud.google.com/resource-manager/docs/organization-policy/overview',
    guardrail: {
      code: 'GCP-GUARD-006',
      rule: 'an organization policy',
      ruleName: ({ groups }) => groups.constraint ?? groups.violated,
      explain:
        'Your organization set a constraint on its projects that holds for everybody in them, owners too.',
      who: policyAdmin,
      ask: (said) => `exempt the project ${projectOf(said)} from it`,
      find: ({ groups, ...said }) =>
        findPolicy({
          ...said,
          groups: { ...groups, constraint: groups.constraint ?? groups.violated ?? '' },
        }),
    },
  },
  {
    id: 'gcp/context-aware-access',
    says: /Access was blocked by Context Aware Access|access_denied[\s\S]{0,40}Account restricted|context-aware access polic(?:y|ies)/i,
    whose: 'company',
    title: 'Context-Aware Access lets you in from some devices and places only',
    source: 'https://cloud.google.com/access-context-manager/docs/troubleshooting',
    guardrail: {
      code: 'GCP-GUARD-007',
      rule: 'a Context-Aware Access level of our organization',
      explain:
        'Your account is right, and your organization allows its use with Google Cloud only from a managed device, or from some addresses.',
      who: 'whoever administers Context-Aware Access (a Google Workspace administrator, or an Access Context Manager Admin)',
      ask: () =>
        'tell me which device or network it allows for gcloud and the console, or allow this one',
      find: () => [
        'Google Admin console > Security > Access and data control > Context-Aware Access.',
      ],
    },
  },
  {
    id: 'gcp/app-blocked',
    says: /admin_policy_enforced|Access blocked: (?:your institution's admin|[^\n]{1,120} admin needs to review)|unable to authorize one or more scopes requested due to the policies/i,
    whose: 'company',
    title: 'Your Google Workspace lets people use only programs that its administrators trust',
    source: 'https://developers.google.com/identity/protocols/oauth2/web-server',
    guardrail: {
      code: 'GCP-GUARD-008',
      rule: 'the API controls of our Google Workspace (admin_policy_enforced)',
      explain:
        'gcloud signs in as a program of its own (Google Cloud SDK), and your Workspace does not let it. Cloud Shell in the console needs no such sign-in.',
      who: 'an administrator of your Google Workspace',
      ask: () => 'trust the app Google Cloud SDK',
      find: () => ['Google Admin console > Security > Access and data control > API controls.'],
    },
  },
];

export default guardrails;
