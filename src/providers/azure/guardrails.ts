import type { Obstacle, Said } from '../obstacle.ts';

const nameOf = (said: Said, name: string, id: string): string | undefined => {
  const { [name]: title, [id]: path } = said.groups;
  if (!title) return path;
  return path ? `“${title}” (${path})` : `“${title}”`;
};

/** Where a sign-in of Microsoft Entra can be looked up. */
const signInLog = ({ groups }: Said): string =>
  `In Microsoft Entra ID > Monitoring > Sign-in logs: look ${groups.correlation ? `for the Correlation ID ${groups.correlation}` : 'for the sign-in at this time'}; for an app, under Service principal sign-ins.`;

/** What follows an AADSTS code on its line, with the ID under which the sign-in is in the logs. */
const traced = String.raw`(?:[\s\S]{0,600}?Correlation ID: (?<correlation>[0-9a-f-]{36}))?`;

/**
 * Rules that a company sets in Azure and Microsoft Entra, in the words in which they refuse. A role that
 * somebody is only eligible for (Privileged Identity Management) is refused like a missing one, so no
 * words name it: `azure/unauthorized` says to look there.
 */
const guardrails: readonly Obstacle[] = [
  {
    id: 'azure/policy',
    says: /(?:RequestDisallowedByPolicy|deployment failed because of policy violation|disallowed by (?:one or more )?polic(?:y|ies))(?:[\s\S]{0,600}?policyAssignment[\\"]{0,4}: ?\{[\\"]{0,4}name[\\"]{0,4}: ?[\\"]{1,4}(?<policy>[^"\\\n]{1,200})[\\"]{1,4}, ?[\\"]{0,4}id[\\"]{0,4}: ?[\\"]{1,4}(?<policyId>\/[^"\\\n]{1,600}))?/i,
    whose: 'company',
    title: 'An Azure Policy of your company refuses this',
    source:
      'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy',
    guardrail: {
      code: 'AZ-GUARD-001',
      rule: 'an Azure Policy',
      ruleName: (said) => nameOf(said, 'policy', 'policyId'),
      explain:
        'Azure Policy refuses whatever its definition forbids, to owners too, alone or as a part of an initiative. No role changes that.',
      who: 'whoever manages Azure Policy in your company (an owner, or somebody with Resource Policy Contributor, where the policy is assigned)',
      ask: ({ groups }) =>
        `make an exemption from ${groups.policy ? `the assignment “${groups.policy}”` : 'it'} for what this names`,
      find: ({ groups }) => [
        groups.policyId
          ? `Policy > Assignments: open ${groups.policyId}; its parameters say what is allowed.`
          : 'Policy > Assignments: open the one that the message names; its parameters say what is allowed.',
      ],
    },
  },
  {
    id: 'azure/deny-assignment',
    says: /access is denied because of the deny assignment(?: with name '(?<deny>[^\n]{1,400}?)' and Id)?|DenyAssignmentAuthorizationFailed(?:[\s\S]{0,900}?deny assignment with name '(?<denyAfter>[^\n]{1,400}?)' and Id)?|is blocked by deny assignments/i,
    whose: 'company',
    title: 'A deny assignment refuses this call',
    source: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/deny-assignments',
    guardrail: {
      code: 'AZ-GUARD-002',
      rule: 'a deny assignment',
      ruleName: ({ groups }) => {
        const name = groups.deny ?? groups.denyAfter;
        return name && `“${name}”`;
      },
      explain:
        'It wins over every role. Azure makes deny assignments for deployment stacks, managed applications, blueprints and some services; only whoever manages what made it can leave somebody out of it.',
      who: 'whoever manages the deployment stack, managed application or blueprint that made it (its name says which)',
      ask: ({ principal }) => `exclude ${principal ?? 'me'} from it`,
      find: ({ resource }) => [
        `${resource ? `At ${resource}` : 'At the scope that the message names'}: Access control (IAM) > Deny assignments. Its description says what made it.`,
      ],
    },
  },
  {
    id: 'azure/lock',
    says: /following scope\(s\) are locked: '(?<lock>[^']{1,600})'|ScopeLocked(?:[\s\S]{0,900}?are locked: '(?<lockAfter>[^']{1,600})')?/,
    whose: 'company',
    title: 'A lock forbids changes here',
    source:
      'https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/lock-resources',
    guardrail: {
      code: 'AZ-GUARD-003',
      rule: 'a lock',
      ruleName: ({ groups }) => {
        const scope = groups.lock ?? groups.lockAfter;
        return scope && `at ${scope}`;
      },
      explain:
        'A lock (Read-only or Delete) holds for everybody, owners too, and also for role assignments. Somebody set it so that nothing here is changed or deleted by mistake.',
      who: 'whoever set the lock: an owner, or somebody with User Access Administrator at that scope',
      ask: () => 'lift it for as long as this step takes, or do this step yourself',
      find: ({ groups }) => [
        `At ${groups.lock ?? groups.lockAfter ?? 'the scope that the message names'}: Settings > Locks; its notes say why it is there.`,
      ],
    },
  },
  {
    id: 'azure/role-condition',
    says: /does not have authorization or an ABAC condition not fulfilled/i,
    whose: 'company',
    title: 'Your right to do this is limited by a condition on your role, or missing',
    source: 'https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting',
    guardrail: {
      code: 'AZ-GUARD-004',
      rule: 'the condition on my role assignment (or I lack the right altogether)',
      explain:
        'Azure says this for two causes: your role has a condition (often which roles you may give, and to whom), or you have no such role. Access control (IAM) > View my access tells them apart: a role with a condition shows it there.',
      who: 'whoever gave you the role: an owner, or somebody with User Access Administrator',
      find: () => ['Access control (IAM) > View my access: open the condition of your role.'],
    },
  },
  {
    id: 'azure/conditional-access',
    says: new RegExp(
      String.raw`AADSTS(?:5300[0-4]|53009|53010|53011|5300(?:0[23]|2[0-9]|3[0-5]|8[0-9])|50005|50097|50129|50131|50155)\b${traced}|blocked by Conditional Access|does not meet the criteria to access this resource|Your sign-in was successful but (?:you don't have|your admin requires)|error code:?\s{1,4}(?:5300[0-4]|530(?:0[23]|2[0-9]|3[0-5]|8[0-9])\d?)\b`,
      'i',
    ),
    whose: 'company',
    title: 'Conditional Access of your directory refuses this sign-in',
    source: 'https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes',
    guardrail: {
      code: 'AZ-GUARD-005',
      rule: 'a Conditional Access policy',
      explain:
        'Your directory lets people and apps in only from some devices, places or programs. Password and secret are right; the policy wants something more, or forbids it.',
      who: 'whoever manages Conditional Access in your directory (a Conditional Access Administrator or Security Administrator)',
      ask: () =>
        'say which device, place or program it allows for this sign-in, or exclude it from the policy',
      find: (said) => [
        signInLog(said),
        'Open it, tab Conditional Access: it names the policy that refused.',
      ],
    },
  },
  {
    id: 'azure/cross-tenant-access',
    says: new RegExp(
      String.raw`AADSTS50021[23]\b${traced}|administrator has set an outbound access policy|cross-tenant access policy does not allow`,
      'i',
    ),
    whose: 'company',
    title: 'Cross-tenant access settings keep you out of this directory',
    source: 'https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes',
    guardrail: {
      code: 'AZ-GUARD-006',
      rule: 'the cross-tenant access settings',
      explain:
        'You sign in with an account of one directory at another one. Your own directory lets nobody out to it (AADSTS500212), or the other one lets nobody in from yours (AADSTS500213).',
      who: 'an administrator of the directory that forbids it (Security Administrator): your own for AADSTS500212, the other one for AADSTS500213',
      ask: () => 'allow this account in them, or give me an account of that directory',
      find: () => [
        'Microsoft Entra ID > External Identities > Cross-tenant access settings > Organizational settings.',
      ],
    },
  },
  {
    id: 'azure/tenant-restrictions',
    says: new RegExp(
      String.raw`AADSTS50002[12]?\b${traced}|Access to '[^']{1,200}' tenant is denied`,
    ),
    whose: 'company',
    title: 'Your network allows sign-ins at some directories only (tenant restrictions)',
    source: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/tenant-restrictions',
    guardrail: {
      code: 'AZ-GUARD-007',
      rule: 'the tenant restrictions of our network',
      explain:
        'The proxy of the network that you work in names the directories at which people may sign in, and this one is not among them.',
      who: 'whoever runs the network or proxy that you work in',
      ask: () => 'add this directory to those that are allowed',
    },
  },
  {
    id: 'azure/secrets-forbidden',
    says: /CredentialTypeNotAllowedAsPerAppPolicy|Credential type not allowed as per assigned policy(?: '(?<policyId>[0-9a-f-]{36})')?|Client secrets are blocked by tenant-wide policy/i,
    whose: 'company',
    title: 'Your directory forbids client secrets of apps',
    source:
      'https://learn.microsoft.com/en-us/graph/api/resources/applicationauthenticationmethodpolicy',
    guardrail: {
      code: 'AZ-GUARD-008',
      rule: 'an app management policy',
      ruleName: ({ groups }) => groups.policyId,
      explain:
        'The app management policy of your directory forbids new secrets. Spot signs in with a client secret and in no other way.',
      who: 'whoever manages app management policies (a Security Administrator, Cloud Application Administrator or Global Administrator)',
      ask: () =>
        'exempt this one app from it, by a policy of its own: the product signs in with a client secret and in no other way',
      find: () => [
        'Microsoft Entra ID > Enterprise applications > Application policies: Block password addition.',
      ],
    },
  },
  {
    id: 'azure/assignment-required',
    says: new RegExp(
      String.raw`AADSTS50105\b${traced}|to block users unless they are specifically granted \('assigned'\) access`,
    ),
    whose: 'company',
    title: 'Only people who were assigned to this program may sign in with it',
    source:
      'https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50105-user-not-assigned-role',
    guardrail: {
      code: 'AZ-GUARD-009',
      rule: 'the setting “Assignment required” of the program that I sign in with',
      explain:
        'Your directory lets only assigned people use this program (the Azure CLI, say). The portal is another program, and may be open to you.',
      who: 'a Cloud Application Administrator of your directory',
      ask: () => 'assign me to that application',
      find: () => [
        'Microsoft Entra ID > Enterprise applications > the program that the message names > Users and groups.',
      ],
    },
  },
  {
    id: 'azure/consent-forbidden',
    says: new RegExp(
      String.raw`AADSTS9009[45]\b${traced}|Need admin approval|needs permission to access resources in your organization that only an admin can grant`,
    ),
    whose: 'company',
    title: 'Your directory lets only administrators agree to this app',
    source:
      'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/configure-user-consent',
    guardrail: {
      code: 'AZ-GUARD-010',
      rule: 'the user consent settings',
      explain:
        'Somebody has to agree that the app may act in your directory, and your directory leaves that to administrators.',
      who: 'a Global Administrator or Cloud Application Administrator of your directory',
      ask: () => 'agree to this app for our directory',
      find: () => ['Microsoft Entra ID > Enterprise applications > Admin consent requests.'],
    },
  },
];

export default guardrails;
