import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import type bucketLocation from '../../../evidence/aws/bucket-location.ts';
import type bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { reportRegion } from '../../../spot.ts';
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
export interface Names {
  accountId: string;
  bucketName: string;
  reportPrefix: string;
  reportName: string;
}

/**
 * What the billing service asks of the bucket. `s3:GetBucketAcl` is not among it: AWS publishes a
 * policy form without it.
 */
export function billingRequests({
  bucketName,
  reportPrefix,
  reportName,
}: {
  bucketName: string;
  reportPrefix: string;
  reportName: string;
}) {
  const bucket = `arn:aws:s3:::${bucketName}`;
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
export function billingContext(accountId: string): RequestContext {
  const absent = [
    'aws:principalarn,aws:principalaccount,aws:principalorgid,aws:principalorgpaths,aws:principaltype,aws:principaltag/,aws:userid,aws:username',
    'aws:sourcevpc,aws:sourcevpce,aws:vpcsourceip,aws:multifactorauthpresent,aws:multifactorauthage,aws:federatedprovider,aws:referer',
  ].flatMap((keys) => keys.split(','));
  return {
    ...Object.fromEntries(absent.map((key) => [key, 'absent' as const])),
    'aws:sourceaccount': [accountId],
    'aws:sourcearn': [reportArnPattern(accountId)],
    'aws:principalisawsservice': ['true'],
    'aws:principalservicename': [billingService],
    'aws:securetransport': ['true'],
    'aws:sourceip': 'foreign',
  };
}

/** Whether a statement is about the billing service, by name or because it is about everybody. */
export function coversBilling(statement: PolicyStatement): boolean {
  if (statement.Principal !== undefined)
    return principalsOf(statement).some(
      ({ type, value }) => value === '*' || (type === 'Service' && value === billingService),
    );
  if (statement.NotPrincipal === undefined || statement.NotPrincipal === '*') return false;
  return !(statement.NotPrincipal.Service ?? []).includes(billingService);
}

/** Whether a Deny statement stops any of the service's requests. */
export function stopsBilling(
  statement: PolicyStatement,
  requests: ReturnType<typeof billingRequests>,
  accountId: string,
): Truth {
  if (statement.Effect !== 'Deny' || !coversBilling(statement)) return 'no';
  if (
    !requests.some(
      ({ action, resource }) =>
        coversAction(statement, action) && coversResource(statement, resource),
    )
  )
    return 'no';
  return evaluateConditions(statement.Condition, billingContext(accountId)).truth;
}

/** Condition keys that keep strangers out when a statement is about everybody. */
const narrowing =
  /^aws:(source(account|arn|orgid|orgpaths|owner|vpc|vpce|ip)|principal(orgid|orgpaths|account|arn)|userid)$/i;

/** Whether anybody in the world may write with this statement. */
export function letsAnyoneWrite(statement: PolicyStatement, bucketName: string): boolean {
  return (
    statement.Effect === 'Allow' &&
    principalsOf(statement).some(({ value }) => value === '*') &&
    coversAction(statement, 's3:PutObject') &&
    coversResource(statement, `arn:aws:s3:::${bucketName}/any`) &&
    !conditionLines(statement.Condition).some(
      ({ key, values }) =>
        narrowing.test(key) && !values.every((value) => /^\*+$|\/0$/.test(value)),
    )
  );
}

/**
 * What of the service's requests no Allow statement covers, and what comes closest to covering it.
 */
export function whatIsNotAllowed(policy: PolicyDocument, names: Names) {
  const { accountId } = names;
  const requests = billingRequests(names);
  const allows = policy.Statement.filter(({ Effect }) => Effect === 'Allow');
  const mine = allows.filter(coversBilling);
  const nothing = {
    missing: [],
    allowedActions: [],
    resources: [],
    wanted: [],
    lines: [],
    unclear: [],
  };
  const unique = (values: readonly string[]) => [...new Set(values)];
  if (mine.length === 0)
    return {
      ...nothing,
      serviceNotNamed: unique(
        allows.flatMap((statement) => principalsOf(statement).map(describePrincipal)),
      ),
    };

  const missing = new Set<string>();
  const resources = new Set<string>();
  const wanted = new Set<string>();
  const lines: ConditionLine[] = [];
  const unclear: ConditionLine[] = [];
  for (const request of requests) {
    const acting = mine.filter((statement) => coversAction(statement, request.action));
    const fitting = acting.filter((statement) => coversResource(statement, request.resource));
    if (acting.length === 0) missing.add(request.action);
    else if (fitting.length === 0) {
      wanted.add(request.wanted);
      for (const { Resource, NotResource } of acting)
        for (const name of Resource ?? NotResource?.map((no) => `all but ${no}`) ?? [])
          resources.add(name);
    } else {
      const outcomes = fitting.map((statement) =>
        evaluateConditions(statement.Condition, billingContext(accountId)),
      );
      if (outcomes.some(({ truth }) => truth === 'yes')) continue;
      const closest = outcomes.sort((a, b) => a.failed.length - b.failed.length)[0];
      // Naming the report itself instead of definition/* may work or not: AWS does not say what it
      // sends.
      const ownArn = {
        ...billingContext(accountId),
        'aws:sourcearn': [reportArnPattern(accountId).replace('*', names.reportName)],
      };
      const failed = (closest?.failed ?? []).filter((line) => evaluateLine(line, ownArn) === 'no');
      if (failed.length > 0) lines.push(...failed);
      else unclear.push(...(closest?.unknown ?? []), ...(closest?.failed ?? []));
    }
  }
  const allowedActions = unique(
    mine.flatMap(
      ({ Action, NotAction }) => Action ?? NotAction?.map((action) => `all but ${action}`) ?? [],
    ),
  );
  return {
    ...nothing,
    serviceNotNamed: undefined,
    missing: [...missing],
    allowedActions,
    resources: [...resources],
    wanted: [...wanted],
    lines,
    unclear,
  };
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
  const { serviceNotNamed, missing, wanted, lines, unclear } = whatIsNotAllowed(policy, names);
  const stops = policy.Statement.map((statement) =>
    stopsBilling(statement, billingRequests(names), names.accountId),
  );
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
