import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { parseArn } from '../../../inputs/arn.ts';
import {
  type AwsPlace,
  defaultPartition,
  type Partition,
  partitionOf,
  partitions,
} from '../../../providers/aws/partitions.ts';
import { diagnosis, type Judge } from '../../define-check.ts';
import { describeSlip } from '../../similar.ts';

/**
 * `sts:GetCallerIdentity` takes no permission: these are its only ways to refuse.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
const badCredentials =
  /^(InvalidClientTokenId|UnrecognizedClient|ExpiredToken|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|RequestExpired|InvalidToken|TokenProviderError)(Exception)?$/;

/** Console actions that lead to another account. */
export const signInAgain = (accountId: string, why: string) => [
  'Sign out of the AWS console (menu at the top right > Sign out).',
  `Sign in to account ${accountId}${why}. With IAM Identity Center: open your access portal and choose ${accountId}.`,
  'In the terminal, choose the same account: set AWS_PROFILE to its profile, or open CloudShell in the console of that account.',
];

/** Who is signed in: the words that every guide for AWS shares. */
export const accountDiagnoses = {
  otherAccount: diagnosis<{ signedIn: string; arn: string; accountId: string }>({
    code: 'AWS-ACCOUNT-001',
    severity: 'fail',
    title: 'You are signed in to another account than the one you typed',
    explain: ({ signedIn, accountId }) =>
      `Everything you create now would end up in ${signedIn}, and Spot would look for it in ${accountId}. ${
        describeSlip(accountId, signedIn)
          ? `The account ID above ${describeSlip(accountId, signedIn)}: it is most likely mistyped.`
          : 'The two numbers have little in common, so the terminal most likely uses the keys of another account.'
      }`,
    observed: ({ signedIn, arn }) => `account ${signedIn}, as ${arn}`,
    expected: ({ accountId }) => `account ${accountId}`,
    fix: ({ accountId, signedIn }) => ({
      summary: `Sign in to ${accountId}, or, if ${signedIn} is the account you mean, change the account ID at the top of the page.`,
      commands: [],
      console: signInAgain(accountId, ''),
      who: 'someone who can sign in to that account',
    }),
  }),
  unusable: diagnosis<{ seen: string; partition?: string }>({
    code: 'AWS-ACCOUNT-003',
    severity: 'fail',
    title: 'These credentials do not work in commercial AWS',
    explain: ({ partition }) =>
      partition
        ? "AWS GovCloud (US) and AWS in China are separated from commercial AWS: a role there cannot trust Spot's commercial accounts, and bills and reports are kept apart. Nothing on this page would work."
        : 'AWS does not accept the keys or the session in use: they have expired, were deleted or mistyped, or belong to GovCloud or China, which commercial AWS does not know. Nothing can be looked at until that is fixed.',
    observed: ({ seen }) => seen,
    expected: () =>
      `a valid session in an account of commercial AWS, whose ARNs begin with arn:${defaultPartition}:`,
    fix: ({ partition }) =>
      partition
        ? {
            summary:
              partition === 'aws-us-gov'
                ? "Spot's wizard asks whether the account is in GovCloud: answer yes, and use the values it shows. For Eco connect the commercial account that pays for it."
                : "Spot's wizard asks whether the account is in China: answer yes, and use the values it shows.",
            commands: [],
            who: 'someone with access to the commercial account',
          }
        : {
            summary: 'Sign in again, then check again.',
            commands: [],
            console: [
              'With IAM Identity Center: aws sso login --profile followed by the name of your profile.',
              'With access keys: aws configure, and paste a key that is active (IAM > Users > you > Security credentials).',
              'In CloudShell: reload the page.',
              'aws configure list shows where the terminal takes its keys from; an old AWS_ACCESS_KEY_ID in the environment wins over your profile.',
            ],
          },
  }),
  root: diagnosis<{ arn: string }>({
    code: 'AWS-ACCOUNT-005',
    severity: 'warning',
    title: 'You are signed in as the root user',
    explain: () =>
      'It works, but the root user can do everything and cannot be limited. If the commands on this page run with access keys of root, whoever gets those keys owns the account. AWS advises to have none.',
    observed: ({ arn }) => arn,
    expected: () => 'an IAM user or role with the rights listed at the top of the page',
    fix: () => ({
      summary: 'Sign in as an administrator who is not root, and delete any access keys of root.',
      commands: [],
      console: [
        'As root, open the menu at the top right > Security credentials.',
        'Under Access keys, choose each key > Actions > Deactivate, then Delete.',
        'IAM > Users > Create user: an administrator with AdministratorAccess, or use IAM Identity Center; sign in as that one and go on.',
      ],
      who: 'the owner of the account',
    }),
  }),
} as const;

/** The words of {@link accountDiagnoses} are about commercial AWS; for the others there are none yet. */
const describeForeign = (wanted: Partition) =>
  `This guide connects an account of ${partitions[wanted].label}. Sign in there: the credentials that looked do not work in it`;

type Identity = typeof callerIdentity extends EvidenceKind<infer T> ? T : never;

/**
 * Judges who is signed in. True when the account is the wanted one, so that looking further means
 * something.
 */
export function judgeAccount(
  identity: Evidence<Identity>,
  { accountId, ...place }: AwsPlace & { accountId: string },
  judge: Judge<typeof accountDiagnoses>,
): boolean {
  const wanted = partitionOf(place);
  if (identity.status === 'denied' && badCredentials.test(identity.code)) {
    const seen = `${identity.code}: ${identity.message}`;
    if (wanted === defaultPartition) judge.found('unusable', { seen });
    else judge.cannotTell(`${describeForeign(wanted)} (${seen}).`, [callerIdentity]);
    return false;
  }
  if (identity.status !== 'found') {
    judge.cannotTell('AWS did not say who is signed in.', [callerIdentity]);
    return false;
  }
  const { Account: signedIn, Arn: arn } = identity.value;
  const partition = parseArn(arn)?.partition ?? wanted;
  if (partition !== wanted) {
    const seen = `${arn} (partition ${partition})`;
    if (wanted === defaultPartition) judge.found('unusable', { partition, seen });
    else judge.cannotTell(`${describeForeign(wanted)}: ${seen}.`, [callerIdentity]);
    return false;
  }
  if (signedIn !== accountId) {
    judge.found('otherAccount', { signedIn, arn, accountId });
    return false;
  }
  if (arn.endsWith(':root')) judge.found('root', { arn });
  return true;
}
