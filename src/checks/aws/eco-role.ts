import { callerIdentity, role, roleStackEvents, roleStackName, spotAssumption } from '../../evidence/aws/index.ts';
import type { Evidence } from '../../evidence/define-evidence.ts';
import { ecoAccounts, ecoRoleNames, linkedAccountsAccount } from '../../spot.ts';
import { type Diagnosis, defineCheck, diagnosis, type Judge } from '../define-check.ts';
import { lookedElsewhere } from './account-guard.ts';
import { createRole, deleteStack, setTrustPolicy, setTrustPolicyInConsole } from './role-fixes.ts';
import { stackFailure } from './stack-failure.ts';
import { analyseTrust, type TrustFinding } from './trust-findings.ts';

interface RoleData {
  accountId: string;
  roleName: string;
  bucketName: string;
  externalId: string;
}

type With<N extends TrustFinding['name']> = RoleData & Extract<TrustFinding, { name: N }>;

const list = (items: readonly string[]): string => items.join(', ');
const quoted = (items: readonly string[]): string => items.map((item) => `“${item}”`).join(', ');
const bothAccounts = `accounts ${ecoAccounts.join(' and ')}`;

/** A wrong trust policy: they all mend alike, by the guide's whole trust policy. */
function trustDiagnosis<D extends RoleData>(definition: Omit<Diagnosis<D>, 'fix'> & { summary: string }): Diagnosis<D> {
  const { summary, ...words } = definition;
  return diagnosis<D>({
    ...words,
    fix: (data) => ({ summary, commands: [setTrustPolicy(data)], console: setTrustPolicyInConsole(data) }),
  });
}

/** How long IAM may take until STS knows a new role. Source: AWS IAM guide, "Changes that I make are not always immediately visible". */
const propagationMs = 120_000;

export const ecoRole = defineCheck({
  id: 'aws/eco-role',
  title: 'The role trusts Spot Eco, and only with your external ID',
  needs: {},
  mayUse: { role, assumption: spotAssumption, stack: roleStackEvents, identity: callerIdentity },
  inputs: ['accountId', 'roleName', 'externalId', 'bucketName'],
  diagnoses: {
    roleMissing: diagnosis<RoleData>({
      code: 'AWS-TRUST-001',
      severity: 'fail',
      title: 'There is no role of this name',
      explain: ({ roleName, accountId }) =>
        `IAM knows no role ${roleName} in account ${accountId}, so Spot has nothing to use. It was not created yet, was deleted, or has another name: compare letter by letter, capitals included.`,
      observed: ({ roleName }) => `no role named ${roleName}`,
      expected: ({ roleName, accountId }) => `arn:aws:iam::${accountId}:role/${roleName}`,
      fix: (data) => ({
        summary: 'Create the role. If it exists under another name, put that name into the field “Role name” instead.',
        commands: [createRole(data)],
        console: [
          'Open IAM > Roles, and search for Spot. If your role is there under another name, copy that name into this page and check again.',
          'If not, go back to this step and create it.',
        ],
      }),
    }),
    linkedAccountsAccount: trustDiagnosis<With<'linkedAccountsAccount'>>({
      code: 'AWS-TRUST-002',
      severity: 'fail',
      title: 'The role trusts the Spot account for linked accounts, not Eco',
      explain: () =>
        `${linkedAccountsAccount} is Spot's account for roles of Elastigroup and Ocean. Eco works from two other accounts, and AWS refuses both.`,
      observed: ({ principals }) => `trusts ${list(principals)}`,
      expected: () => `trusts ${bothAccounts}`,
      summary: "Name Eco's two accounts in the trust policy.",
    }),
    oneAccountOnly: trustDiagnosis<With<'oneAccountOnly'>>({
      code: 'AWS-TRUST-003',
      severity: 'fail',
      title: "The role trusts only one of Eco's two accounts",
      explain: ({ missing }) => `Eco works from two accounts. Whatever runs in ${missing} is refused, so some of the data never arrives.`,
      observed: ({ trusted, missing }) => `trusts account ${trusted}, not account ${missing}`,
      expected: () => `trusts ${bothAccounts}`,
      summary: "Name both of Eco's accounts in the trust policy.",
    }),
    externalIdMissing: trustDiagnosis<With<'externalIdMissing'>>({
      code: 'AWS-TRUST-004',
      severity: 'fail',
      title: 'The role does not ask for an external ID',
      explain: () =>
        'Spot gets in, and so could others: any other customer of Spot who learns the ARN of your role could have Spot read your costs. The external ID is what ties the role to your organization.',
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
      expected: () => `trusts ${bothAccounts}, nobody else`,
      summary: "Name Eco's two accounts in place of everyone. Do it soon: until then your billing data is open.",
    }),
    notSpotAtAll: trustDiagnosis<With<'notSpotAtAll'>>({
      code: 'AWS-TRUST-007',
      severity: 'fail',
      title: 'The role does not trust Spot',
      explain: () => 'The trust policy names others, and none of them is Eco. AWS refuses Spot.',
      observed: ({ principals }) => (principals.length > 0 ? `trusts ${list(principals)}` : 'trusts nobody'),
      expected: () => `trusts ${bothAccounts}`,
      summary: "Name Eco's two accounts in the trust policy.",
    }),
    otherAction: trustDiagnosis<With<'otherAction'>>({
      code: 'AWS-TRUST-008',
      severity: 'fail',
      title: 'The trust policy allows another action than sts:AssumeRole',
      explain: () => 'It names Eco, but allows it something that does not let it in: taking on a role is the action sts:AssumeRole.',
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
      summary: 'Remove the condition; the external ID and the two accounts are the protection.',
    }),
    denied: trustDiagnosis<With<'denied'>>({
      code: 'AWS-TRUST-010',
      severity: 'fail',
      title: 'A Deny statement in the trust policy shuts Spot out',
      explain: () => 'A Deny wins over every Allow, so it does not help that another statement lets Spot in.',
      observed: ({ statement, conditions }) =>
        `${statement} denies sts:AssumeRole to Spot${conditions.length > 0 ? ` when ${list(conditions)}` : ''}`,
      expected: () => 'no Deny statement that covers Spot',
      summary: 'Remove the Deny statement from the trust policy.',
    }),
    externalIdUnprotected: trustDiagnosis<With<'externalIdUnprotected'>>({
      code: 'AWS-TRUST-011',
      severity: 'fail',
      title: 'The condition on the external ID does not protect',
      explain: ({ why }) =>
        `The trust policy mentions the external ID, but ${why}. Another customer of Spot who learns the ARN of your role could have Spot read your costs.`,
      observed: ({ operator, values }) => `${operator} sts:ExternalId ${quoted(values)}`,
      expected: ({ externalId }) => `StringEquals sts:ExternalId “${externalId}”`,
      summary: 'Compare the external ID with StringEquals, exactly.',
    }),
    otherRoles: trustDiagnosis<With<'otherRoles'>>({
      code: 'AWS-TRUST-012',
      severity: 'fail',
      title: 'The trust policy is narrowed to roles that Eco does not call with',
      explain: () =>
        `Naming single roles in place of whole accounts is fine, as long as the one Eco calls with (${ecoRoleNames[0]}) is named in both accounts.`,
      observed: ({ trusted }) => `trusts ${list(trusted)}`,
      expected: ({ missing }) => `trusts ${list(missing)} too, or the whole accounts`,
      summary: "Name Eco's two accounts in the trust policy.",
    }),
    moreThanNeeded: trustDiagnosis<With<'moreThanNeeded'>>({
      code: 'AWS-TRUST-013',
      severity: 'warning',
      title: 'Others than Eco may use the role too',
      explain: () =>
        'Spot works. But whoever is trusted besides can read your costs through a role that was meant for Spot, and it looks like Spot in your logs.',
      observed: ({ principals }) => `also trusts ${list(principals)}`,
      expected: () => `trusts ${bothAccounts}, nobody else`,
      summary: "Trust only Eco's two accounts; give the others a role of their own.",
    }),
    stackFailed: diagnosis<RoleData & { status: string; resource: string; reason: string }>({
      code: 'AWS-TRUST-014',
      severity: 'fail',
      title: 'CloudFormation could not create the role',
      explain: ({ resource, reason }) =>
        `The stack ${roleStackName} failed at ${resource}, and CloudFormation removed what it had created. Its reason: “${reason}”. ${hintFor(reason)}`,
      observed: ({ status, reason }) => `${roleStackName} is in ${status}: ${reason}`,
      expected: ({ roleName, accountId }) => `arn:aws:iam::${accountId}:role/${roleName}`,
      fix: (data) => ({
        summary: 'Fix the reason first. Then delete the failed stack, which blocks its name, and create the role.',
        commands: [deleteStack(roleStackName), createRole(data)],
        console: [
          `Open CloudFormation in us-east-1 (N. Virginia), choose ${roleStackName}, and choose Delete.`,
          'When it is gone, go back to this step and create the stack again.',
        ],
      }),
    }),
  },
  assess({ role: seen, assumption, stack, identity }, inputs, judge) {
    const data: RoleData = { ...inputs };
    const tried = assumption.status === 'found' ? assumption.value : undefined;
    if (seen.status !== 'found' && seen.status !== 'absent') return judgeByTrying(tried, data, judge);

    const elsewhere = lookedElsewhere(identity, data.accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    if (seen.status === 'absent') {
      if (tried?.withExternalId === 'granted') return judge.cannotTell(contradiction('says that there is no such role'), [role]);
      return judgeMissing(stack, data, judge);
    }

    const { AssumeRolePolicyDocument: document, CreateDate } = seen.value.Role;
    const { findings, unknown, admits } = analyseTrust(document, data.externalId, judge.now);
    if (tried?.withExternalId === 'granted' && !admits && unknown.length === 0) {
      return judge.cannotTell(contradiction('would refuse it'), [role]);
    }
    for (const finding of findings) judge.found(finding.name, { ...data, ...finding } as never);
    if (findings.some(({ name }) => name !== 'moreThanNeeded')) return;
    if (unknown.length > 0 && tried === undefined) {
      return judge.cannotTell(`Whether AWS lets Spot in depends on what only Spot's call shows: ${list(unknown)}. Check as Spot.`);
    }
    if (tried?.withExternalId === 'refused') return judgeRefusedThoughRight(Date.parse(CreateDate), unknown, judge);
    judgeGrants(tried, data, judge);
  },
});

type Verdict = Judge<typeof ecoRole.diagnoses>;
type Grant = 'granted' | 'refused';
type Tried = { withExternalId: Grant; withoutExternalId: Grant; withOtherExternalId: Grant } | undefined;

/** Only the attempt is known, not the policy: a grant is proof, a refusal has no cause. */
function judgeByTrying(tried: Tried, data: RoleData, judge: Verdict) {
  if (tried === undefined) return judge.cannotTell('Neither the role nor an attempt to use it could be seen.', [role]);
  if (tried.withExternalId === 'refused') {
    return judge.cannotTell(
      `AWS refused Spot, and gives the same answer for every cause: there is no role ${data.roleName}, it does not trust Eco's ${bothAccounts}, it asks for another external ID than “${data.externalId}”, it has a further condition or a Deny, or it was made seconds ago. Check with your own credentials, or paste the role, to see which.`,
      [role],
    );
  }
  judgeGrants(tried, data, judge);
}

/** What was granted and should not have been. A role that needs no external ID takes any, so one of the two is enough to say. */
function judgeGrants(tried: Tried, data: RoleData, judge: Verdict) {
  if (tried?.withoutExternalId === 'granted') {
    judge.found('externalIdMissing', { ...data, name: 'externalIdMissing', statement: 'AWS' });
  } else if (tried?.withOtherExternalId === 'granted') {
    judge.found('externalIdUnprotected', {
      ...data,
      name: 'externalIdUnprotected',
      operator: 'AWS accepted another',
      values: ['an ID that was never issued'],
      why: 'AWS let Spot in with an ID that nobody was ever given',
    });
  }
}

function judgeMissing(stack: Evidence<{ StackEvents: StackEvent[] }>, data: RoleData, judge: Verdict) {
  const failure = stackFailure(stack);
  if (failure) return judge.found('stackFailed', { ...data, ...failure });
  if (latestStatus(stack) === 'CREATE_IN_PROGRESS') {
    return judge.pending(`CloudFormation is still creating ${roleStackName}.`, new Date(judge.now.getTime() + propagationMs));
  }
  judge.found('roleMissing', data);
}

function judgeRefusedThoughRight(createdAt: number, unknown: readonly string[], judge: Verdict) {
  const usableAt = createdAt + propagationMs;
  if (judge.now.getTime() < usableAt) {
    return judge.pending('The role is right and new; IAM needs a moment until it works everywhere.', new Date(usableAt));
  }
  const further = unknown.length > 0 ? ` It also asks for ${list(unknown)}, which may be the cause.` : '';
  judge.cannotTell(
    `The trust policy is right, yet AWS refuses Spot.${further} Either it was changed less than two minutes ago (check again then), the role ARN given to Spot is that of another role, or a resource control policy of your organization forbids it, which an account cannot see itself: ask the administrator of the organization.`,
  );
}

function contradiction(what: string): string {
  return `AWS let Spot in just now, but what was looked at ${what}. One of the two is out of date, or belongs to another account: look at the role again.`;
}

type StackEvent = {
  StackName: string;
  LogicalResourceId: string;
  ResourceStatus: string;
  ResourceStatusReason?: string;
  Timestamp: string;
};

function latestStatus(stack: Evidence<{ StackEvents: StackEvent[] }>): string | undefined {
  if (stack.status !== 'found') return undefined;
  return stack.value.StackEvents.filter((event) => event.LogicalResourceId === event.StackName).toSorted(
    (a, b) => Date.parse(b.Timestamp) - Date.parse(a.Timestamp),
  )[0]?.ResourceStatus;
}

/** What the commonest reasons of CloudFormation mean for the reader. */
function hintFor(reason: string): string {
  if (/already exists/i.test(reason))
    return 'A role or policy of that name is left from an earlier attempt: the commands below reuse the policy; delete a leftover role, or choose another name.';
  if (/service control policy/i.test(reason))
    return "A policy of your organization forbids it: ask the organization's administrator; nothing in this account helps.";
  if (/not authorized|AccessDenied|access denied/i.test(reason))
    return 'Whoever created the stack may not do this: sign in as someone who may create roles and policies in IAM.';
  if (/CAPABILITY/i.test(reason))
    return 'The box that acknowledges named IAM resources was not ticked (in the CLI: --capabilities CAPABILITY_NAMED_IAM).';
  return 'Fix that first.';
}
