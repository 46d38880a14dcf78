import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import type { Actual } from '../_policy/arn-patterns.ts';
import { formatBucketArn } from '../_policy/arns.ts';
import { type ConditionLine, conditionLines, evaluateLine } from '../_policy/conditions.ts';
import type { RequestContext } from '../_policy/context.ts';
import { judgeStatement } from '../_policy/evaluate.ts';
import {
  accountOf,
  describePrincipal,
  type PrincipalEntry,
  principalsOf,
} from '../_policy/principals.ts';
import type { Names } from './access.ts';
import { reportKeys } from './report-keys.ts';

/** What a stranger could do with the bucket: see the costs, or change what Eco reads. */
export type Harm = 'read' | 'write';

const bucketActions = [
  's3:PutBucketPolicy,s3:DeleteBucketPolicy,s3:PutBucketAcl,s3:DeleteBucket,s3:PutBucketVersioning',
  's3:PutLifecycleConfiguration,s3:PutReplicationConfiguration,s3:PutBucketPublicAccessBlock',
  's3:PutEncryptionConfiguration,s3:PutBucketOwnershipControls,s3:PutBucketNotification',
].flatMap((actions) => actions.split(','));

const objectActions = [
  's3:PutObject,s3:PutObjectAcl,s3:DeleteObject,s3:DeleteObjectVersion,s3:BypassGovernanceRetention',
  's3:ReplicateObject,s3:ReplicateDelete,s3:PutObjectRetention,s3:PutObjectLegalHold',
].flatMap((actions) => actions.split(','));

/** What is asked for each harm; writing anywhere in the bucket counts, reading of the report. */
function requestsFor(harm: Harm, names: Names): { action: string; resource: Actual }[] {
  const bucket = formatBucketArn(names);
  if (harm === 'write')
    return [
      ...bucketActions.map((action) => ({ action, resource: { text: bucket } })),
      ...objectActions.map((action) => ({
        action,
        resource: { text: `${bucket}/*`, isPattern: true },
      })),
    ];
  const { certain, possible } = reportKeys(names);
  return ['s3:GetObject', 's3:GetObjectVersion'].flatMap((action) =>
    [...certain, ...possible].map((key) => ({
      action,
      resource: { ...key, text: `${bucket}/${key.text}` },
    })),
  );
}

/** Keys by which S3 takes a statement for everybody as not public. */
const narrowing =
  /^(aws:(source(account|arn|orgid|orgpaths|owner|vpc|vpce|ip)|principal(orgid|orgpaths|account|arn|isawsservice|servicename)|userid|vpcsourceip)|s3:dataaccesspoint(arn|account))$/;

const principalKeys = [
  'aws:principalarn,aws:principalaccount,aws:principalorgid,aws:principalorgpaths,aws:userid',
].flatMap((keys) => keys.split(','));
const sourceKeys = [
  'aws:sourcearn,aws:sourceaccount,aws:sourceorgid,aws:sourceorgpaths,aws:sourceowner',
].flatMap((keys) => keys.split(','));

const strangersArn = { like: 'arn:aws*:*:*:000000000000:*' };
const all = <V>(keys: readonly string[], value: V) =>
  Object.fromEntries(keys.map((key) => [key, value]));

/**
 * Callers whom nobody knows: somebody signed in to an account of theirs, somebody without
 * credentials, and an AWS service on behalf of a stranger. What else they send is theirs to choose.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const anybody: readonly RequestContext[] = [
  {
    ...all(principalKeys, 'foreign' as const),
    ...all(sourceKeys, 'absent' as const),
    'aws:principalarn': strangersArn,
    'aws:principalisawsservice': ['false'],
    'aws:principalservicename': 'absent' as const,
  },
  {
    ...all([...principalKeys, ...sourceKeys], 'absent' as const),
    'aws:principalisawsservice': 'absent' as const,
    'aws:principalservicename': 'absent' as const,
  },
  {
    ...all(principalKeys, 'absent' as const),
    ...all(sourceKeys, 'foreign' as const),
    'aws:sourcearn': strangersArn,
    'aws:principalisawsservice': ['true'],
    'aws:principalservicename': 'foreign' as const,
  },
].map((who) => ({
  ...who,
  'aws:sourceip': 'foreign',
  'aws:vpcsourceip': 'foreign',
  'aws:sourcevpc': 'foreign',
  'aws:sourcevpce': 'foreign',
  's3:dataaccesspointarn': 'absent',
  's3:dataaccesspointaccount': 'absent',
  'aws:securetransport': ['true'],
}));

/**
 * Whether anybody meets the conditions of a statement: lines that are not about who and where
 * somebody is are met by asking accordingly, unless they never hold.
 */
function anybodyMeets({ Condition }: PolicyStatement): boolean {
  return anybody.some((context) =>
    conditionLines(Condition).every((line) => {
      const truth = evaluateLine(line, context, { variables: true });
      if (truth !== 'unknown') return truth === 'yes';
      return !narrowing.test(line.key.toLowerCase()) || leavesOpen(line);
    }),
  );
}

/** Whether strangers can be among those that a line is about. */
function leavesOpen({ operator, key, values }: ConditionLine): boolean {
  if (operator === 'Null' || /IpAddress/.test(operator)) return true;
  const decides = (value: string) =>
    /arn$/i.test(key) ? value.split(':').slice(0, 5).join(':') : value;
  return values.some((value) => /[*?]/.test(decides(value)));
}

function isEverybody(statement: PolicyStatement): boolean {
  if (statement.Effect === 'Allow' && statement.NotPrincipal !== undefined)
    return statement.NotPrincipal !== '*';
  return principalsOf(statement).some(({ value }) => value === '*');
}

interface Request {
  action: string;
  resource: Actual;
}

/** What was asked of a policy before; it goes when the policy does. */
const takenAway = new WeakMap<PolicyDocument, Map<string, boolean>>();

/** Whether a Deny for everybody takes away what other statements give to anybody: asked once for each request. */
function takenAwayBy(policy: PolicyDocument): (request: Request) => boolean {
  const known = takenAway.get(policy) ?? new Map<string, boolean>();
  takenAway.set(policy, known);
  const denies = policy.Statement.filter(
    (statement) =>
      statement.Effect === 'Deny' && principalsOf(statement).some(({ value }) => value === '*'),
  );
  return (request) => {
    const key = `${request.action} ${request.resource.text}`;
    const is =
      known.get(key) ??
      denies.some((statement) =>
        anybody.every(
          (context) => judgeStatement(policy, statement, { ...request, context }).applies === 'yes',
        ),
      );
    known.set(key, is);
    return is;
  };
}

/** What a statement allows of some harm, whoever asks and on whichever condition. */
function actionsOf(
  policy: PolicyDocument,
  statement: PolicyStatement,
  harm: Harm,
  names: Names,
): string[] {
  const bare = { ...statement, Condition: undefined };
  const isTakenAway = takenAwayBy(policy);
  const requests = requestsFor(harm, names).filter(
    (request) =>
      judgeStatement(policy, bare, { ...request, context: {} }).touches !== 'no' &&
      !isTakenAway(request),
  );
  return [...new Set(requests.map(({ action }) => action))];
}

/** What a statement lets anybody in the world do with the bucket. */
export function allowedToAnybody(
  policy: PolicyDocument,
  statement: PolicyStatement,
  harm: Harm,
  names: Names,
): string[] {
  if (statement.Effect !== 'Allow' || !isEverybody(statement) || !anybodyMeets(statement))
    return [];
  return actionsOf(policy, statement, harm, names);
}

/** Others than this account whom a statement names, and what it lets them do. */
export function allowedToOthers(
  policy: PolicyDocument,
  statement: PolicyStatement,
  names: Names,
): { principals: string[]; harms: Harm[] } {
  const none = { principals: [], harms: [] };
  if (statement.Effect !== 'Allow' || staysInside(statement, names)) return none;
  const principals = [...principalsOf(statement), ...namedByConditions(statement)].filter((entry) =>
    isOther(entry, names),
  );
  const harms = (['read', 'write'] as const).filter(
    (harm) => actionsOf(policy, statement, harm, names).length > 0,
  );
  if (principals.length === 0 || harms.length === 0) return none;
  return { principals: principals.map(describePrincipal), harms };
}

/** The account that AWS billing used to write with, before it had a service principal. */
const oldBillingAccount = '386209384616';

function isOther({ type, value }: PrincipalEntry, { accountId }: Names): boolean {
  if (type === 'CanonicalUser' || type === 'Federated') return true;
  // Of a principal that was deleted AWS shows its number, which lets nobody in.
  if (type !== 'AWS' || value === '*' || /^A[A-Z0-9]{15,}$/.test(value)) return false;
  return ![accountId, oldBillingAccount].includes(accountOf(value) ?? value);
}

/** Whom a statement for everybody is narrowed to. */
function namedByConditions(statement: PolicyStatement): PrincipalEntry[] {
  if (!isEverybody(statement)) return [];
  return conditionLines(statement.Condition)
    .filter(
      ({ operator, key }) =>
        /^(ForAnyValue:)?(String|Arn)(Equals|Like)/.test(operator) &&
        /^aws:Principal(Account|Arn)$/i.test(key),
    )
    .flatMap(({ values }) => values.map((value) => ({ type: 'AWS', value })))
    .filter(({ value }) => accountOf(value) !== undefined);
}

/** Whether a condition asks for an organization: whoever writes it means theirs. */
function staysInside({ Condition }: PolicyStatement, { accountId }: Names): boolean {
  return conditionLines(Condition).some(({ operator, key, values }) => {
    if (!/^(ForAnyValue:)?String(Equals|Like)$/.test(operator)) return false;
    if (/^aws:PrincipalOrg(ID|Paths)$/i.test(key))
      return values.every((value) => /^o-[a-z0-9]+/.test(value));
    return /^aws:PrincipalAccount$/i.test(key) && values.every((value) => value === accountId);
  });
}
