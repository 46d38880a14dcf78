import { callerIdentity, organization } from '../../evidence/aws/index.ts';
import { defineCheck, diagnosis } from '../define-check.ts';

/** `sts:GetCallerIdentity` takes no permission: these are its only ways to refuse. Source: STS API reference, "Common errors". */
const badCredentials =
  /^(InvalidClientTokenId|UnrecognizedClient|ExpiredToken|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken|RequestExpired|InvalidToken|TokenProviderError)(Exception)?$/;

const signInAgain = (accountId: string, why: string) => [
  'Sign out of the AWS console (menu at the top right > Sign out).',
  `Sign in to account ${accountId}${why}. With IAM Identity Center: open your access portal and choose ${accountId}.`,
  'In the terminal, choose the same account: set AWS_PROFILE to its profile, or open CloudShell in the console of that account.',
];

export const payerAccount = defineCheck({
  id: 'aws/payer-account',
  title: 'You are in the right account, and it is the one that pays',
  needs: {},
  mayUse: { identity: callerIdentity, organization },
  inputs: ['accountId', 'accountKind'],
  diagnoses: {
    otherAccount: diagnosis<{ signedIn: string; arn: string; accountId: string }>({
      code: 'AWS-ACCOUNT-001',
      severity: 'fail',
      title: 'You are signed in to another account than the one you typed',
      explain: ({ signedIn, accountId }) =>
        `Everything you create now would end up in ${signedIn}, and Spot would look for it in ${accountId}. Either the terminal uses the keys of another account, or the account ID above is mistyped.`,
      observed: ({ signedIn, arn }) => `account ${signedIn}, as ${arn}`,
      expected: ({ accountId }) => `account ${accountId}`,
      fix: ({ accountId, signedIn }) => ({
        summary: `Sign in to ${accountId}, or, if ${signedIn} is the account you mean, change the account ID at the top of the page.`,
        commands: [],
        console: signInAgain(accountId, ''),
        who: 'someone who can sign in to that account',
      }),
    }),
    notThePayer: diagnosis<{ accountId: string; payer: string }>({
      code: 'AWS-ACCOUNT-002',
      severity: 'fail',
      title: 'This is a member account; another account pays its bill',
      explain: ({ accountId, payer }) =>
        `AWS lets a member account create a Cost and Usage Report, but it holds that account's own usage only, and the organization's policies (SCPs) can stop Spot from reading it. The bill of the whole organization is in ${payer}. If ${accountId} is yours and a reseller (MSP) owns ${payer}, choose “Account of a customer of a reseller (MSP)” at the top of the page instead.`,
      observed: ({ accountId, payer }) => `${accountId} is a member of the organization that ${payer} pays for`,
      expected: ({ payer }) => `the management account, ${payer}`,
      fix: ({ payer }) => ({
        summary: `Connect ${payer} instead: sign in there, put its ID at the top of the page, and follow the page again from the start.`,
        commands: [],
        console: signInAgain(payer, ', the management account'),
        who: `someone with access to the management account ${payer}`,
      }),
    }),
    unusable: diagnosis<{ seen: string; partition?: string }>({
      code: 'AWS-ACCOUNT-003',
      severity: 'fail',
      title: 'These credentials do not work in commercial AWS',
      explain: ({ partition }) =>
        partition
          ? "AWS GovCloud (US) and AWS in China are separated from commercial AWS: a role there cannot trust Spot's commercial accounts, and neither sends its reports to us-east-1. Nothing on this page would work."
          : 'AWS does not accept the keys or the session in use: they have expired, were deleted or mistyped, or belong to GovCloud or China, which commercial AWS does not know. Nothing can be looked at until that is fixed.',
      observed: ({ seen }) => seen,
      expected: () => 'a valid session in an account of commercial AWS, whose ARNs begin with arn:aws:',
      fix: ({ partition }) =>
        partition
          ? {
              summary:
                partition === 'aws-us-gov'
                  ? "A GovCloud account is billed to a commercial account that is paired with it: connect the management account of that one, and ask Spot's support about the rest."
                  : "Ask Spot's support which way of connecting an account in China they offer.",
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
    notAResellersCustomer: diagnosis<{ accountId: string; standalone: boolean }>({
      code: 'AWS-ACCOUNT-004',
      severity: 'warning',
      title: "You chose a reseller's customer, but this account pays its own bill",
      explain: ({ standalone }) =>
        `An account of a reseller (MSP) is a member of the reseller's organization. This one ${standalone ? 'belongs to no organization' : 'is the management account of its own'}. The connection works, but as a management account: Spot's contract and its report should say so.`,
      observed: ({ accountId, standalone }) =>
        standalone ? `${accountId} belongs to no organization` : `${accountId} is the management account of its organization`,
      expected: () => "a member account of the reseller's organization",
      fix: () => ({
        summary:
          'Choose “Management account, which pays the bill” at the top of the page. If you are in the wrong account, sign in to the one the reseller gave you and check again.',
        commands: [],
        console: ['At the top of this page, choose “Management account, which pays the bill” as the kind of account.'],
      }),
    }),
    root: diagnosis<{ accountId: string }>({
      code: 'AWS-ACCOUNT-005',
      severity: 'warning',
      title: 'You are signed in as the root user',
      explain: () =>
        'It works, but the root user can do everything and cannot be limited. If the commands on this page run with access keys of root, whoever gets those keys owns the account. AWS advises to have none.',
      observed: ({ accountId }) => `arn:aws:iam::${accountId}:root`,
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
  },
  assess({ identity, organization: looked }, { accountId, accountKind }, judge) {
    if (identity.status === 'denied' && badCredentials.test(identity.code))
      return judge.found('unusable', { seen: `${identity.code}: ${identity.message}` });
    if (identity.status !== 'found') return judge.cannotTell('AWS did not say who is signed in.', [callerIdentity]);
    const { Account: signedIn, Arn: arn } = identity.value;
    const partition = arn.split(':')[1] ?? 'aws';
    if (partition !== 'aws') return judge.found('unusable', { partition, seen: `${arn} (partition ${partition})` });
    if (signedIn !== accountId) return judge.found('otherAccount', { signedIn, arn, accountId });
    if (arn.endsWith(':root')) judge.found('root', { accountId });

    if (looked.status !== 'found' && looked.status !== 'absent')
      return judge.cannotTell('Whether this account pays for its organization could not be seen.', [organization]);
    const payer = looked.status === 'found' ? looked.value.Organization.MasterAccountId : accountId;
    if (accountKind === 'msp-customer') {
      if (payer === accountId) judge.found('notAResellersCustomer', { accountId, standalone: looked.status === 'absent' });
    } else if (payer !== accountId) judge.found('notThePayer', { accountId, payer });
  },
});
