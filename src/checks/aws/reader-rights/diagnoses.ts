import askFor from '../../ask-for.ts';
import { diagnosis } from '../../define-check.ts';
import { actionsRefused, type Refused, sayAllRefused } from '../../foresee.ts';
import type { Refusal } from '../_policy/decisions.ts';

interface Reader {
  /** Who would be refused. */
  arn: string;
  accountId: string;
}

export interface RightsData extends Reader {
  refused: readonly Refused[];
}

interface ByCause extends Reader {
  /** The refusals by what refuses. */
  causes: readonly { cause: Cause; refused: readonly Refused[] }[];
}

export interface WaysData extends ByCause {
  ways: readonly { label: string; refused: readonly Refused[] }[];
  /** Labels of the ways on which nothing else is refused. */
  through: readonly string[];
}

/** What refuses for certain. */
export type Cause = Exclude<Refusal['cause'], 'unclear'>;

const list = (items: readonly string[]) => items.join(', ');

const statement = (refused: readonly Refused[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actionsRefused(refused), Resource: '*' }],
  });

/** What to send to whom, where one kind of policy refuses. */
const requests: Readonly<
  Record<Cause, { who: (data: Reader) => string; please: (data: Reader) => string }>
> = {
  missing: {
    who: ({ accountId }) => `an administrator of account ${accountId}`,
    please: () => 'Please allow me',
  },
  deny: {
    who: ({ accountId }) => `whoever wrote the policy of account ${accountId} that denies it`,
    please: ({ arn }) =>
      `A policy of mine denies it with an explicit Deny, which no Allow outweighs. If that rule is not meant for this, please except ${arn} from it for`,
  },
  boundary: {
    who: ({ accountId }) => `whoever set the permissions boundary in account ${accountId}`,
    please: () =>
      'My permissions boundary does not allow it. If it is not meant for this, please let the boundary allow, or do for me,',
  },
  organization: {
    who: () => 'an administrator of the organization',
    please: ({ accountId }) =>
      `A service control policy above account ${accountId} forbids it. If it is not meant for this, please make an exception for`,
  },
};

const ask = (cause: Cause, data: RightsData): string => {
  const { please } = requests[cause];
  const where = `AWS account ${data.accountId}`;
  return askFor({ who: data.arn, where, refused: data.refused, please: please(data) });
};

/** One sentence, or one for each of those who have to be asked. */
const askAll = ({ causes, ...reader }: ByCause): string =>
  causes
    .map(({ cause, refused }) => {
      const sentence = ask(cause, { ...reader, refused });
      return causes.length === 1 ? sentence : `To ${requests[cause].who(reader)}: ${sentence}`;
    })
    .join('\n');

const words = {
  observed: ({ refused }: RightsData) => `refused at ${sayAllRefused(refused)}`,
  expected: ({ refused }: RightsData) => `${list(actionsRefused(refused))} allowed`,
};
const refusedAt = ({ refused }: RightsData) => `You will be refused at ${sayAllRefused(refused)}.`;

/** What the check of the reader's own rights foresees, by what refuses. */
const diagnoses = {
  refused: diagnosis<RightsData>({
    ...words,
    code: 'AWS-READER-001',
    severity: 'warning',
    title: 'You will be refused at one of the steps',
    explain: (data) =>
      `${refusedAt(data)} Your rights do not allow it. If your rights are limited to certain names of roles or buckets, AWS's forecast may be too dark; else ask now, and go on when you have them.`,
    fix: (data) => ({
      summary: `Ask an administrator of account ${data.accountId} to give ${data.arn} these actions: ${list(actionsRefused(data.refused))}. Or let somebody who has them do this.`,
      commands: [],
      console: [
        `The administrator adds this policy to ${data.arn}, and may take it away afterwards: ${statement(data.refused)}`,
      ],
      who: 'an administrator of the account',
      send: ask('missing', data),
    }),
  }),
  organizationRefuses: diagnosis<RightsData>({
    ...words,
    code: 'AWS-READER-002',
    severity: 'warning',
    title: 'A policy of your organization will refuse one of the steps',
    explain: (data) =>
      `${refusedAt(data)} A service control policy (SCP) forbids it in this account, to administrators too.`,
    expected: ({ refused }) =>
      `${list(actionsRefused(refused))} allowed in this account by all SCPs above it`,
    fix: (data) => ({
      summary: `Ask for an exception in account ${data.accountId} for: ${list(actionsRefused(data.refused))}.`,
      commands: [],
      console: [
        `In the management account: open AWS Organizations > AWS accounts > ${data.accountId}, tab Policies, and look for these actions in each policy listed there.`,
      ],
      who: 'an administrator of the organization',
      send: ask('organization', data),
    }),
  }),
  refusedOnWays: diagnosis<WaysData>({
    code: 'AWS-READER-003',
    severity: 'warning',
    title: 'Not every way through this guide is open to you',
    explain: ({ ways, through }) =>
      `${ways.map(({ label, refused }) => `With ${label} you will be refused at ${sayAllRefused(refused)}.`).join(' ')} ${
        through.length > 0
          ? `With ${through.join(', and with ')} you will not. Take that way, or ask.`
          : 'Choose your way, and ask for what it takes.'
      }`,
    observed: ({ ways }) =>
      ways
        .map(({ label, refused }) => `with ${label} refused at ${sayAllRefused(refused)}`)
        .join('; '),
    expected: () => 'what the way that you take needs',
    fix: ({ through, causes, ...reader }) => ({
      summary:
        through.length > 0
          ? `Choose ${through.join(' or ')} at the steps, which takes nothing that you lack. Or ask for the rest.`
          : 'Choose one way at the steps, check again, and ask for what it takes.',
      commands: [],
      send: askAll({ ...reader, causes }),
      who: 'an administrator of the account, for the other ways',
    }),
  }),
  checksRefused: diagnosis<RightsData & ByCause>({
    ...words,
    code: 'AWS-READER-004',
    severity: 'warning',
    title: 'The checks of some steps will not see everything',
    explain: ({ refused }) =>
      `The guide's own work goes through. The checks of ${sayAllRefused(refused)} read with rights that you lack, and will say that they could not look.`,
    observed: ({ refused }) => `without ${sayAllRefused(refused)}`,
    fix: (data) => ({
      summary: `Ask an administrator of account ${data.accountId} to let ${data.arn} read with: ${list(actionsRefused(data.refused))}. Or go on: a check that cannot look says so, and takes what somebody else pastes.`,
      commands: [],
      send: askAll(data),
      who: 'an administrator of the account',
    }),
  }),
  boundaryRefuses: diagnosis<RightsData>({
    ...words,
    code: 'AWS-READER-005',
    severity: 'warning',
    title: 'Your permissions boundary will refuse one of the steps',
    explain: (data) =>
      `${refusedAt(data)} A permissions boundary limits you: further policies give you nothing that it does not allow.`,
    expected: ({ refused }) =>
      `${list(actionsRefused(refused))} allowed by your permissions boundary, and by your policies`,
    fix: (data) => ({
      summary: `Ask whoever set your permissions boundary in account ${data.accountId} to allow these actions, or somebody without that boundary to do this: ${list(actionsRefused(data.refused))}.`,
      commands: [],
      send: ask('boundary', data),
      who: 'whoever set the permissions boundary',
    }),
  }),
  ownPolicyDenies: diagnosis<RightsData>({
    ...words,
    code: 'AWS-READER-006',
    severity: 'warning',
    title: 'A policy of yours denies one of the steps',
    explain: (data) =>
      `${refusedAt(data)} A policy that applies to you holds an explicit Deny for it. Somebody put it there on purpose, and no Allow outweighs it.`,
    expected: ({ refused }) => `no Deny for ${list(actionsRefused(refused))} that applies to you`,
    fix: (data) => ({
      summary: `Ask whoever wrote that policy to except ${data.arn}, or somebody whom it does not apply to to do this: ${list(actionsRefused(data.refused))}.`,
      commands: [],
      send: ask('deny', data),
      who: 'whoever wrote the policy',
    }),
  }),
} as const;

export default diagnoses;
