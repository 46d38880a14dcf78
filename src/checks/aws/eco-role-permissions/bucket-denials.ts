import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import { reportKeys } from '../_billing/report-keys.ts';
import type { Actual } from '../_policy/arn-patterns.ts';
import { formatBucketArn } from '../_policy/arns.ts';
import { conditionLines } from '../_policy/conditions.ts';
import type { RequestContext } from '../_policy/context.ts';
import { decide, judgeStatement } from '../_policy/evaluate.ts';
import { type Caller, coversCaller } from '../_policy/principals.ts';
import { every, type Truth } from '../_policy/truth.ts';

/** A read of Eco, as the bucket policy sees it. */
export interface BucketRead {
  action: string;
  resource: string;
}

/** What Eco does with the bucket and its files. */
export function bucketReads({
  bucketName,
  reportPrefix,
  partition,
}: AwsPlace & { bucketName: string; reportPrefix: string }): BucketRead[] {
  const bucket = formatBucketArn({ bucketName, partition });
  return [
    { action: 's3:ListBucket', resource: bucket },
    { action: 's3:GetBucketLocation', resource: bucket },
    { action: 's3:GetObject', resource: `${bucket}/${reportPrefix}/*` },
  ];
}

/**
 * What is known of a call that Spot makes as the role; its network is Spot's, and nobody outside
 * knows it.
 */
export function readContext(
  role: Caller & { roleId?: string },
  organizationId: string | undefined,
): RequestContext {
  const known: RequestContext = {
    'aws:principalarn': [role.arn],
    'aws:principalaccount': [role.accountId],
    'aws:principaltype': ['AssumedRole'],
    // The ID of the role, and the name that the session chose.
    'aws:userid': { like: `${role.roleId ?? 'AROA*'}:*` },
    'aws:principalisawsservice': ['false'],
    'aws:viaawsservice': ['false'],
    'aws:securetransport': ['true'],
    'aws:multifactorauthpresent': ['false'],
    // Nobody publishes which of the two; AWS takes no older one.
    's3:tlsversion': { oneOf: ['1.2', '1.3'] },
    // The check of the bucket sees to it that it is there.
    'aws:requestedregion': [reportRegion],
    'aws:resourceaccount': [role.accountId],
    's3:resourceaccount': [role.accountId],
    's3:authtype': ['REST-HEADER'],
    's3:signatureversion': ['AWS4-HMAC-SHA256'],
    'aws:sourceip': 'foreign',
    'aws:vpcsourceip': 'foreign',
    'aws:sourcevpc': 'foreign',
    'aws:sourcevpce': 'foreign',
    'aws:sourceaccount': 'absent',
    'aws:sourcearn': 'absent',
    'aws:calledvia': 'absent',
    'aws:referer': 'absent',
    'aws:username': 'absent',
    's3:dataaccesspointarn': 'absent',
    's3:dataaccesspointaccount': 'absent',
  };
  if (organizationId === undefined) return known;
  return { ...known, 'aws:principalorgid': [organizationId] };
}

export interface Denials {
  /** Statements that refuse the role something Eco needs. */
  denying: PolicyStatement[];
  /** Actions they refuse. */
  actions: string[];
  /** What of Deny statements only Spot's own call could show. */
  unknown: string[];
}

/** What is read, file by file where the bucket policy may tell files apart. */
interface Call {
  action: string;
  resource: Actual;
  /** Whether there is nothing to show without it. */
  isCertain: boolean;
}

/** The report that is read; `reportName` may be any where nobody has named it. */
export interface ReadReport extends AwsPlace {
  bucketName: string;
  reportPrefix: string;
  reportName?: string;
  now: Date;
}

function callsFor({ action, resource }: BucketRead, report: ReadReport): Call[] {
  if (action !== 's3:GetObject') return [{ action, resource: { text: resource }, isCertain: true }];
  const { reportName, ...rest } = report;
  const { certain, possible } = reportKeys({ ...rest, reportName: reportName ?? '*' });
  const inBucket = (isCertain: boolean) => (key: Actual) => ({
    action,
    resource: {
      text: `${formatBucketArn(report)}/${key.text}`,
      isPattern: reportName === undefined || key.isPattern,
    },
    isCertain,
  });
  return [...certain.map(inBucket(true)), ...possible.map(inBucket(false))];
}

/** The Deny statements of a bucket policy that hit the role. */
export function denialsFor(
  policy: PolicyDocument,
  role: Caller,
  reads: readonly BucketRead[],
  report: ReadReport,
  context: RequestContext,
): Denials {
  const result: Denials = { denying: [], actions: [], unknown: [] };
  const covers = (statement: PolicyStatement) => coversCaller(statement, role);
  for (const statement of policy.Statement) {
    if (statement.Effect !== 'Deny') continue;
    const judged = reads
      .flatMap((read) => callsFor(read, report))
      .map((call) => ({
        ...call,
        ...judgeStatement(policy, statement, { ...call, covers, context }),
      }));
    const hit = judged.filter(({ isCertain, applies }) => isCertain && applies === 'yes');
    const open = judged.filter(({ touches }) => touches !== 'no');
    if (hit.length > 0) {
      result.denying.push(statement);
      result.actions.push(...hit.map(({ action }) => action));
    } else if (open.length > 0) {
      const lines = open.flatMap(({ unknown }) => unknown);
      result.unknown.push(
        ...(lines.length > 0
          ? lines.map(({ operator, key }) => `${operator} ${key}`)
          : [`which files and callers ${describeDenial(statement)} is about`]),
      );
    }
  }
  return {
    ...result,
    actions: [...new Set(result.actions)],
    unknown: [...new Set(result.unknown)],
  };
}

/** Whether the bucket policy itself gives the role a read; within an account that is enough. */
export function allowsRead(
  policy: PolicyDocument,
  role: Caller,
  read: BucketRead,
  report: ReadReport,
  context: RequestContext,
): boolean {
  // A whole account as principal only delegates to the account's own policies, which did not allow
  // it.
  const covers = (statement: PolicyStatement): Truth => (namesRole(statement, role) ? 'yes' : 'no');
  const calls = callsFor(read, report).filter(({ isCertain }) => isCertain);
  const allowed = calls.map((call) => decide(policy, { ...call, covers, context }).allowed);
  return every(allowed) === 'yes';
}

function namesRole(statement: PolicyStatement, role: Caller): boolean {
  if (statement.Principal === '*') return true;
  return (statement.Principal?.AWS ?? []).some((value) => value === '*' || value === role.arn);
}

/** A statement as a sentence names it. */
export function describeDenial(statement: PolicyStatement): string {
  const conditions = conditionLines(statement.Condition).map(
    ({ operator, key, values }) => `${operator} ${key} ${values.join(' or ')}`,
  );
  return `${statement.Sid ?? 'a Deny statement without a name'}${conditions.length > 0 ? ` (${conditions.join(', ')})` : ''}`;
}
