import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import { roleStackName } from '../../../evidence/aws/role-stack-events.ts';
import askFirst from '../../ask-first.ts';
import { diagnosis, fixAlike } from '../../define-check.ts';
import { describeSlip } from '../../similar.ts';
import { formatRoleArn, type RoleNames } from '../_policy/arns.ts';
import { setTrustPolicy, setTrustPolicyInConsole } from '../_role/fixes.ts';
import type { StackFailure } from '../_stack/failure.ts';
import { deleteStack, openStacks } from '../_stack/fixes.ts';
import { type Guardrail, requestFor } from '../_stack/guardrail.ts';
import type { TrustFinding } from './findings.ts';
import { accountsOf, type TrustedParty } from './party.ts';
import { repairTrustPolicy } from './repair.ts';

/** What the words about any role that trusts Spot need. */
export interface TrustData extends RoleNames {
  externalId: string;
  party: TrustedParty;
  /** The trust policy that is there, where it was seen, and when. */
  document?: PolicyDocument;
  now: Date;
  /** Commands that make the whole role, as the guide does. */
  createRole: () => string;
}

type With<N extends TrustFinding['name']> = TrustData & Extract<TrustFinding, { name: N }>;

const list = (items: readonly string[]): string => items.join(', ');
const quoted = (items: readonly string[]): string => items.map((item) => `“${item}”`).join(', ');

/** Which account that is trusted has the number of the party's but for a slip. */
const describeSlips = (principals: readonly string[], { accounts }: TrustedParty): string => {
  const numbers = principals.flatMap((name) => name.match(/\d{11,13}/g) ?? []);
  const slips = numbers.flatMap((number) =>
    accounts.flatMap((account) => {
      const slip = describeSlip(number, account);
      return slip ? [` ${number} ${slip}.`] : [];
    }),
  );
  return [...new Set(slips)].join('');
};

const describeRoleSlips = (trusted: readonly string[], { roleNames }: TrustedParty): string =>
  trusted
    .flatMap((name) => /^role (\S+)/.exec(name)?.[1] ?? [])
    .flatMap((name) =>
      roleNames.includes(name)
        ? []
        : roleNames.flatMap((wanted) => {
            const slip = describeSlip(name.split('/').at(-1) ?? name, wanted);
            return slip ? [` ${name} ${slip}.`] : [];
          }),
    )
    .join('');

const repair = ({ document, party, externalId, now }: TrustData) =>
  repairTrustPolicy(document, party, externalId, now);

/** A wrong trust policy: they all have one fix, by the guide's whole trust policy; what it denies stays. */
const trustDiagnosis = fixAlike<TrustData>((summary, data) => ({
  summary,
  commands: [setTrustPolicy(data.roleName, repair(data))],
  console: setTrustPolicyInConsole(data),
}));

/**
 * The words of every check on a role that trusts Spot; the checks share the objects, so that a code
 * means one thing.
 */
export const trustDiagnoses = {
  roleMissing: diagnosis<TrustData>({
    code: 'AWS-TRUST-001',
    severity: 'fail',
    title: 'There is no role of this name',
    explain: ({ roleName, accountId }) =>
      `IAM knows no role ${roleName} in account ${accountId}, so Spot has nothing to use. It was not created yet, was deleted, or has another name: compare letter by letter, capitals included.`,
    observed: ({ roleName }) => `no role named ${roleName}`,
    expected: formatRoleArn,
    fix: (data) => ({
      summary:
        'Create the role. If it exists under another name, put that name into the field “Role name” instead.',
      commands: [data.createRole()],
      console: [
        'Open IAM > Roles, and search for Spot. If your role is there under another name, copy that name into this page and check again.',
        'If not, go back to this step and create it.',
      ],
    }),
  }),
  otherSpotAccount: trustDiagnosis<With<'otherSpotAccount'>>({
    code: 'AWS-TRUST-002',
    severity: 'fail',
    title: 'The role trusts another account of Spot than this connection uses',
    explain: ({ party }) =>
      `${list(party.others)} ${party.others.length === 1 ? 'is' : 'are'} for ${party.othersAreFor}. ${party.name} calls from ${accountsOf(party)}, and AWS refuses that.`,
    observed: ({ principals }) => `trusts ${list(principals)}`,
    expected: ({ party }) => `trusts ${accountsOf(party)}`,
    summary: 'Name the right account in the trust policy.',
  }),
  oneAccountOnly: trustDiagnosis<With<'oneAccountOnly'>>({
    code: 'AWS-TRUST-003',
    severity: 'fail',
    title: "The role trusts only one of Eco's two accounts",
    explain: ({ missing, principals, party }) =>
      `Eco works from two accounts. Whatever runs in ${missing} is refused, so some of the data never arrives.${describeSlips(principals, party)}`,
    observed: ({ trusted, missing }) => `trusts account ${trusted}, not account ${missing}`,
    expected: ({ party }) => `trusts ${accountsOf(party)}`,
    summary: "Name both of Eco's accounts in the trust policy.",
  }),
  externalIdMissing: trustDiagnosis<With<'externalIdMissing'>>({
    code: 'AWS-TRUST-004',
    severity: 'fail',
    title: 'The role does not ask for an external ID',
    explain: ({ party }) =>
      `Spot gets in, and so could others: any other customer of Spot who learns the ARN of your role could have Spot ${party.risk}. The external ID is what ties the role to your organization.`,
    observed: ({ statement }) => `${statement} lets Spot in without an external ID`,
    expected: ({ externalId }) => `a condition StringEquals sts:ExternalId “${externalId}”`,
    summary: 'Ask for your external ID in the trust policy.',
  }),
  externalIdDiffers: trustDiagnosis<With<'externalIdDiffers'>>({
    code: 'AWS-TRUST-005',
    severity: 'fail',
    title: 'The role asks for another external ID',
    explain: ({ difference }) =>
      `The external ID in the trust policy ${difference}. AWS compares it character by character and refuses Spot, in the same words as if there were no role at all.`,
    observed: ({ observed }) => quoted(observed),
    expected: ({ externalId }) => `“${externalId}”`,
    summary: 'Put your external ID into the trust policy.',
  }),
  anyone: trustDiagnosis<With<'anyone'>>({
    code: 'AWS-TRUST-006',
    severity: 'fail',
    title: 'Anyone in AWS may use the role',
    explain: () =>
      'The trust policy names everyone (“*”) as principal. An external ID is no password: it is shown in consoles and logs, and it does not limit who calls.',
    observed: () => 'Principal “*”',
    expected: ({ party }) => `trusts ${accountsOf(party)}, nobody else`,
    summary:
      'Name the account of Spot in place of everyone. Do it soon: until then the role is open.',
  }),
  notSpotAtAll: trustDiagnosis<With<'notSpotAtAll'>>({
    code: 'AWS-TRUST-007',
    severity: 'fail',
    title: 'The role does not trust Spot',
    explain: ({ party, principals }) =>
      `The trust policy names others, and none of them is ${party.name}. AWS refuses Spot.${describeSlips(principals, party)}`,
    observed: ({ principals }) =>
      principals.length > 0 ? `trusts ${list(principals)}` : 'trusts nobody',
    expected: ({ party }) => `trusts ${accountsOf(party)}`,
    summary: 'Name the right account in the trust policy.',
  }),
  otherAction: trustDiagnosis<With<'otherAction'>>({
    code: 'AWS-TRUST-008',
    severity: 'fail',
    title: 'The trust policy allows another action than sts:AssumeRole',
    explain: ({ party }) =>
      `It names ${party.name}, but allows it something that does not let it in: taking on a role is the action sts:AssumeRole.`,
    observed: ({ actions }) => list(actions),
    expected: () => 'sts:AssumeRole',
    summary: 'Allow sts:AssumeRole in the trust policy.',
  }),
  extraCondition: trustDiagnosis<With<'extraCondition'>>({
    code: 'AWS-TRUST-009',
    severity: 'fail',
    title: 'The trust policy has a condition that Spot cannot meet',
    explain: () =>
      'Spot calls from its own network, organization and accounts, without a second factor. A condition on yours shuts it out, though principal and external ID are right.',
    observed: ({ statement, conditions }) => `${statement} asks for ${list(conditions)}`,
    expected: () => 'no condition but the one on sts:ExternalId',
    summary:
      'Remove the condition; the external ID and the named account are the protection. If somebody else set it, ask them first: a rule of your company that roles trust nobody outside has to except Spot.',
  }),
  denied: diagnosis<With<'denied'>>({
    code: 'AWS-TRUST-010',
    severity: 'fail',
    title: 'A Deny statement in the trust policy shuts Spot out',
    explain: () =>
      'A Deny wins over every Allow, so it does not help that another statement lets Spot in. Somebody set it on purpose: it stays, and Spot is excepted from it.',
    observed: ({ statement, conditions }) =>
      `${statement} denies sts:AssumeRole to Spot${conditions.length > 0 ? ` when ${list(conditions)}` : ''}`,
    expected: ({ party }) => `no Deny statement that hits ${accountsOf(party)}`,
    fix: (data) => {
      const { party, statement, roleName, isAgainstSpot } = data;
      const send = `In the trust policy of the role ${roleName}, ${statement} denies Spot (${accountsOf(party)}) to use the role, which was made for Spot. May Spot be excepted from it?`;
      const who = `whoever wrote ${statement} of the trust policy`;
      // One that names Spot is there for nothing else.
      if (isAgainstSpot)
        return askFirst({
          summary: `The statement names Spot itself, so somebody wants Spot to stay out.`,
          who,
          send,
        });
      return {
        summary: `Except Spot from the Deny; it goes on stopping everybody else. If the statement is not yours, ask first.`,
        commands: [setTrustPolicy(roleName, repair(data))],
        console: setTrustPolicyInConsole(data),
        who,
        send,
      };
    },
  }),
  externalIdUnprotected: trustDiagnosis<With<'externalIdUnprotected'>>({
    code: 'AWS-TRUST-011',
    severity: 'fail',
    title: 'The condition on the external ID does not protect',
    explain: ({ why, party }) =>
      `The trust policy mentions the external ID, but ${why}. Another customer of Spot who learns the ARN of your role could have Spot ${party.risk}.`,
    observed: ({ operator, values }) => `${operator} sts:ExternalId ${quoted(values)}`,
    expected: ({ externalId }) => `StringEquals sts:ExternalId “${externalId}”`,
    summary: 'Compare the external ID with StringEquals, exactly.',
  }),
  otherRoles: trustDiagnosis<With<'otherRoles'>>({
    code: 'AWS-TRUST-012',
    severity: 'fail',
    title: 'The trust policy is narrowed to roles that Spot does not call with',
    explain: ({ party, trusted }) =>
      `Naming single roles in place of whole accounts is fine, as long as the one ${party.name} calls with (${party.roleNames[0]}) is named in ${accountsOf(party)}.${describeRoleSlips(trusted, party)}`,
    observed: ({ trusted }) => `trusts ${list(trusted)}`,
    expected: ({ missing }) => `trusts ${list(missing)} too, or the whole accounts`,
    summary: 'Name the right account in the trust policy.',
  }),
  moreThanNeeded: trustDiagnosis<With<'moreThanNeeded'>>({
    code: 'AWS-TRUST-013',
    severity: 'warning',
    title: 'Others than Spot may use the role too',
    explain: ({ party }) =>
      `Spot works. But whoever is trusted besides can ${party.risk} through a role that was meant for Spot, and it looks like Spot in your logs.`,
    observed: ({ principals }) => `also trusts ${list(principals)}`,
    expected: ({ party }) => `trusts ${accountsOf(party)}, nobody else`,
    summary: 'Trust only Spot; give the others a role of their own.',
  }),
  otherIdsToo: trustDiagnosis<With<'otherIdsToo'>>({
    code: 'AWS-TRUST-015',
    severity: 'warning',
    title: 'The role takes another external ID besides yours',
    explain: ({ party }) =>
      `Spot works. But whoever Spot has given the other ID to could have Spot ${party.risk}. That is right when it is yours too: of another organization that you have in Spot, or of a change-over that goes on. It is wrong when it was left over, or came from an example.`,
    observed: ({ others }) => `also takes ${quoted(others)}`,
    expected: ({ externalId }) => `“${externalId}” only, unless the others are yours too`,
    summary:
      'Ask for your external ID only. If you use the other one as well, leave the policy as it is.',
  }),
  accessEnds: trustDiagnosis<With<'accessEnds'>>({
    code: 'AWS-TRUST-016',
    severity: 'warning',
    title: 'The role lets Spot in for a limited time only',
    explain: ({ at }) =>
      `Spot gets in now. After ${at.toISOString()} AWS refuses it, by a condition on the time, and everything that Spot does for you stops.`,
    observed: ({ conditions }) => list(conditions),
    expected: () => 'no condition on the time',
    summary:
      'Take the condition on the time out of the trust policy. If the limit is meant, leave it, and put the date off before it comes.',
  }),
  stackFailed: diagnosis<TrustData & StackFailure>({
    code: 'AWS-TRUST-014',
    severity: 'fail',
    title: 'CloudFormation could not create the role',
    explain: ({ resource, reason }) =>
      `The stack ${roleStackName} failed at ${resource}, and CloudFormation removed what it had created. Its reason: “${reason}”. ${hintFor(reason)}`,
    observed: ({ status, reason }) => `${roleStackName} is in ${status}: ${reason}`,
    expected: formatRoleArn,
    fix: (data) => ({
      summary:
        'Fix the reason first. Then delete the failed stack, which blocks its name, and create the role.',
      commands: [deleteStack(roleStackName, data), data.createRole()],
      console: [
        `${openStacks(data)}, choose ${roleStackName}, and choose Delete.`,
        'When it is gone, go back to this step and create the stack again.',
      ],
    }),
  }),
  stackForbidden: diagnosis<TrustData & StackFailure & { rule: Guardrail }>({
    code: 'AWS-TRUST-017',
    severity: 'fail',
    title: 'A rule that somebody set keeps CloudFormation from making the role',
    explain: ({ resource, reason, rule }) =>
      `The stack ${roleStackName} failed at ${resource}, because of ${rule.rule}: “${reason}”. It was set on purpose. The role could perhaps be made in another way, and that would go around the rule: so ask first.`,
    observed: ({ status, reason }) => `${roleStackName} is in ${status}: ${reason}`,
    expected: formatRoleArn,
    fix: ({ rule, accountId, roleName, ...place }) => ({
      summary: `Ask ${rule.who}. Then delete the failed stack, and create it again.`,
      commands: [],
      console: [
        `When it is allowed: ${openStacks(place).replace(/^O/, 'o')}, choose ${roleStackName}, choose Delete, and wait until it is gone.`,
        'Go back to this step and create the stack again.',
      ],
      who: rule.who,
      send: requestFor(rule, {
        stackName: roleStackName,
        accountId,
        what: `the role ${roleName}, with which Spot reads costs,`,
      }),
    }),
  }),
} as const;

/** What the commonest reasons of CloudFormation mean for the reader. */
function hintFor(reason: string): string {
  if (/already exists/i.test(reason))
    return 'A role or policy of that name is left from an earlier attempt: the commands below reuse the policy; delete a leftover role, or choose another name.';
  if (/not authorized|AccessDenied|access denied/i.test(reason))
    return 'Whoever created the stack may not do this: sign in as someone who may create roles and policies in IAM.';
  if (/CAPABILITY/i.test(reason))
    return 'The box that acknowledges named IAM resources was not ticked (in the CLI: --capabilities CAPABILITY_NAMED_IAM).';
  return 'Fix that first.';
}
