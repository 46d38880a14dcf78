import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { formatBucketArn } from '../_policy/arns.ts';
import { conditionLines, evaluateConditions, type RequestContext } from '../_policy/conditions.ts';
import { coversAction, coversResource } from '../_policy/match.ts';
import { type Caller, coversCaller } from '../_policy/principals.ts';

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
export function readContext(role: Caller, organizationId: string | undefined): RequestContext {
  const known: RequestContext = {
    'aws:principalarn': [role.arn],
    'aws:principalaccount': [role.accountId],
    'aws:principaltype': ['AssumedRole'],
    'aws:principalisawsservice': ['false'],
    'aws:viaawsservice': ['false'],
    'aws:securetransport': ['true'],
    'aws:multifactorauthpresent': ['false'],
    's3:tlsversion': ['1.3'],
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
  /** Conditions of Deny statements that only Spot's own call could show. */
  unknown: string[];
}

/** The Deny statements of a bucket policy that hit the role. */
export function denialsFor(
  policy: PolicyDocument,
  role: Caller,
  reads: readonly BucketRead[],
  context: RequestContext,
): Denials {
  const result: Denials = { denying: [], actions: [], unknown: [] };
  for (const statement of policy.Statement) {
    if (statement.Effect !== 'Deny' || !coversCaller(statement, role)) continue;
    const hit = reads.filter(
      ({ action, resource }) => coversAction(statement, action) && coversRead(statement, resource),
    );
    if (hit.length === 0) continue;
    const { truth, unknown } = evaluateConditions(statement.Condition, context);
    if (truth === 'unknown')
      result.unknown.push(...unknown.map(({ operator, key }) => `${operator} ${key}`));
    if (truth !== 'yes') continue;
    result.denying.push(statement);
    result.actions.push(...hit.map(({ action }) => action));
  }
  return { ...result, actions: [...new Set(result.actions)] };
}

/** Whether the bucket policy itself gives the role a read; within an account that is enough. */
export function allowsRead(
  policy: PolicyDocument,
  role: Caller,
  { action, resource }: BucketRead,
  context: RequestContext,
): boolean {
  return policy.Statement.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      // A whole account as principal only delegates to the account's own policies, which did not
      // allow it.
      namesRole(statement, role) &&
      coversAction(statement, action) &&
      coversResource(statement, resource) &&
      evaluateConditions(statement.Condition, context).truth === 'yes',
  );
}

function namesRole(statement: PolicyStatement, role: Caller): boolean {
  if (statement.Principal === '*') return true;
  return (statement.Principal?.AWS ?? []).some((value) => value === '*' || value === role.arn);
}

/**
 * A Deny on some of the files counts when the report may be among them, so the other way round is
 * tried too.
 */
function coversRead(statement: PolicyStatement, resource: string): boolean {
  if (coversResource(statement, resource)) return true;
  const folder = resource.endsWith('/*') ? resource.slice(0, -1) : undefined;
  return (
    folder !== undefined && (statement.Resource ?? []).some((pattern) => pattern.startsWith(folder))
  );
}

/** A statement as a sentence names it. */
export function describeDenial(statement: PolicyStatement): string {
  const conditions = conditionLines(statement.Condition).map(
    ({ operator, key, values }) => `${operator} ${key} ${values.join(' or ')}`,
  );
  return `${statement.Sid ?? 'a Deny statement without a name'}${conditions.length > 0 ? ` (${conditions.join(', ')})` : ''}`;
}
