import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const quotas = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const createRole = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html';
const createPolicy = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html';
const grammar = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html';

/** What IAM answers to the commands of the guides and their fixes, and its console shows. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/role-exists',
    says: words(
      /\(EntityAlreadyExists(?:Exception)?\)[^\n]{0,60} Role with name (?<name>[\w+=,.@-]{1,64}) already exists|Role with name (?<name2>[\w+=,.@-]{1,64}) already exists/i,
    ),
    whose: 'set-up',
    title: 'A role of this name is there already',
    todo: 'Go on to the check of this step: it says whether that role fits, and what to change if not. If it belongs to somebody else, choose another role name on the page under Your values.',
    source: createRole,
  },
  {
    id: 'aws/policy-exists',
    says: words(/A policy called (?<name>[\w+=,.@-]{1,128}) already exists/i),
    whose: 'set-up',
    title: 'A policy of this name is there already',
    todo: 'Go on to the check of this step: it says whether that policy fits. If it is of an earlier attempt, create-policy-version with --set-as-default (console: open it, choose Edit) replaces what it says.',
    source: createPolicy,
  },
  {
    id: 'aws/service-linked-role-exists',
    says: words(
      /Service role name AWSServiceRoleFor(?<service>\w{1,60}) has been taken in this account/,
    ),
    whose: 'set-up',
    title: "The service's own role is there already, which is right",
    todo: 'Nothing to do: go on to the check of this step.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html',
  },
  {
    id: 'aws/service-linked-role-refused',
    says: words(/ServiceLinkedRoleCreationNotPermitted/),
    whose: 'rights',
    title:
      'EC2 needs its own role for spot instances, and who started the instance may not create it',
    todo: 'Have an administrator run once in the account: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com (the step of the service-linked role shows it).',
    source:
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html',
  },
  {
    id: 'aws/unknown-principal',
    says: words(
      /Invalid principal in policy(?:: "?(?<type>\w{1,20})"?:"(?<principal>[^"\n]{1,200})")?/i,
    ),
    whose: 'set-up',
    title:
      'The policy names somebody whom AWS does not know: a deleted role, a mistyped ARN or account, or one of another partition',
    todo: 'Copy the policy from the page again, unchanged: its accounts are those of Spot. In GovCloud or China the ARNs begin with arn:aws-us-gov: or arn:aws-cn:, and the principal is the one that Spot’s wizard shows.',
    source: grammar,
  },
  {
    id: 'aws/policy-in-wrong-place',
    says: words(
      /Has prohibited field (?<field>\w{1,30})|Policy document should not specify a principal|AssumeRole policy may only specify STS AssumeRole actions/i,
    ),
    whose: 'set-up',
    title:
      'The two policies of the role were exchanged: the one with a Principal is the trust policy, the one with a Resource the permissions policy',
    todo: 'Put each where the step says: the trust policy with create-role or under Trust relationships, the other one as a policy that is attached.',
    source: grammar,
  },
  {
    id: 'aws/policy-syntax',
    says: words(
      /\(MalformedPolicyDocument(?:Exception)?\)|\bMalformedPolicyDocument\b|Syntax errors in policy/i,
    ),
    whose: 'set-up',
    title: 'IAM cannot read the policy',
    todo: 'Copy it from the page again, whole, and replace everything that is in the editor or the file. If it was written by PowerShell, save it without a byte order mark, or use AWS CloudShell.',
    source: grammar,
  },
  {
    id: 'aws/policy-too-long',
    says: words(/Cannot exceed quota for PolicySize/i),
    whose: 'set-up',
    title: 'The policy is longer than the 6,144 characters that IAM allows',
    todo: 'Use the policy of the page alone; what you want to add goes into a second policy that is attached beside it.',
    source: quotas,
  },
  {
    id: 'aws/trust-policy-too-long',
    says: words(/Cannot exceed quota for ACLSizePerRole/),
    whose: 'set-up',
    title: 'The trust policy is longer than the 2,048 characters that IAM allows',
    todo: 'Use the trust policy of the page alone. If others use this role too, make one of its own for Spot.',
    source: quotas,
  },
  {
    id: 'aws/policy-versions-full',
    says: words(/A managed policy can have up to 5 versions/i),
    whose: 'set-up',
    title: 'IAM keeps five versions of a policy, and five are stored',
    todo: 'Delete the oldest one that is not the default (IAM > Policies > the policy > Policy versions, or aws iam delete-policy-version), then run the command again.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html',
  },
  {
    id: 'aws/policies-per-role-full',
    says: words(/Cannot exceed quota for PoliciesPerRole/),
    whose: 'set-up',
    title: 'The role has as many policies as IAM allows (10)',
    todo: 'Detach what the role does not need: only the policies of this page belong to it. Or ask AWS Support for a higher quota.',
    source: quotas,
  },
  {
    id: 'aws/account-quota-full',
    says: words(/Cannot exceed quota for (?<quota>(?:Roles|Policies)PerAccount)/),
    whose: 'cloud',
    title: 'The account has as many roles or policies as IAM allows',
    todo: 'Delete some that nobody uses, or raise the quota: Service Quotas > AWS Identity and Access Management, in us-east-1.',
    source: quotas,
  },
  {
    id: 'aws/role-still-has-policies',
    says: words(
      /Cannot delete entity, must (?:detach all policies|delete policies) first|must detach all policies/i,
    ),
    whose: 'set-up',
    title: 'The role still has policies, so it cannot be deleted',
    todo: 'Run the whole block of the step again: it takes the policies off first. If one is left that is not of this page (IAM > Roles > the role > Permissions), ask who attached it, then detach it.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html',
  },
  {
    id: 'aws/role-in-instance-profile',
    says: words(/Cannot delete entity, must remove roles from instance profile first/i),
    whose: 'set-up',
    title: 'The role is in an instance profile: servers may be using it',
    todo: 'Ask who put it there. When no server needs it: aws iam list-instance-profiles-for-role, then aws iam remove-role-from-instance-profile, then run the command again.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html',
  },
  {
    id: 'aws/policy-still-attached',
    says: words(
      /Cannot delete a policy attached to entities|This policy has more than one version/i,
    ),
    whose: 'set-up',
    title: 'The policy is still attached, or has further versions, so it cannot be deleted',
    todo: 'aws iam list-entities-for-policy says what it is attached to: detach it where this guide attached it. Then delete its other versions (aws iam delete-policy-version), and run the command again. If others use it, leave it.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html',
  },
  {
    id: 'aws/role-missing',
    says: words(/The role with name (?<name>[\w+=,.@-]{1,64}) cannot be found/i),
    whose: 'set-up',
    title: 'There is no role of this name in the account',
    todo: ({ groups }) =>
      `Compare ${groups.name ?? 'the name'} with IAM > Roles, capitals too, and the account with the one of the page (aws sts get-caller-identity). If it was never made, do the step of the role first; while taking down, go on: it is gone.`,
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html',
  },
  {
    id: 'aws/policy-missing',
    says: words(
      /Policy (?<arn>arn:\S{10,200}) (?:was not found|does not exist or is not attachable)|The role policy with name (?<name>[\w+=,.@-]{1,128}) cannot be found/i,
    ),
    whose: 'set-up',
    title: 'There is no policy of this name in the account, or it is not attached',
    todo: 'Do the step that creates the policy first; compare the account in its ARN with aws sts get-caller-identity. While taking down, go on: it is gone already.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html',
  },
  {
    id: 'aws/entity-missing',
    says: words(/\(NoSuchEntity(?:Exception)?\)/),
    whose: 'set-up',
    title: 'IAM does not have what the command names',
    todo: 'Compare the name with the console, capitals too, and the account with the one of the page. If it was never made, do its step first; while taking down, go on: it is gone.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html',
  },
  {
    id: 'aws/iam-busy',
    says: words(/\(ConcurrentModification(?:Exception)?\)/),
    whose: 'cloud',
    title: 'Somebody else changes the same role or policy at this moment',
    todo: 'Wait half a minute, then run the command again.',
    source: createRole,
  },
  {
    id: 'aws/role-unmodifiable',
    says: words(
      /\(UnmodifiableEntity(?:Exception)?\)|Cannot perform the operation on the protected role/i,
    ),
    whose: 'set-up',
    title: 'This role belongs to a service of AWS, and only that service may change it',
    todo: 'Leave it as it is, and use the role that this page makes.',
    source: createRole,
  },
  {
    id: 'aws/asked-in-another-account',
    says: words(
      /Invalid Entity Arn: (?<arn>arn:\S{1,300}) is not in the account (?<account>\d{12})/i,
    ),
    whose: 'sign-in',
    title: 'You are signed in to another account than the one of the role that was asked about',
    todo: ({ groups }) =>
      `You are in account ${groups.account}, and the role is ${groups.arn}. Compare the account ID of the page (a digit may be wrong), or sign in to the account of the role (aws sts get-caller-identity).`,
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html',
  },
  {
    id: 'aws/no-simulation-of-root',
    says: words(/Invalid Entity Arn|does not clearly define entity type and name/i),
    whose: 'set-up',
    title: 'IAM cannot say what this user may do: it is the root user, or the ARN of a session',
    todo: 'Sign in as an IAM user or with a role, or give the ARN of the role (arn:aws:iam::…:role/NAME) instead of the one of its session.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html',
  },
  {
    id: 'aws/asked-about-nothing',
    says: words(/ResourceNames are not in a valid ARN format: ?(?<value>\S{0,200}?)\.?(?:\s|$)/),
    whose: 'terminal',
    title: 'The command asked about something that its first line did not find',
    todo: 'Run the first line by itself and look whether it prints an error: the bucket may be in another region, or not yours. If it prints None, the bucket is not encrypted with a key of yours, and there is nothing to ask about.',
    source: 'https://github.com/aws-containers/amazon-ecs-exec-checker/issues/35',
  },
  {
    id: 'aws/bad-name',
    says: words(
      /Value '(?<value>[^'\n]{0,200})' at '(?<name>[\w.]{1,100})' failed to satisfy constraint|specified value for (?<name2>\w{1,60}) is invalid|ARN (?<arn>\S{0,200}) is not valid/i,
    ),
    whose: 'set-up',
    title: 'A value has characters or a length that AWS does not take there',
    todo: ({ groups }) =>
      `It is the one of ${groups.name ?? groups.name2 ?? 'the field in the message'}: “${groups.value ?? groups.arn ?? ''}”. Correct it on the page under Your values (no blanks at the ends, no {{…}}), and copy the command again.`,
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html',
  },
  {
    id: 'aws/message-not-decoded',
    says: words(/\(InvalidAuthorizationMessageException\)/),
    whose: 'terminal',
    title: 'The code of the refusal is not whole, or is of another account',
    todo: 'Copy all of it, up to its end, on one line, and run the command in the account that was refused.',
    source:
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html',
  },
  {
    id: 'aws/decoded-missing',
    says: words(
      /"allowed\\?": ?false, ?\\?"explicitDeny\\?": ?false(?:[\s\S]{0,4000}?"action\\?": ?\\?"(?<action>[\w-]{1,40}:\w{1,60}))?/,
    ),
    whose: 'rights',
    title: 'The decoded message says that no policy allows the call, and none forbids it',
    todo: ({ groups: { action = 'the action that it names' } }) =>
      `Send to an administrator of the account: “Please allow ${action} for whoever the message names as principal: connecting our account to Spot needs it.”`,
    source:
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html',
  },
  {
    id: 'aws/encoded-message',
    says: words(/Encoded authorization failure message: ?(?<code>[\w-]{8})/i),
    whose: 'rights',
    title:
      'EC2 refused, and wrote the reason in code: a policy of your organization, of the role or of the resource',
    todo: 'An administrator reads it: aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message, followed by the code. In the answer, "explicitDeny": true with a matched statement is somebody’s rule: ask its owner. With false, a right is missing: send “Please allow” and the action that it names.',
    source:
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html',
  },
];

export default obstacles;
