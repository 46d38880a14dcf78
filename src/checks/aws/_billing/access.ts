import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import type bucketLocation from '../../../evidence/aws/bucket-location.ts';
import type bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import type ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import type { Actual } from '../_policy/arn-patterns.ts';
import { formatBucketArn } from '../_policy/arns.ts';
import { type ConditionLine, evaluateLine } from '../_policy/conditions.ts';
import type { RequestContext } from '../_policy/context.ts';
import { judgeStatement } from '../_policy/evaluate.ts';
import { describePrincipal, principalsOf } from '../_policy/principals.ts';
import { some, type Truth, toTruth } from '../_policy/truth.ts';
import { languageOf } from '../_policy/variables.ts';
import { billingService, reportArnPattern } from './documents.ts';
import { writtenKeys } from './report-keys.ts';

/** What a report's delivery is about. */
export interface Names extends AwsPlace {
  accountId: string;
  bucketName: string;
  reportPrefix: string;
  reportName: string;
  /** Now; without it less is known of the names of files. */
  now?: Date;
}

/** One thing that the billing service asks of the bucket. */
interface BillingRequest {
  action: string;
  resource: Actual;
  /** How a policy names it. */
  wanted: string;
  /** Whether no report is delivered without it. */
  isCertain: boolean;
}

/**
 * What the billing service asks of the bucket. `s3:GetBucketAcl` is not among it: AWS publishes a
 * policy form without it.
 */
function billingRequests(names: Names): BillingRequest[] {
  const bucket = formatBucketArn(names);
  const write = (isCertain: boolean) => (key: Actual) => ({
    action: 's3:PutObject',
    resource: { ...key, text: `${bucket}/${key.text}` },
    wanted: `${bucket}/*`,
    isCertain,
  });
  const { certain, possible } = writtenKeys(names);
  return [
    { action: 's3:GetBucketPolicy', resource: { text: bucket }, wanted: bucket, isCertain: true },
    ...certain.map(write(true)),
    ...possible.map(write(false)),
  ];
}

/**
 * The billing service as a caller. AWS publishes `aws:SourceArn` with a literal `definition/*`
 * under StringEquals, so that is what the service sends. Calls of a service principal carry no keys
 * of a principal, an organization or a network of the reader's.
 */
function billingContext(owner: AwsPlace & { accountId: string }): RequestContext {
  const absent = [
    'aws:principalarn,aws:principalaccount,aws:principalorgid,aws:principalorgpaths,aws:principaltype,aws:principaltag/,aws:userid,aws:username',
    'aws:sourcevpc,aws:sourcevpce,aws:vpcsourceip,aws:multifactorauthpresent,aws:multifactorauthage,aws:federatedprovider,aws:referer',
  ].flatMap((keys) => keys.split(','));
  return {
    ...Object.fromEntries(absent.map((key) => [key, 'absent' as const])),
    'aws:sourceaccount': [owner.accountId],
    'aws:sourcearn': [reportArnPattern(owner)],
    'aws:principalisawsservice': ['true'],
    'aws:principalservicename': [billingService],
    'aws:securetransport': ['true'],
    'aws:sourceip': 'foreign',
    // The check of the bucket sees to it that it is there.
    'aws:requestedregion': [reportRegion],
    'aws:resourceaccount': [owner.accountId],
    's3:resourceaccount': [owner.accountId],
    // AWS takes no older one: https://aws.amazon.com/blogs/security/tls-1-2-required-for-aws-endpoints/
    's3:tlsversion': { oneOf: ['1.2', '1.3'] },
  };
}

/**
 * Whether a statement is about the billing service, by name or because it is about everybody. What
 * `*` means among services nobody describes.
 */
function coversBilling(statement: PolicyStatement): Truth {
  const { NotPrincipal } = statement;
  if (statement.Principal !== undefined)
    return some(
      principalsOf(statement).map(({ type, value }) => {
        if (type === 'AWS') return toTruth(value === '*');
        if (type !== 'Service') return 'no';
        return value === '*' ? 'unknown' : toTruth(value === billingService);
      }),
    );
  if (NotPrincipal === undefined || NotPrincipal === '*') return 'no';
  return toTruth(!(NotPrincipal.Service ?? []).includes(billingService));
}

type Version = Pick<PolicyDocument, 'Version'>;

/** What becomes of a statement in a request of the billing service. */
function judgeBilling(
  policy: Version,
  statement: PolicyStatement,
  { action, resource }: BillingRequest,
  names: Names,
) {
  return judgeStatement(policy, statement, {
    covers: coversBilling,
    action,
    resource,
    context: billingContext(names),
  });
}

/**
 * Whether a Deny statement stops any of the service's requests. Where it is about files that AWS
 * may write or not, or about some of them, that is unknown.
 */
export function stopsBilling(policy: Version, statement: PolicyStatement, names: Names): Truth {
  if (statement.Effect !== 'Deny') return 'no';
  return some(
    billingRequests(names).map((request) => {
      const { applies, touches } = judgeBilling(policy, statement, request, names);
      if (request.isCertain && applies === 'yes') return 'yes';
      return touches === 'no' ? 'no' : 'unknown';
    }),
  );
}

/** What of the service's requests no Allow statement covers, and what comes closest to it. */
export interface Gaps {
  /** Who is allowed something instead, when nothing is allowed to the service. */
  serviceNotNamed?: string[];
  /** Actions that no statement for the service allows. */
  missing: string[];
  allowedActions: string[];
  /** Resources that statements for the service name, where those that it needs are others. */
  resources: string[];
  wanted: string[];
  /** Conditions that the service does not meet. */
  lines: ConditionLine[];
  /** What nobody knows whether the service meets it, in words. */
  unclear: string[];
}

/** Compares what the service asks of the bucket with what a policy allows. */
export function findGaps(policy: PolicyDocument, names: Names): Gaps {
  const allows = policy.Statement.filter(({ Effect }) => Effect === 'Allow');
  const mine = allows.filter((statement) => coversBilling(statement) !== 'no');
  const unique = (values: readonly string[]) => [...new Set(values)];
  const gaps: Gaps = {
    missing: [],
    allowedActions: unique(
      mine.flatMap(
        ({ Action, NotAction }) => Action ?? NotAction?.map((action) => `all but ${action}`) ?? [],
      ),
    ),
    resources: [],
    wanted: [],
    lines: [],
    unclear: [],
  };
  if (mine.length === 0) {
    const others = allows.flatMap((statement) => principalsOf(statement).map(describePrincipal));
    return { ...gaps, serviceNotNamed: unique(others) };
  }
  for (const request of billingRequests(names)) addGap(gaps, request, policy, mine, names);
  const { missing, resources, wanted, unclear } = gaps;
  return {
    ...gaps,
    missing: unique(missing),
    resources: unique(resources),
    wanted: unique(wanted),
    unclear: unique(unclear),
  };
}

/** Files of reports in other forms than Eco's: nobody has to allow them. */
const otherForms = /\.csv(\.gz|\.zip)?$/;

/** Adds to `gaps` why these statements do not cover a request, if they do not. */
function addGap(
  gaps: Gaps,
  request: BillingRequest,
  policy: PolicyDocument,
  statements: readonly PolicyStatement[],
  names: Names,
): void {
  const { action, resource, wanted, isCertain } = request;
  if (!isCertain && otherForms.test(resource.text)) return;
  const judged = statements.map((statement) => judgeBilling(policy, statement, request, names));
  if (judged.some(({ applies }) => applies === 'yes')) return;
  const acting = judged.filter(({ acts }) => acts !== 'no');
  if (acting.length === 0) {
    gaps.missing.push(action);
    return;
  }
  const fitting = acting.filter(({ reach }) => reach.all !== 'no');
  if (fitting.length === 0) {
    if (!isCertain) {
      gaps.unclear.push(`no statement allows all files ${resource.text}`);
      return;
    }
    gaps.wanted.push(wanted);
    for (const { statement } of acting)
      gaps.resources.push(
        ...(statement.Resource ?? statement.NotResource?.map((no) => `all but ${no}`) ?? []),
      );
    return;
  }
  const closest = fitting.toSorted((a, b) => a.failed.length - b.failed.length)[0];
  const language = languageOf(policy);
  if (closest === undefined || language === undefined) {
    gaps.unclear.push('the policy has a version that AWS does not describe');
    return;
  }
  // Naming the report itself instead of definition/* may work or not: AWS does not say what it
  // sends.
  const ownArn = reportArnPattern(names).replace('*', names.reportName);
  const context = { ...billingContext(names), 'aws:sourcearn': [ownArn] };
  const failed = closest.failed.filter((line) => evaluateLine(line, context, language) === 'no');
  if (failed.length > 0) {
    gaps.lines.push(...failed);
    return;
  }
  const open = [...closest.unknown, ...closest.failed].map(describeLine);
  gaps.unclear.push(...(open.length > 0 ? open : [`whether it is about ${resource.text}`]));
}

/** A condition as a sentence names it. */
export const describeLine = ({ operator, key, values }: ConditionLine): string =>
  `${operator} ${key}: ${values.join(' or ')}`;

/** Whether a statement allows the service by name, and for reports of any account. */
export function isUnguarded(policy: Version, statement: PolicyStatement, names: Names): boolean {
  const isNamed = principalsOf(statement).some(
    ({ type, value }) => type === 'Service' && value === billingService,
  );
  if (statement.Effect !== 'Allow' || !isNamed) return false;
  const stranger = { ...names, accountId: '000000000000' };
  const context = {
    ...billingContext(stranger),
    'aws:resourceaccount': [names.accountId],
    's3:resourceaccount': [names.accountId],
    'aws:sourceorgid': 'foreign' as const,
    'aws:sourceorgpaths': 'foreign' as const,
  };
  const guarding = { ...statement, Condition: onlySources(statement.Condition) };
  return billingRequests(names)
    .filter(({ action }) => action === 's3:PutObject')
    .some(
      ({ action, resource }) =>
        judgeStatement(policy, guarding, { action, resource, context }).touches === 'yes',
    );
}

/** The lines of a condition that say on whose behalf the service may come. */
function onlySources(condition: PolicyStatement['Condition']): PolicyStatement['Condition'] {
  const isSource = ([key]: [string, unknown]) =>
    /^aws:Source(Account|Arn|OrgID|OrgPaths)$/i.test(key);
  return Object.fromEntries(
    Object.entries(condition ?? {}).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).filter(isSource)),
    ]),
  );
}

/**
 * Whether the policy lets the billing service deliver: all that is needed is allowed, and nothing
 * denies it.
 */
export function mayDeliver(policy: PolicyDocument, names: Names): Truth {
  const { serviceNotNamed, missing, wanted, lines, unclear } = findGaps(policy, names);
  const stops = policy.Statement.map((statement) => stopsBilling(policy, statement, names));
  if (
    serviceNotNamed ||
    stops.includes('yes') ||
    [missing, wanted, lines].some(({ length }) => length > 0)
  )
    return 'no';
  return unclear.length > 0 || stops.includes('unknown') ? 'unknown' : 'yes';
}

type EvidenceOf<K> = K extends EvidenceKind<infer T> ? Evidence<T> : never;

/**
 * Whether the bucket is somebody else's: it is there (S3 tells everybody so, by a refusal too), and not
 * in the list of the account's own.
 */
export function isStrangers(
  location: EvidenceOf<typeof bucketLocation>,
  owned: EvidenceOf<typeof ownedBuckets>,
  { bucketName }: Pick<Names, 'bucketName'>,
): boolean {
  return (
    (location.status === 'found' || location.status === 'denied') &&
    owned.status === 'found' &&
    !owned.value.Buckets.some(({ Name }) => Name === bucketName)
  );
}

/**
 * What has to be done about the bucket before AWS takes a report that delivers into it; undefined
 * when nothing is known to be wrong.
 */
export function bucketObstacle(
  {
    location,
    owned,
    policy,
    key,
  }: {
    location: EvidenceOf<typeof bucketLocation>;
    owned: EvidenceOf<typeof ownedBuckets>;
    policy: EvidenceOf<typeof bucketPolicy>;
    /** The key that keeps AWS out, where the last delivery was refused. */
    key: string | undefined;
  },
  names: Names,
): string | undefined {
  if (location.status === 'absent') return `create the bucket ${names.bucketName}`;
  if (isStrangers(location, owned, names))
    return `create a bucket of your own, as ${names.bucketName} belongs to another account`;
  if (location.status === 'found' && location.value.LocationConstraint !== reportRegion)
    return `create a bucket in ${reportRegion}`;
  const refused =
    policy.status === 'absent' ||
    (policy.status === 'found' && mayDeliver(policy.value.Policy, names) === 'no');
  if (refused) return 'correct the bucket policy';
  return key === undefined
    ? undefined
    : `have the billing service let into ${key}, with which the bucket encrypts (billingreports.amazonaws.com needs kms:GenerateDataKey and kms:Decrypt)`;
}
