import type { Obstacle, Said } from '../../obstacle.ts';
import words from '../../words.ts';

const documented =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html';

const whomOf = ({ principal }: Said) => (principal ? ` for ${principal}` : '');

/** Asks an administrator for the right that the refusal names. */
const ask = (said: Said, of = 'an administrator of the account') => {
  const { action = 'what is refused', resource } = said;
  return `Send to ${of}: “Please allow ${action}${resource ? ` on ${resource}` : ''}${whomOf(said)}: connecting our account to Spot needs it.”`;
};

/** A right that is missing, which somebody can give. Asked after what names a rule. */
const obstacles: readonly Obstacle[] = [
  {
    id: 'aws/profile-cannot-assume',
    says: words(
      /\((?:AccessDenied|AccessDeniedException)\) when calling the AssumeRole(?:WithSAML|WithWebIdentity)? operation: User: (?<principal>\S{1,300}) is not authorized to perform: (?<action>sts:\w{1,40}) on resource: (?<resource>\S{1,300})/,
    ),
    whose: 'sign-in',
    title: 'Your AWS profile signs in by assuming a role, and AWS does not let you assume it',
    todo: ({ resource, principal }) =>
      `No call of the command was made. ${principal ?? 'You'} may not assume ${resource ?? 'the role'}: choose another profile (AWS_PROFILE or --profile), sign in again, or ask who owns that role to trust you.`,
    source: 'https://github.com/aws/aws-cli/issues/7216',
  },
  {
    id: 'aws/trust-refuses',
    says: words(
      /is not authorized to perform: sts:AssumeRole(?: on resource: (?<resource>\S{1,300}))?(?: with an explicit deny in the role trust policy| because no role trust policy allows)?/,
    ),
    whose: 'set-up',
    title:
      'AWS does not let this caller use the role: it is not there, its trust policy names somebody else, or the external ID differs',
    todo: 'AWS says the same for all three. The check of the step of the role, with your own credentials, tells them apart. A role that was made a minute ago needs some seconds more.',
    source: documented,
  },
  {
    id: 'aws/may-not-make-service-linked-role',
    says: words(/not authorized to perform: iam:CreateServiceLinkedRole/),
    whose: 'rights',
    title: 'You may not create the service-linked role of EC2',
    todo: (said) =>
      `${ask(said)} It is needed once in the account, and gives EC2, not Spot, what spot instances take.`,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html',
  },
  {
    id: 'aws/may-not-pass-role',
    says: words(/not authorized to perform: iam:PassRole on resource: (?<resource>\S{1,300})/),
    whose: 'rights',
    title: 'Whoever asked may not hand this role on to a service',
    todo: (said) => ask(said),
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  },
  {
    id: 'aws/may-not-use-cloudshell',
    says: words(
      /Unable to start the environment\. You don.t have required permissions|not authorized to perform: cloudshell:/i,
    ),
    whose: 'rights',
    title: 'You may not use AWS CloudShell',
    todo: 'Choose the way by clicking (Console) on the page, or any terminal with bash and the AWS CLI. Or send to an administrator of the account: “Please allow me AWS CloudShell (the policy AWSCloudShellFullAccess).”',
    source: 'https://docs.aws.amazon.com/cloudshell/latest/userguide/troubleshooting.html',
  },
  {
    id: 'aws/cloudshell-not-started',
    says: words(/Unable to start the environment\. To retry, refresh the browser/i),
    whose: 'cloud',
    title: 'AWS CloudShell did not start',
    todo: 'Reload the page once, or choose Actions > Restart. If it stays, choose another region at the top right: the commands of the page name theirs. A new account has none until AWS has verified it.',
    source: 'https://docs.aws.amazon.com/cloudshell/latest/userguide/troubleshooting.html',
  },
  {
    id: 'aws/billing-switch',
    says: words(
      /not authorized to perform: (?<action>(?:cur|ce|billing|aws-portal|bcm-data-exports|account|payments|consolidatedbilling):\w{1,60})(?! on resource: \S{1,300} because no identity)\b|You need permissions(?: to (?:view|access))?|You don't have permission to (?:access|view) (?:billing|this page)|IAM user\/role access to billing information is deactivated|You don.t have permission to \[?(?:Cost Explorer|Billing|ce:|cur:)/i,
    ),
    whose: 'rights',
    title:
      'You may not see billing: the right is missing, or the account keeps billing from everybody but its root user',
    todo: (said) =>
      `Which of the two: if somebody with AdministratorAccess is refused too, the root user has to tick Account > IAM user and role access to Billing information > Activate IAM Access, once. Otherwise the right is missing. ${ask(said)}`,
    source:
      'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/control-access-billing.html',
  },
  {
    id: 'aws/bucket-policy-must-allow',
    says: words(
      /not authorized to perform: (?<action>[\w-]{1,40}:\w{1,60}) on resource: (?<resource>\S{1,300}) because no resource-based policy allows/i,
    ),
    whose: 'rights',
    title:
      'What was asked for belongs to another account, and its own policy does not let this caller in',
    todo: (said) =>
      `Compare the account number in the message with yours: you may be signed in to the wrong account. If it is right, ${ask(said, 'whoever owns it').replace(/^Send/, 'send')}`,
    source: documented,
  },
  {
    id: 'aws/may-not',
    says: words(
      /User: (?<principal>\S{1,300}) is not authorized to perform: (?<action>[\w-]{1,60}:[\w*]{1,60})(?: on (?:the )?resource: (?<resource>\S{1,500}?)(?=[,.]?(?:\s|$)))?/i,
    ),
    whose: 'rights',
    title: 'You lack a right that this step takes',
    todo: (said) =>
      `${ask(said)} The first check of the page lists all that are missing, so that you ask once.`,
    source: documented,
  },
  {
    id: 'aws/console-names-right',
    says: words(
      /(?:updated your permissions to allow the|the) (?<action>[a-z0-9-]{2,40}:[A-Za-z]{3,60}) (?:action, refresh the page|permission is required)/i,
    ),
    whose: 'rights',
    title: 'The console says which right you lack',
    todo: (said) => ask(said),
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html',
  },
  {
    id: 'aws/console-may-not',
    says: words(
      /(?:You don.t have permissions? to|Access denied to|You are not authorized to perform:?|doesn.t have permissions? to) \[?(?<action>[a-zA-Z0-9-]{2,40}:[A-Za-z]{3,60})|User: (?<principal>\S{1,300}?) ?(?:Service: \S{1,40} )?Action: (?<action2>[\w-]{1,40}:?\w{1,60})/i,
    ),
    whose: 'rights',
    title: 'The console says that you lack a right',
    todo: (said) =>
      `${ask({ ...said, action: said.groups.action ?? said.groups.action2 })} The console’s own lists need further rights that the step does not: if the list is refused and the page of the step opens, go on.`,
    source: documented,
  },
  {
    id: 'aws/may-not-sign-in-to-organizations',
    says: words(/You don.t have permissions to access this resource/i),
    whose: 'rights',
    title: 'You may not look into the organization, or this is not its management account',
    todo: 'Sign in to the management account. If you are in it, send to an administrator of it: “Please allow me organizations:DescribeOrganization.”',
    source: 'https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html',
  },
  {
    id: 'aws/s3-refuses-browser',
    says: words(/<Error> ?<Code>AccessDenied<\/Code>/),
    whose: 'set-up',
    title:
      'This is XML, with which S3 refuses a browser that is not signed in: a bucket’s address is no page',
    todo: 'Open the bucket in the S3 console instead (S3 > Buckets), or run the command of the step.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html',
  },
  {
    id: 'aws/s3-refuses',
    says: words(
      /\(AccessDenied\) when calling the (?<operation>\w{1,60}) operation: Access Denied|AccessDenied: Access Denied|API: s3:(?<api>\w{1,60}) Access Denied/,
    ),
    whose: 'rights',
    title: 'S3 refuses, and does not say which right is missing or which rule refuses',
    todo: ({ groups: { operation, api = operation } }) =>
      `Ask an administrator to allow ${api ? `s3:${api.replace(/^(?:Head|List)Objects?(?:V2)?$/, 'ListBucket')}` : 'it'} on the bucket. If you have it already, one of three refuses: the policy of the bucket (S3 > the bucket > Permissions), a policy of the organization, or the bucket is another account’s. aws s3api list-buckets lists your own.`,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html',
  },
  {
    id: 'aws/ec2-refuses',
    says: words(/\(UnauthorizedOperation\)|You are not authorized to perform this operation/i),
    whose: 'rights',
    title: 'EC2 refuses, and does not say which right is missing',
    todo: 'Send to an administrator of the account: “Please look in CloudTrail for the call that was refused just now, and allow its action.” If the message holds a long code, they can decode it with aws sts decode-authorization-message.',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
  },
  {
    id: 'aws/console-pane-refused',
    says: words(
      /Failed to (?:create|delete|attach|update|load|get|edit) (?:role|policy|policies|bucket|report|stack|trust policy|bucket policy)\b|Insufficient permissions to (?<what>[^\n.]{3,60})/i,
    ),
    whose: 'set-up',
    title: 'The console could not do it; the reason stands beside it',
    todo: 'Open “API response” or “Diagnose with…” in the red banner, copy what it says, and paste that here: it names the right, the rule, or the name that is taken. Or run the command of the step, which prints the reason.',
    source: documented,
  },
];

export default obstacles;
