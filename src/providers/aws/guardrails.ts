import type { Obstacle, Said } from '../obstacle.ts';
import words from '../words.ts';

const documented =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html';

/**
 * AWS's words for the kind of policy that refused: by a Deny in it (“with an explicit deny in a …”,
 * in the console “a … explicitly denies the action”), or because it holds no Allow (“because no …
 * allows the … action”, in the console “Context: no … allows the action”). The first may end in the
 * policy's ARN, which is what AWS adds where caller and policy are of one account or organization.
 */
const refusedBy = (kind: string) =>
  words(
    new RegExp(
      `(?:(?<!["“\\x60]with an )explicit deny in an? |because no |Context: no |Context: an? )${kind}(?: allows| explicitly denies)?(?:: (?<policy>arn:[\\w:/+=,.@-]{10,300}))?`,
      'i',
    ),
  );

const accountOf = ({ principal = '' }: Said) => /:(\d{12}):/.exec(principal)?.[1] ?? 'the account';
const policyOf = ({ groups }: Said) => groups.policy;

/**
 * The Hook that CloudFormation names. What it checks by itself (`AWS::EarlyValidation::…`) is no rule of a
 * company; nor is a Hook in the way that only warns.
 *
 * Sources: https://github.com/aws/aws-cdk/issues/21674,
 * https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-concepts.html
 */
const hookFailed = words(
  /The following hook\(s\)(?:\/validation)? failed: ?\[(?!AWS::EarlyValidation)(?<hook>[\w:]{3,196})|Hook failed with message(?![\s\S]{0,900}\bWARN\b)/i,
);

/**
 * Rules that a company sets in AWS, in the order in which AWS names them. Each refuses administrators,
 * too.
 */
const guardrails: readonly Obstacle[] = [
  {
    id: 'aws/service-control-policy',
    says: refusedBy('service control policy'),
    whose: 'company',
    title: 'A service control policy (SCP) of your organization refuses this call',
    source: documented,
    guardrail: {
      code: 'AWS-GUARD-001',
      rule: 'a service control policy (SCP)',
      ruleName: policyOf,
      explain:
        'It binds everybody in the account, administrators too, and no right in the account helps. Somebody set it for the whole organization or a part of it.',
      who: "an administrator of the organization's management account",
      find: (said) => [
        `In the management account: AWS Organizations > AWS accounts > ${accountOf(said)} > Policies.`,
      ],
    },
  },
  {
    id: 'aws/resource-control-policy',
    says: refusedBy('resource control policy'),
    whose: 'company',
    title: 'A resource control policy (RCP) of your organization refuses this call',
    source: documented,
    guardrail: {
      code: 'AWS-GUARD-002',
      rule: 'a resource control policy (RCP)',
      ruleName: policyOf,
      explain:
        'It binds whoever reaches for buckets, roles or keys of your organization, from inside and from outside: often everybody who is not of the organization, as Spot is not.',
      who: "an administrator of the organization's management account",
      find: () => [
        'In the management account: AWS Organizations > Policies > Resource control policies.',
      ],
    },
  },
  {
    id: 'aws/permissions-boundary',
    says: refusedBy('permissions boundary'),
    whose: 'company',
    title: 'A permissions boundary refuses this call',
    source: documented,
    guardrail: {
      code: 'AWS-GUARD-003',
      rule: 'a permissions boundary',
      ruleName: policyOf,
      explain:
        'It is the most that a user or role may ever do, whatever its policies allow. It was put there so that nobody in the account can give away more.',
      who: 'whoever set the boundary, usually the team that runs your AWS accounts',
      find: ({ principal }) => [
        `IAM > ${/:user\//.test(principal ?? '') ? 'Users' : 'Roles'}, open the name in ${principal ?? 'the message'}, section Permissions boundary.`,
      ],
    },
  },
  {
    id: 'aws/session-policy',
    says: refusedBy('session policy'),
    whose: 'company',
    title: 'The session that asked is limited, and refuses this call',
    source: documented,
    guardrail: {
      code: 'AWS-GUARD-004',
      rule: 'a session policy',
      ruleName: policyOf,
      explain:
        'Whatever hands out your sign-in (a broker, a pipeline, an access portal) passed a policy with it, and the session may do no more than that. The role behind it may allow more.',
      who: 'whoever runs the tool that signs you in',
      ask: ({ action }) =>
        `give me a session that may call ${action ?? 'what is refused'}, or run this step with one`,
    },
  },
  {
    id: 'aws/endpoint-policy',
    says: refusedBy('VPC endpoint policy'),
    whose: 'company',
    title: 'The policy of a VPC endpoint refuses this call',
    source: documented,
    guardrail: {
      code: 'AWS-GUARD-005',
      rule: 'the policy of a VPC endpoint',
      ruleName: policyOf,
      explain:
        'The call left through an endpoint of your own network, which lets only some calls through. From AWS CloudShell, outside that network, the same person may be allowed; whether you may work from there is for your company to say.',
      who: 'whoever runs the network that the command was run in',
    },
  },
  {
    id: 'aws/explicit-deny',
    says: refusedBy('identity-based policy(?! allows)'),
    whose: 'company',
    title: 'A Deny in a policy of the user or role that asked refuses this call',
    source: documented,
    guardrail: {
      code: 'AWS-GUARD-006',
      rule: 'a Deny in a policy of the user or role that asked',
      ruleName: policyOf,
      explain:
        'Somebody forbade this call to them by name. A Deny goes before every Allow, so more rights do not help.',
      who: 'an administrator of the account',
      find: ({ principal }) => [
        `IAM > ${/:user\//.test(principal ?? '') ? 'Users' : 'Roles'}, open the name in ${principal ?? 'the message'}, and look for "Effect": "Deny" in its policies.`,
      ],
    },
  },
  {
    id: 'aws/resource-policy-deny',
    says: refusedBy('resource-based policy(?! allows)'),
    whose: 'company',
    title: 'A Deny in the policy of what was asked for (a bucket, a key) refuses this call',
    source: documented,
    guardrail: {
      code: 'AWS-GUARD-007',
      rule: 'a Deny in the policy of the resource',
      ruleName: ({ resource }) => resource,
      explain:
        'Whoever owns the bucket or key lets only some callers near it, whatever their own policies allow.',
      who: 'whoever owns the bucket or key',
      find: ({ resource = '' }) => [
        resource.includes(':kms:')
          ? 'AWS KMS > Customer managed keys > the key > Key policy.'
          : 'Amazon S3 > Buckets > the bucket > Permissions > Bucket policy: the statement with "Effect": "Deny".',
      ],
    },
  },
  {
    id: 'aws/cloudformation-hook',
    says: hookFailed,
    whose: 'company',
    title: 'A CloudFormation Hook of your company refuses what the stack makes',
    source: 'https://github.com/aws/aws-cdk/issues/21674',
    guardrail: {
      rule: 'a CloudFormation Hook',
      ruleName: ({ groups }) => groups.hook,
      explain:
        'Before CloudFormation makes anything, it asks the rules that a company has registered as Hooks (AWS Control Tower calls them proactive controls). What the Hook has against it stands in the events of the stack, under the resource that failed.',
      who: 'whoever owns the Hook, mostly the platform or security team',
      ask: ({ groups }) =>
        `tell me what ${groups.hook ?? 'the Hook'} asks of this stack, or let it pass`,
      find: () => [
        'CloudFormation > Stacks > the stack > Events: the reason beside HOOK_COMPLETE_FAILED.',
        'CloudFormation > Hooks: who owns the Hook.',
      ],
    },
  },
  {
    id: 'aws/declarative-policy',
    says: words(
      /has been disabled by a Declarative Policy(?:\. Custom Message: (?<message>[^\n]{1,300}))?/i,
    ),
    whose: 'company',
    title: 'A declarative policy of your organization has switched this off',
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html',
    guardrail: {
      rule: 'a declarative policy',
      ruleName: ({ groups }) => groups.message && `that says “${groups.message}”`,
      explain:
        'It sets how a service has to work in every account below it, and no right in the account changes that.',
      who: "an administrator of the organization's management account",
      find: () => [
        'In the management account: AWS Organizations > Policies > Declarative policies.',
      ],
    },
  },
  {
    id: 'aws/tag-policy',
    says: words(
      /The tag policy does not allow the specified value|\bTagPolicy(?:Exception|Violation)\b/i,
    ),
    whose: 'company',
    title: 'A tag policy of your organization does not take the value of a tag',
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html',
    guardrail: {
      rule: 'a tag policy',
      explain:
        'It says which values a tag may have in every account below it. The same call with a value that it lists goes through.',
      who: "an administrator of the organization's management account",
      ask: () => 'tell me which tags and values it asks for here',
      find: () => ['In the management account: AWS Organizations > Policies > Tag policies.'],
    },
  },
  {
    id: 'aws/decoded-deny',
    says: words(
      /"allowed\\?": ?false, ?\\?"explicitDeny\\?": ?true(?:[\s\S]{0,400}?"statementId\\?": ?\\?"(?<statement>[\w-]{1,64}))?/,
    ),
    whose: 'company',
    title: 'The decoded message says that a Deny refuses this call',
    source:
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html',
    guardrail: {
      rule: 'a Deny in a policy',
      ruleName: ({ groups }) => groups.statement && `with the statement ${groups.statement}`,
      explain:
        'A Deny goes before every Allow, so more rights do not help. The message names the statement (statementId), and not the policy that it stands in.',
      who: 'an administrator of the account, and whoever runs your organization if it is none of theirs',
      find: ({ groups }) => [
        `The statement ${groups.statement ?? 'that the message names'} in the policies of the caller, its permissions boundary, and the policies of the organization.`,
      ],
    },
  },
  {
    // Services that do not name the kind of policy, and all of them before 2021.
    id: 'aws/deny-unnamed',
    says: words(
      /is not authorized to perform: \S{1,100}(?: on (?:the )?resource: (?:\S{1,40} )?\S{1,300})? with an explicit deny(?! in )/i,
    ),
    whose: 'company',
    title: 'A Deny in some policy refuses this call, and AWS does not say in which',
    source: documented,
    guardrail: {
      rule: 'a Deny in a policy that the message does not name',
      explain:
        'A Deny goes before every Allow, so more rights do not help. It may stand in a policy of the user or role, its permissions boundary, a policy of the organization, or of what was asked for.',
      who: 'an administrator of the account, and whoever runs your organization if it is none of theirs',
      find: ({ principal }) => [
        `IAM > ${/:user\//.test(principal ?? '') ? 'Users' : 'Roles'}, open the name in ${principal ?? 'the message'}: "Effect": "Deny" in its policies, and the section Permissions boundary.`,
        'In the management account: AWS Organizations > Policies.',
      ],
    },
  },
];

export default guardrails;
