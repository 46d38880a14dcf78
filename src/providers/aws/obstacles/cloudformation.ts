import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const trouble =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html';
const create =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html';

/** What CloudFormation answers, writes into the events of a stack, and its console shows. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/stack-capability',
    says: words(/InsufficientCapabilities|Requires capabilities ?: ?\[(?<capability>\w{1,40})/i),
    whose: 'set-up',
    title: 'CloudFormation wants to be told that the stack may make roles',
    todo: 'Add --capabilities CAPABILITY_NAMED_IAM to the command, as on the page. In the console tick “I acknowledge that AWS CloudFormation might create IAM resources with custom names”.',
    source: create,
  },
  {
    id: 'aws/stack-rolled-back',
    says: words(
      /is in (?:ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED|REVIEW_IN_PROGRESS):?\w{0,40} state and can ?not be updated/i,
    ),
    whose: 'set-up',
    title: 'A stack of this name is left from an attempt that failed, and cannot be used any more',
    todo: 'Check the step first: it says why that attempt failed. Then delete the stack (aws cloudformation delete-stack, or Delete in the console), wait until it is gone, and create it again.',
    source: trouble,
  },
  {
    id: 'aws/stack-busy',
    says: words(
      /is in \w{1,40}_IN_PROGRESS state and can ?not be (?:updated|deleted)|cannot be deleted while in status \w{1,40}_IN_PROGRESS/i,
    ),
    whose: 'cloud',
    title: 'CloudFormation is still at work on this stack',
    todo: 'Wait until its status ends in COMPLETE or FAILED (a few minutes), then go on.',
    source: trouble,
  },
  {
    id: 'aws/stack-exists',
    says: words(/\(AlreadyExistsException\)|Stack \[(?<name>[\w-]{1,128})\] already exists/i),
    whose: 'set-up',
    title: 'A stack of this name is there already',
    todo: 'Go on to the check of this step: it says whether the stack is right. If its status is ROLLBACK_COMPLETE, delete it first and create it again.',
    source: create,
  },
  {
    id: 'aws/stack-unchanged',
    says: words(
      /No updates are to be performed|No changes to deploy\. Stack \S{1,128} is up to date|submitted information didn't contain changes/i,
    ),
    whose: 'set-up',
    title: 'The stack is as the template says already',
    todo: 'Nothing to do: go on to the check of this step.',
    source: 'https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/index.html',
  },
  {
    // All that `aws cloudformation deploy` prints where it may not look at the change set it has made.
    id: 'aws/stack-change-set-hidden',
    says: /Waiting for changeset to be created\.{0,3}\s{0,20}'Status'/,
    whose: 'rights',
    title: 'You may make a change set, and not look at it, so the command stopped before the stack',
    todo: 'Ask an administrator of the account for cloudformation:DescribeChangeSet, then run the command again. Nothing was made yet, but a stack in REVIEW_IN_PROGRESS.',
    source:
      'https://github.com/aws/aws-cli/blob/develop/awscli/customizations/cloudformation/deployer.py',
  },
  {
    id: 'aws/stack-missing',
    says: words(/Stack (?:with id |\[)?(?<name>[\w:/-]{1,200})\]? does not exist/i),
    whose: 'set-up',
    title: 'There is no stack of this name in this region and account',
    todo: 'Compare region (us-east-1) and account with those of the page. If it was never created, do that first; while taking down, go on: it is gone.',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html',
  },
  {
    id: 'aws/stack-role-gone',
    says: words(/Role \S{1,300} is invalid or cannot be assumed/i),
    whose: 'set-up',
    title: 'The stack was made with a role that CloudFormation can no longer use',
    todo: 'Choose another one for this: aws cloudformation delete-stack with --role-arn and a role that trusts cloudformation.amazonaws.com. If your company made that role, ask whoever did: it may have been taken away on purpose.',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  },
  {
    id: 'aws/stack-limit',
    says: words(
      /\(LimitExceededException\) when calling the \w{1,30} operation|Stack limit exceeded/i,
    ),
    whose: 'cloud',
    title: 'The account has as many stacks in this region as it may',
    todo: 'Delete stacks that nobody needs, or raise the quota under Service Quotas > AWS CloudFormation.',
    source: create,
  },
  {
    id: 'aws/stack-protected',
    says: words(
      /cannot be deleted while TerminationProtection is enabled|Termination ?protection is enabled/i,
    ),
    whose: 'company',
    title: 'The stack is protected against deletion',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html',
    guardrail: {
      rule: 'the termination protection of the stack',
      explain: 'Somebody switched it on so that the stack is not deleted by mistake.',
      who: 'whoever created the stack',
      ask: () => 'switch termination protection off, or delete the stack yourself',
      find: () => ['CloudFormation > the stack > Stack info > Termination protection.'],
    },
  },
  {
    id: 'aws/stack-policy',
    says: words(/Action denied by stack policy/i),
    whose: 'company',
    title: 'The policy of the stack forbids this change',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html',
    guardrail: {
      rule: 'the policy of the stack',
      explain: 'Somebody set it so that these resources of the stack are not changed by mistake.',
      who: 'whoever created the stack',
      ask: () => 'let this change pass, or make it yourself',
      find: () => ['CloudFormation > the stack > Stack policy.'],
    },
  },
  {
    id: 'aws/template-url-refused',
    says: words(
      /S3 error: (?:Access Denied|The specified (?:key|bucket) does not exist)|TemplateURL must (?:reference a valid S3 object|be a supported URL)|Domain name specified in .{0,200} is not a valid S3 domain/i,
    ),
    whose: 'set-up',
    title: 'CloudFormation could not fetch the template from its address',
    todo: 'The address is mistyped, or there is no such file (S3 says “Access Denied” for both). Use the template of the page: save it as a file, and choose Upload a template file or --template-file.',
    source: trouble,
  },
  {
    id: 'aws/template-broken',
    says: words(
      /Template format error|Template (?:validation )?error|Invalid template (?:property|resource)|YAML not well-formed|Unsupported structure/i,
    ),
    whose: 'set-up',
    title: 'CloudFormation cannot read the template',
    todo: 'Save the template of the page once more, whole, with its first line (AWSTemplateFormatVersion) and its indentation. A chat or a mail takes away the blanks at the beginning of lines.',
    source: trouble,
  },
  {
    id: 'aws/template-parameter',
    says: words(
      /Parameters?:? ?(?:'|\[)(?<name>[\w, ]{1,200})(?:'|\]) (?:must have values|do not exist in the template|must match pattern|must be one of)|Parameter (?<name2>\w{1,100}) (?:should either have input value|failed to satisfy constraint|value \S{0,200} does not exist)/i,
    ),
    whose: 'set-up',
    title: 'A parameter of the stack is missing, or has a form that the template does not take',
    todo: ({ groups }) =>
      `It is ${groups.name ?? groups.name2 ?? 'the one that the message names'}. Fill it in on the page under Your values, without blanks at its ends, and copy the command again.`,
    source: create,
  },
  {
    id: 'aws/resource-exists',
    says: words(
      /(?<![\w+=,.@/:-])(?<name>[\w+=,.@/:-]{1,200}) already exists in stack (?<stack>arn:aws[\w-]{0,10}:cloudformation:\S{1,200})|(?<![\w+=,.@/:-])(?<name2>[\w+=,.@/:-]{1,200}) already exists(?=\.? ?(?:$|\(Service))|AWS::EarlyValidation::ResourceExistenceCheck|Resource of type '\w{1,20}::\w{1,20}::\w{1,40}' with identifier '.{1,200}' already exists/m,
    ),
    whose: 'set-up',
    title: 'What the stack is to make is there already, made by something else',
    todo: ({ groups }) =>
      `${groups.stack ? `The stack ${groups.stack} made it` : 'Somebody made it before, perhaps another way of this page'}: if it is the one for Spot, go on to the check of this step, which says whether it fits. If not, choose another name on the page under Your values. Then delete the failed stack.`,
    source: trouble,
  },
  {
    id: 'aws/stack-hook-of-aws',
    says: words(/AWS::EarlyValidation::(?<check>\w{1,60})/),
    whose: 'set-up',
    title: 'CloudFormation looked at the template before it began, and found that it cannot work',
    todo: 'Open the stack > Events (or the change set): the check that failed says which resource and why. Use the template of the page unchanged.',
    source: trouble,
  },
  {
    id: 'aws/stack-function-missing',
    says: words(/Function not found: (?<arn>arn:\S{10,200})/i),
    whose: 'set-up',
    title: 'The template of Spot was run in a region where its function does not exist',
    todo: 'Delete the failed stack, and create it in us-east-1 (US East, N. Virginia). Roles belong to no region, so it does not matter where your servers are.',
    source: 'https://github.com/spotinst/spotinst-examples/tree/master/CloudFormation/IAM-Roles',
  },
  {
    id: 'aws/stack-spot-refused',
    says: words(
      /Received response status \[FAILED\] from custom resource(?:\. Message returned: (?<message>[^\n]{1,300}))?/i,
    ),
    whose: 'spot',
    title: 'Spot refused what its template asked of it',
    todo: ({ groups }) =>
      `${groups.message ? `It says: “${groups.message}” ` : ''}Mostly the token is not one of an organization admin, or has ended: make a new one in Spot (Settings > API), delete the failed stack, and create it again with that. If the message says that no further account may be added, ask Spot Support.`,
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html',
  },
  {
    id: 'aws/stack-cannot-delete-bucket',
    says: words(/resource\(s\) failed to delete: \[(?<names>[^\]\n]{1,200})\]/i),
    whose: 'set-up',
    title: 'The stack could not delete everything',
    todo: 'The events of the stack say which resource and why: mostly a policy that somebody attached to the role, or a bucket that is not empty. Put that right, then delete the stack again.',
    source: trouble,
  },
  {
    id: 'aws/stack-wait-ended',
    says: words(/Waiter \w{1,60} failed: Max attempts exceeded/),
    whose: 'cloud',
    title: 'The command stopped waiting; AWS goes on with it',
    todo: 'Run the same wait command again, or look at the status in the CloudFormation console. When it ends in COMPLETE, check the step.',
    source: 'https://docs.aws.amazon.com/cli/latest/reference/cloudformation/wait/index.html',
  },
  {
    id: 'aws/stack-failed',
    says: words(
      /Failed to create\/update the stack|Waiter Stack(?:Create|Update|Delete)Complete failed|Failed to create the changeset|resource\(s\) failed to create: \[(?<names>[^\]\n]{1,200})\]|resource\(s\) failed to update/i,
    ),
    whose: 'set-up',
    title: 'The stack failed; why stands in its events',
    todo: 'Check this step: it reads the events and says what stopped it. Or open CloudFormation > the stack > Events: the first line with CREATE_FAILED has the reason.',
    source: trouble,
  },
  {
    id: 'aws/stack-cancelled',
    says: words(/Resource creation cancelled|Resource update cancelled/i),
    whose: 'set-up',
    title: 'This resource was only stopped because another one of the stack failed',
    todo: 'Look further down in the events of the stack: the oldest line with CREATE_FAILED has the reason. The check of this step reads it.',
    source: trouble,
  },
  {
    id: 'aws/stack-status',
    says: words(
      /\b(?<status>(?:UPDATE_)?ROLLBACK_(?:COMPLETE|IN_PROGRESS|FAILED)|CREATE_FAILED|DELETE_FAILED)\b/,
    ),
    whose: 'set-up',
    title: 'The stack did not get done',
    todo: 'Check this step: it reads the events of the stack and says what stopped it. UPDATE_ROLLBACK_COMPLETE means that the change failed and the stack is as it was before.',
    source: trouble,
  },
];

export default obstacles;
