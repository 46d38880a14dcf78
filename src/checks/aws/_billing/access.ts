import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import type bucketLocation from '../../../evidence/aws/bucket-location.ts';
import type bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { reportRegion } from '../../../spot.ts';
import { formatBucketArn } from '../_policy/arns.ts';
import {
  type ConditionLine,
  conditionLines,
  evaluateConditions,
  evaluateLine,
  type RequestContext,
  type Truth,
} from '../_policy/conditions.ts';
import { coversAction, coversResource } from '../_policy/match.ts';
import { describePrincipal, principalsOf } from '../_policy/principals.ts';
import { billingService, reportArnPattern, testObjectName } from './documents.ts';

/** What a report's delivery is about. */
export interface Names extends AwsPlace {
  accountId: string;
  bucketName: string;
  reportPrefix: string;
  reportName: string;
}

/**
 * What the billing service asks of the bucket. `s3:GetBucketAcl` is not among it: AWS publishes a
 * policy form without it.
 */
function billingRequests({ bucketName, reportPrefix, reportName, partition }: Names) {
  const bucket = formatBucketArn({ bucketName, partition });
  return [
    { action: 's3:GetBucketPolicy', resource: bucket, wanted: bucket },
    // The test object goes to the root of the bucket: a grant on the prefix alone is not enough.
    { action: 's3:PutObject', resource: `${bucket}/${testObjectName}`, wanted: `${bucket}/*` },
    {
      action: 's3:PutObject',
      resource: `${bucket}/${reportPrefix}/${reportName}/${reportName}-Manifest.json`,
      wanted: `${bucket}/*`,
    },
  ] as const;
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
  };
}

/** Whether a statement is about the billing service, by name or because it is about everybody. */
function coversBilling(statement: PolicyStatement): boolean {
  if (statement.Principal !== undefined)
    return principalsOf(statement).some(
      ({ type, value }) => value === '*' || (type === 'Service' && value === billingService),
    );
  if (statement.NotPrincipal === undefined || statement.NotPrincipal === '*') return false;
  return !(statement.NotPrincipal.Service ?? []).includes(billingService);
}

/** Whether a Deny statement stops any of the service's requests. */
export function stopsBilling(statement: PolicyStatement, names: Names): Truth {
  if (statement.Effect !== 'Deny' || !coversBilling(statement)) return 'no';
  if (
    !billingRequests(names).some(
      ({ action, resource }) =>
        coversAction(statement, action) && coversResource(statement, resource),
    )
  )
    return 'no';
  return evaluateConditions(statement.Condition, billingContext(names)).truth;
}

/** Condition keys that keep strangers out when a statement is about everybody. */
const narrowing =
  /^aws:(source(account|arn|orgid|orgpaths|owner|vpc|vpce|ip)|principal(orgid|orgpaths|account|arn)|userid)$/i;

/** Whether anybody in the world may write with this statement. */
export function letsAnyoneWrite(statement: PolicyStatement, { bucketName, partition }: Names) {
  return (
    statement.Effect === 'Allow' &&
    principalsOf(statement).some(({ value }) => value === '*') &&
    coversAction(statement, 's3:PutObject') &&
    coversResource(statement, `${formatBucketArn({ bucketName, partition })}/any`) &&
    !conditionLines(statement.Condition).some(
      ({ key, values }) =>
        narrowing.test(key) && !values.every((value) => /^\*+$|\/0$/.test(value)),
    )
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
  /** Conditions of which nobody knows whether it meets them. */
  unclear: ConditionLine[];
}

/** Compares what the service asks of the bucket with what a policy allows. */
export function findGaps(policy: PolicyDocument, names: Names): Gaps {
  const allows = policy.Statement.filter(({ Effect }) => Effect === 'Allow');
  const mine = allows.filter(coversBilling);
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
  for (const request of billingRequests(names)) addGap(gaps, request, mine, names);
  const { missing, resources, wanted } = gaps;
  return {
    ...gaps,
    missing: unique(missing),
    resources: unique(resources),
    wanted: unique(wanted),
  };
}

/** Adds to `gaps` why these statements do not cover a request, if they do not. */
function addGap(
  gaps: Gaps,
  request: ReturnType<typeof billingRequests>[number],
  statements: readonly PolicyStatement[],
  names: Names,
) {
  const acting = statements.filter((statement) => coversAction(statement, request.action));
  if (acting.length === 0) {
    gaps.missing.push(request.action);
    return;
  }
  const fitting = acting.filter((statement) => coversResource(statement, request.resource));
  if (fitting.length === 0) {
    gaps.wanted.push(request.wanted);
    for (const { Resource, NotResource } of acting)
      gaps.resources.push(...(Resource ?? NotResource?.map((no) => `all but ${no}`) ?? []));
    return;
  }
  const context = billingContext(names);
  const outcomes = fitting.map(({ Condition }) => evaluateConditions(Condition, context));
  if (outcomes.some(({ truth }) => truth === 'yes')) return;
  const closest = outcomes.toSorted((a, b) => a.failed.length - b.failed.length)[0];
  // Naming the report itself instead of definition/* may work or not: AWS does not say what it
  // sends.
  const ownArn = reportArnPattern(names).replace('*', names.reportName);
  const failed = (closest?.failed ?? []).filter(
    (line) => evaluateLine(line, { ...context, 'aws:sourcearn': [ownArn] }) === 'no',
  );
  if (failed.length > 0) gaps.lines.push(...failed);
  else gaps.unclear.push(...(closest?.unknown ?? []), ...(closest?.failed ?? []));
}

/** Whether a statement allows the service by name, and nothing ties it to one account. */
export function isUnguarded(statement: PolicyDocument['Statement'][number]): boolean {
  return (
    statement.Effect === 'Allow' &&
    principalsOf(statement).some(
      ({ type, value }) => type === 'Service' && value === billingService,
    ) &&
    coversAction(statement, 's3:PutObject') &&
    !conditionLines(statement.Condition).some(
      ({ key, values }) =>
        /^aws:Source(Account|Arn|OrgID)$/i.test(key) &&
        !values.every((value) => /^\*+$/.test(value)),
    )
  );
}

/**
 * Whether the policy lets the billing service deliver: all that is needed is allowed, and nothing
 * denies it.
 */
export function mayDeliver(policy: PolicyDocument, names: Names): Truth {
  const { serviceNotNamed, missing, wanted, lines, unclear } = findGaps(policy, names);
  const stops = policy.Statement.map((statement) => stopsBilling(statement, names));
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
 * What has to be done about the bucket before AWS takes a report that delivers into it; undefined
 * when nothing is known to be wrong.
 */
export function bucketObstacle(
  location: EvidenceOf<typeof bucketLocation>,
  policy: EvidenceOf<typeof bucketPolicy>,
  names: Names,
): string | undefined {
  if (location.status === 'absent') return `create the bucket ${names.bucketName}`;
  if (location.status === 'found' && location.value.LocationConstraint !== reportRegion)
    return `create a bucket in ${reportRegion}`;
  const refused =
    policy.status === 'absent' ||
    (policy.status === 'found' && mayDeliver(policy.value.Policy, names) === 'no');
  return refused ? 'correct the bucket policy' : undefined;
}
