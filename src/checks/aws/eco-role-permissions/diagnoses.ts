import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import askFirst from '../../ask-first.ts';
import { diagnosis, fixAlike } from '../../define-check.ts';
import { writeJson } from '../../shell.ts';
import { formatBucketArn, type RoleNames } from '../_policy/arns.ts';
import { conditionLines } from '../_policy/conditions.ts';
import { askAboutDeny } from '../_role/deny.ts';
import { policyNameFor } from '../_role/documents.ts';
import { reasonFor } from '../_role/eco-permissions.ts';
import { describeExcess, describeKept, type ExcessSource, removeExcess } from '../_role/excess.ts';
import {
  type Attached,
  allowDecrypt,
  askOrganization,
  detachPolicies,
  putPermissionsPolicy,
  putPermissionsPolicyInConsole,
  versionLimit,
  widenBoundary,
} from '../_role/fixes.ts';
import { describeDenial } from './bucket-denials.ts';

export interface RolePermissions extends RoleNames {
  bucketName: string;
  reportPrefix: string;
  /** ARN of the role, as IAM says it where it was seen. */
  arn: string;
  /** ARN of the permissions boundary, where the role was seen and has one. */
  boundary: string | undefined;
  /** Managed policies of the role; undefined when they could not be seen. */
  attached: Attached | undefined;
}

type Actions = RolePermissions & { actions: readonly string[] };

/** The guide's own policy, where it is attached. */
function ownPolicy({ attached, ...values }: RolePermissions): string | undefined {
  return attached?.find(({ PolicyName }) => PolicyName === policyNameFor(values))?.PolicyArn;
}

const putPolicy = (data: RolePermissions) => putPermissionsPolicy(data, ownPolicy(data));
const list = (items: readonly string[]) => items.join(', ');
const listNames = (sources: readonly { name: string }[]) => list(sources.map(({ name }) => name));
const arnsOf = (policies: Attached) => policies.map(({ PolicyArn }) => PolicyArn);

function withReasons(actions: readonly string[]): string {
  return actions
    .map((action) => `${action}: ${reasonFor(action) ?? 'part of the policy Spot asks for.'}`)
    .join(' ');
}

/** A wrong or incomplete policy: all fixed alike, by the guide's whole policy. */
const policyDiagnosis = fixAlike<RolePermissions>((summary, data) => ({
  summary: ownPolicy(data) ? `${summary} ${versionLimit}` : summary,
  commands: [putPolicy(data)],
  console: putPermissionsPolicyInConsole(data),
}));

/** The words of `aws/eco-role-permissions`. */
const diagnoses = {
  nothingAllowed: policyDiagnosis<RolePermissions>({
    code: 'AWS-PERM-001',
    severity: 'fail',
    title: 'The role may do nothing that Eco needs',
    explain: (data) =>
      `Spot can take on the role and then sees nothing: ${
        data.attached?.length === 0
          ? 'no policy is attached to it. Creating a policy is one step, attaching it to the role another'
          : 'none of its policies allows any of it'
      }.`,
    observed: ({ attached }) =>
      attached === undefined
        ? 'no action allowed'
        : attached.length === 0
          ? 'no policy attached'
          : `attached: ${list(attached.map(({ PolicyName }) => PolicyName))}; no action allowed`,
    expected: (data) => `${policyNameFor(data)} attached, with all statements of the guide`,
    summary: 'Give the role the whole policy of the guide.',
  }),
  actionsMissing: policyDiagnosis<Actions>({
    code: 'AWS-PERM-002',
    severity: 'fail',
    title: 'Some permissions are missing',
    explain: ({ actions }) => `Without them Eco's picture has holes. ${withReasons(actions)}`,
    observed: ({ actions }) => `not allowed: ${list(actions)}`,
    expected: () => 'every action of the guide allowed',
    summary: 'Give the role the whole policy of the guide.',
  }),
  otherBucket: policyDiagnosis<Actions & { reach: readonly string[] | undefined }>({
    code: 'AWS-PERM-003',
    severity: 'fail',
    title: "The role's policy does not cover this bucket and its files",
    explain: ({ bucketName, reach }) =>
      `The report is in ${bucketName}, and the role may not read it there. ${
        reach === undefined
          ? 'Most often the policy names another bucket, or only the bucket and not its files (the ARN that ends in /*): the texts of the policies show which.'
          : reach.length > 0
            ? reach.join(' ')
            : 'No policy of the role gives it these actions on any bucket.'
      }`,
    observed: ({ actions, bucketName }) => `not allowed on ${bucketName}: ${list(actions)}`,
    expected: ({ bucketName, partition }) => {
      const bucket = formatBucketArn({ bucketName, partition });
      return `listing of ${bucket}, reading of ${bucket}/*`;
    },
    summary: 'Give the role the whole policy of the guide, made for this bucket.',
  }),
  boundaryCuts: diagnosis<Actions>({
    code: 'AWS-PERM-004',
    severity: 'fail',
    title: 'A permissions boundary takes permissions from the role',
    explain: () =>
      'A boundary is a ceiling: whatever it does not allow is refused, however generous the policies of the role are. Often a landing zone puts one on every new role.',
    observed: ({ actions, boundary }) =>
      `cut by the boundary${boundary ? ` ${boundary}` : ''}: ${list(actions)}`,
    expected: () => 'a boundary that allows these actions',
    fix: (data) => ({
      ...widenBoundary(data),
    }),
  }),
  organizationCuts: diagnosis<Actions & { manager: string | undefined }>({
    code: 'AWS-PERM-005',
    severity: 'fail',
    title: 'A policy of your organization takes permissions from the role',
    explain: () =>
      'A service control policy (SCP) limits every member account it is attached to. Nothing inside this account changes that, and AWS does not show its text here. IAM forecasts it without tags, networks and kinds of servers: a policy that only asks for one of those looks the same from here, and only its owner can tell.',
    observed: ({ actions }) => `cut by the organization: ${list(actions)}`,
    expected: ({ actions }) => `${list(actions)} allowed for this account by all SCPs above it`,
    fix: askOrganization,
  }),
  denied: diagnosis<Actions & { denies: readonly string[] }>({
    code: 'AWS-PERM-006',
    severity: 'fail',
    title: 'A Deny in the policies of the role takes permissions away',
    explain: () =>
      'A Deny wins over every Allow. One of the policies attached to the role, or written into it, holds one.',
    observed: ({ actions, attached, denies }) =>
      `denied: ${list(actions)}${denies.length > 0 ? `, by ${list(denies)}` : ''}${attached ? `; attached: ${list(attached.map(({ PolicyName }) => PolicyName)) || 'none'}` : ''}`,
    expected: () => 'no Deny on any action of the guide',
    fix: askAboutDeny,
  }),
  cannotCopy: policyDiagnosis<RolePermissions & { pattern: string }>({
    code: 'AWS-PERM-007',
    severity: 'fail',
    title: "The role may not copy the report into Spot's buckets",
    explain: () =>
      'Eco works on a copy of the report in a bucket that Spot owns. The role makes that copy, so it may write there; into your own buckets it may not.',
    observed: ({ pattern }) => `not allowed: s3:PutObject on ${pattern}`,
    expected: ({ pattern }) => `s3:PutObject on ${pattern}`,
    summary: 'Give the role the whole policy of the guide.',
  }),
  cannotDecrypt: diagnosis<RolePermissions & { key: string }>({
    code: 'AWS-PERM-008',
    severity: 'fail',
    title: 'The role may not use the key that encrypts the bucket',
    explain: () =>
      'The bucket is encrypted with a key of yours in KMS. Reading a file then takes two permissions, on the file and on the key; the second is missing, and S3 refuses.',
    observed: ({ key }) => `kms:Decrypt not allowed on ${key}`,
    expected: ({ key, roleName }) => `${roleName} may kms:Decrypt with ${key}`,
    fix: ({ roleName, key }) => ({
      summary: `Let the role decrypt with this key. If the policy of the key itself does not trust your account as a whole, add the role there too.`,
      commands: [allowDecrypt(roleName, key)],
      console: [
        `Open IAM > Roles > ${roleName}, choose Add permissions > Create inline policy, and choose JSON.`,
        'Paste the JSON of the command above (decrypt-reports.json), choose Next, name it DecryptReports, and choose Create policy.',
      ],
    }),
  }),
  farTooMuch: diagnosis<RolePermissions & { generous: Attached; hasOwn: boolean }>({
    code: 'AWS-PERM-009',
    severity: 'warning',
    title: 'The role may do far more than Eco needs',
    explain: ({ generous }) =>
      `${list(generous.map(({ PolicyName }) => PolicyName))} lets Spot, and whoever gets hold of Spot's credentials, change things in your account. Eco only reads.`,
    observed: ({ generous }) => `attached: ${list(arnsOf(generous))}`,
    expected: (data) => `${policyNameFor(data)} only`,
    fix: (data) => ({
      summary: "Detach it, and make sure that the guide's own policy is there in its place.",
      commands: [
        [
          ...(data.hasOwn ? [] : [putPolicy(data)]),
          ...detachPolicies(data.roleName, arnsOf(data.generous)),
        ].join('\n'),
      ],
      console: [
        `Open IAM > Roles > ${data.roleName}.`,
        `Under Permissions policies, select ${list(data.generous.map(({ PolicyName }) => PolicyName))} and choose Remove.`,
      ],
    }),
  }),
  moreThanNeeded: diagnosis<RolePermissions & { excess: readonly ExcessSource[] }>({
    code: 'AWS-PERM-012',
    severity: 'warning',
    title: 'The policies of the role allow more than Eco needs',
    explain: () =>
      'Eco works. But whoever gets hold of the role, at Spot or elsewhere, may do these things too. Eco lists, describes and reads costs, reads the report, and copies it.',
    observed: ({ excess }) => describeExcess(excess),
    expected: (data) => `${policyNameFor(data)}, and what only lists or describes`,
    fix: (data) => ({
      summary: `Ask whoever gave it why it is there: ${listNames(data.excess)}. If it is meant, leave it. If not, take it from the role; its own policy becomes that of the guide.${describeKept(data.excess)}`,
      commands: [[putPolicy(data), ...removeExcess(data.roleName, data.excess)].join('\n')],
      console: [
        `Open IAM > Roles > ${data.roleName} > Permissions policies.`,
        `Open ${listNames(data.excess)}, and remove what the list above names, or the policy as a whole.`,
        ...putPermissionsPolicyInConsole(data).slice(-1),
      ],
    }),
  }),
  noCostExplorer: policyDiagnosis<Actions>({
    code: 'AWS-PERM-010',
    severity: 'fail',
    title: 'The role may not read Cost Explorer',
    explain: () =>
      'All actions of ce: are missing, and Eco reports “No CE access”. Policies from before July 2023 relied on aws-portal:ViewBilling, which AWS has retired and which grants nothing today.',
    observed: ({ actions }) => `not allowed: ${list(actions)}`,
    expected: () => 'the ce: actions of the guide allowed',
    summary: 'Give the role the whole policy of the guide.',
  }),
  bucketDenies: diagnosis<
    Actions & { arn: string; denying: readonly PolicyStatement[]; policy: PolicyDocument }
  >({
    code: 'AWS-PERM-011',
    severity: 'fail',
    title: 'The bucket policy shuts the role out',
    explain: ({ denying }) =>
      `The role's own policies allow the reading, but a Deny in the bucket policy wins: ${list(denying.map(describeDenial))}. Spot calls as this role from its own network, never through a VPC endpoint or an address of yours.`,
    observed: ({ denying, actions }) =>
      `${list(denying.map(describeDenial))} denies ${list(actions)}`,
    expected: ({ arn }) => `no Deny that hits ${arn}`,
    fix: (data) => {
      const { arn, bucketName, denying, actions } = data;
      const which = list(denying.map(describeDenial));
      const send = `The policy of the bucket ${bucketName} denies ${arn} what Spot needs to read the cost report (${list(actions)}): ${which}. May this role be excepted from it?`;
      const who = `whoever looks after the policy of the bucket ${bucketName}`;
      if (denying.some((statement) => isAgainst(statement, arn)))
        return askFirst({
          summary: 'The Deny names the role itself, so somebody wants it to stay out.',
          who,
          send,
        });
      return {
        summary: `Except the role from the Deny in the bucket policy: it goes on stopping everybody else, and all other statements stay as they are. If the statement is not yours, ask first.`,
        commands: [
          [
            writeJson('bucket-policy.json', exceptRole(data)),
            `aws s3api put-bucket-policy --bucket ${bucketName} --policy file://bucket-policy.json`,
          ].join('\n'),
        ],
        console: [
          `Open S3 > ${bucketName} > Permissions > Bucket policy > Edit.`,
          `Replace the text with the JSON of the command above, which adds a condition on aws:PrincipalArn to ${which}, and choose Save changes.`,
        ],
        who,
        send,
      };
    },
  }),
};

export default diagnoses;

/** The bucket policy in which no Deny stops the role any more. */
function exceptRole({
  policy,
  denying,
  arn,
}: RolePermissions & {
  arn: string;
  policy: PolicyDocument;
  denying: readonly PolicyStatement[];
}) {
  const Statement = policy.Statement.map((statement) =>
    denying.includes(statement) ? spare(statement, arn) : statement,
  );
  // In an older version `${…}` is no variable, and it must not become one.
  const isOlder = JSON.stringify(Statement).includes('${');
  return {
    ...policy,
    Version: policy.Version ?? (isOlder ? '2008-10-17' : '2012-10-17'),
    Statement,
  };
}

/** The statement with an exception for the role. */
function spare(statement: PolicyStatement, arn: string): PolicyStatement {
  const { Condition: condition = {} } = statement;
  const excepted = Object.entries(condition.ArnNotEquals ?? {});
  const key =
    excepted.find(([name]) => /^aws:PrincipalArn$/i.test(name))?.[0] ?? 'aws:PrincipalArn';
  const arns = [...(condition.ArnNotEquals?.[key] ?? []), arn];
  const ArnNotEquals = { ...condition.ArnNotEquals, [key]: arns };
  return { ...statement, Condition: { ...condition, ArnNotEquals } };
}

/** Whether a Deny names the role itself: then it is meant for this one. */
function isAgainst({ Principal: principal, Condition }: PolicyStatement, arn: string): boolean {
  const named = typeof principal === 'object' && (principal.AWS ?? []).includes(arn);
  return (
    named ||
    conditionLines(Condition).some(
      ({ operator, key, values }) =>
        /^(ForAnyValue:)?(String|Arn)(Equals|Like)/.test(operator) &&
        /^aws:PrincipalArn$/i.test(key) &&
        values.includes(arn),
    )
  );
}
