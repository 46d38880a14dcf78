import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import { contextOf } from '../../../simulator/aws/authorization/context.ts';
import { evaluate } from '../../../simulator/aws/authorization/evaluate.ts';
import type { CallerPolicies } from '../../../simulator/aws/authorization/policies.ts';
import { createAccount } from '../../../simulator/aws/seed.ts';
import { allow, other, own, policy, roleWith } from '../../../simulator/aws/testing.ts';
import { World } from '../../../simulator/world.ts';
import { decide } from './evaluate.ts';
import { coversCaller, principalsOf } from './principals.ts';
import {
  arbitraryPolicy,
  arbitraryValues,
  type Grammar,
  type Keys,
  type RawPolicy,
  type RawStatement,
} from './testing/arbitrary-policies.ts';
import { evaluateTrust } from './trust.ts';
import { every, not, some, type Truth, toTruth } from './truth.ts';

/** How many requests are decided of each kind. */
const runs = 3_000;
const seed = 8;

const v = (inner: string) => `\${${inner}}`;
const world = new World();
createAccount(world, { id: own });
createAccount(world, { id: other });
const sessionOf = (accountId: string) => {
  const credentials = roleWith(world, accountId, 'Caller');
  const account = world.aws.accounts.get(accountId);
  if (!account) throw new Error('The account was just made.');
  return { account, credentials };
};
const callers = { own: sessionOf(own), other: sessionOf(other) };
const arnOf = (account: string, resource: string) => `arn:aws:iam::${account}:${resource}`;
const role = arnOf(own, 'role/Caller');
const session = `arn:aws:sts::${own}:assumed-role/Caller/test`;

const now = '2026-02-03T04:05:06Z';
const keys: Keys = {
  'aws:PrincipalArn': {
    type: 'arn',
    actual: [[role]],
    wanted: [
      role,
      arnOf('*', 'role/*'),
      arnOf(own, 'role/C?ller'),
      'arn:aws:iam::*:*',
      'arn:aws:iam::*Caller',
      'arn:aws:iam::*',
      'arn:*:iam:*:*:user/*',
      'arn:aws:i*:role/Caller',
    ],
  },
  'aws:PrincipalAccount': { type: 'string', actual: [[own]], wanted: [own, other, '1111*', '*'] },
  'aws:username': {
    type: 'string',
    actual: [['alice'], undefined],
    wanted: ['alice', 'ALICE', 'a*', '?lice', 'bob', ''],
  },
  'aws:TagKeys': {
    type: 'strings',
    actual: [['a', 'b'], ['a'], ['A', 'c'], undefined],
    wanted: ['a', 'b', '*', 'c'],
  },
  'aws:SecureTransport': {
    type: 'boolean',
    actual: [['true'], ['false'], undefined],
    wanted: ['true', 'False', 'TRUE'],
  },
  'aws:SourceIp': {
    type: 'address',
    actual: [['203.0.113.10'], ['2001:db8::1'], undefined],
    wanted: ['203.0.113.0/24', '203.0.113.10', '0.0.0.0/0', '10.0.0.0/8', '2001:db8::/32', '::/0'],
  },
  'aws:CurrentTime': {
    type: 'date',
    actual: [[now], ['2026-01-01T00:00:00Z']],
    wanted: [now, '2026-01-01', '1770091506', '2026-02-03T05:05:06+01:00', '2030-01'],
  },
  's3:max-keys': {
    type: 'number',
    actual: [['10'], ['-1.5'], undefined],
    wanted: ['10', '10.0', '9', '-1.5', '0'],
  },
  's3:x-amz-checksum': { type: 'binary', actual: [['QUJD'], undefined], wanted: ['QUJD', 'QUI='] },
};

const variables = {
  present: [
    v('aws:PrincipalAccount'),
    `${v('AWS:principalaccount')}*`,
    v('*'),
    `x${v('$')}`,
    arnOf(v('aws:PrincipalAccount'), 'role/*'),
  ],
  maybeAbsent: [
    arnOf('*', `user/${v('aws:username')}`),
    v('aws:username'),
    v("aws:username, 'bob'"),
    `*${v('aws:username')}`,
  ],
};

const bucket = 'arn:aws:s3:::reports';
const identityGrammar: Grammar = {
  keys,
  variables,
  actions: ['s3:GetObject', 's3:Get*', 'S3:*', '*', 's3:?etobject', 's3:PutObject', 'iam:*'],
  resources: [
    '*',
    `${bucket}/*`,
    bucket,
    `${bucket}*`,
    'arn:aws:s3:*:*:reports/a/?',
    `${bucket}/*.parquet`,
    `${bucket}/a/*`,
    'arn:aws:s3*',
    `${bucket}/${v('aws:PrincipalAccount')}/*`,
    `${bucket}/${v("aws:username, 'a'")}/*`,
  ],
};
const bucketGrammar: Grammar = {
  ...identityGrammar,
  principals: [
    '*',
    { AWS: '*' },
    { AWS: own },
    { AWS: [arnOf(own, 'root')] },
    { AWS: [role, other] },
    { AWS: arnOf(own, 'role/Other') },
    { AWS: other, Service: 'billingreports.amazonaws.com' },
  ],
  notPrincipals: [
    { AWS: [role, arnOf(own, 'root')] },
    { AWS: [own, role, session] },
    { AWS: other },
    { Service: ['ec2.amazonaws.com'] },
  ],
};

/** A request: what is asked of what, and what is known of it. */
const arbitraryRequest = fc.record({
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:ListBucket'),
  resource: fc.constantFrom(
    bucket,
    `${bucket}/a/b`,
    `${bucket}/${own}/x`,
    `${bucket}/alice/y:z.parquet`,
    'arn:aws:s3:::other/a',
  ),
  values: arbitraryValues(keys),
});
type Request = typeof arbitraryRequest extends fc.Arbitrary<infer T> ? T : never;

const known = (values: Request['values']) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), value ?? ('absent' as const)]),
  );

/** A case of a kind, and what each evaluator says of it. */
interface Kind<Case> {
  arbitrary: fc.Arbitrary<Case>;
  product: (one: Case) => Truth;
  simulator: (one: Case) => Truth;
  /** The same case with its policies changed; for planting errors. */
  change: (one: Case, change: (document: RawPolicy) => RawPolicy) => Case;
}

const source = (layer: 'identity' | 'boundary' | 'scp', document: RawPolicy) => ({
  layer,
  id: layer,
  document: { ...document },
});
const everything = source('identity', policy(allow('*')) as unknown as RawPolicy);

function simulate(
  { action, resource, values }: Request,
  policies: CallerPolicies,
  resourcePolicy?: RawPolicy,
): Truth {
  const permission = {
    action,
    resource,
    resourceAccount: own,
    resourcePolicy: resourcePolicy && { ...resourcePolicy },
  };
  const context = contextOf(values);
  const caller = callers.own;
  return toTruth(evaluate({ world, caller, permission, context, policies }).allowed);
}

interface IdentityCase {
  request: Request;
  identity: RawPolicy;
  boundary?: RawPolicy;
  scp?: RawPolicy[];
}

/** Policies of the caller: its own, and where they are there a boundary and the organization's. */
const identity: Kind<IdentityCase> = {
  arbitrary: fc.record({
    request: arbitraryRequest,
    identity: arbitraryPolicy(identityGrammar),
    boundary: fc.option(arbitraryPolicy(identityGrammar), { nil: undefined, freq: 1 }),
    scp: fc.option(fc.array(arbitraryPolicy(identityGrammar), { minLength: 1, maxLength: 2 }), {
      nil: undefined,
      freq: 1,
    }),
  }),
  product({ request: { action, resource, values }, identity: own, boundary, scp }) {
    const request = { action, resource: { text: resource }, context: known(values) };
    return every(
      [own, ...(boundary ? [boundary] : []), ...(scp ?? [])].map(
        (document) => decide(policyDocument.parse(document), request).outcome,
      ),
    );
  },
  simulator: ({ request, identity: own, boundary, scp }) =>
    simulate(request, {
      identity: [source('identity', own)],
      boundary: boundary && [source('boundary', boundary)],
      scp: scp?.map((document) => [source('scp', document)]),
    }),
  change: (one, change) => ({
    ...one,
    identity: change(one.identity),
    boundary: one.boundary && change(one.boundary),
    scp: one.scp?.map(change),
  }),
};

interface BucketCase {
  request: Request;
  document: RawPolicy;
  hasBoundary: boolean;
  /** Whether the caller's own policies allow everything, or nothing. */
  mayAll: boolean;
}

const bucketPolicy: Kind<BucketCase> = {
  arbitrary: fc.record({
    request: arbitraryRequest,
    document: arbitraryPolicy(bucketGrammar),
    hasBoundary: fc.boolean(),
    mayAll: fc.boolean(),
  }),
  product({ request: { action, resource, values }, document, hasBoundary, mayAll }) {
    const caller = { accountId: own, arn: role, hasBoundary };
    const { denied, allowed } = decide(policyDocument.parse(document), {
      // A whole account only delegates to the policies of the caller.
      covers: (statement) =>
        statement.Effect === 'Allow'
          ? toTruth(principalsOf(statement).some(({ value }) => value === '*' || value === role))
          : coversCaller(statement, caller),
      action,
      resource: { text: resource },
      context: known(values),
    });
    return every([not(denied), some([toTruth(mayAll), allowed])]);
  },
  simulator: ({ request, document, hasBoundary, mayAll }) =>
    simulate(
      request,
      {
        identity: mayAll ? [everything] : [],
        boundary: hasBoundary ? [{ ...everything, layer: 'boundary' }] : undefined,
      },
      document,
    ),
  change: (one, change) => ({ ...one, document: change(one.document) }),
};

const vendor = arnOf(other, 'role/Caller');
const trustKeys: Keys = {
  'sts:ExternalId': {
    type: 'string',
    actual: [['act-1'], ['ACT-1'], ['stranger'], undefined],
    wanted: ['act-1', 'act-*', '*', 'ACT-1', 'act-?'],
  },
  'aws:PrincipalArn': {
    type: 'arn',
    actual: [[vendor]],
    wanted: [vendor, arnOf(other, '*'), 'arn:aws:iam::*Caller', arnOf('*', 'role/Caller'), role],
  },
  'aws:PrincipalAccount': { type: 'string', actual: [[other]], wanted: [own, other, '*'] },
  'aws:CurrentTime': {
    type: 'date',
    actual: [[now]],
    wanted: [now, '2026-01-01', '1770091506', '2030-01-01T00:00:00Z'],
  },
  'aws:SecureTransport': { type: 'boolean', actual: [['true']], wanted: ['true', 'FALSE'] },
  'aws:MultiFactorAuthPresent': { type: 'boolean', actual: [['false']], wanted: ['true', 'false'] },
  'aws:SourceAccount': { type: 'string', actual: [undefined], wanted: [own] },
};
const trustGrammar: Grammar = {
  keys: trustKeys,
  variables: {
    present: [v('aws:PrincipalAccount'), `arn:aws:iam::${v('aws:PrincipalAccount')}:role/*`],
    maybeAbsent: [v('sts:ExternalId'), v("sts:ExternalId, 'act-1'")],
  },
  actions: ['sts:AssumeRole', 'sts:*', 'sts:TagSession', 'sts:Assume*', 'STS:assumerole'],
  principals: [
    '*',
    { AWS: [other] },
    { AWS: arnOf(other, 'root') },
    { AWS: [vendor, own] },
    { AWS: own },
    { Service: 'ec2.amazonaws.com' },
    { Service: 'ec2.amazonaws.com', AWS: '*' },
  ],
};

interface TrustCase {
  document: RawPolicy;
  values: Request['values'];
}

const trust: Kind<TrustCase> = {
  arbitrary: fc.record({
    document: arbitraryPolicy(trustGrammar),
    values: arbitraryValues(trustKeys),
  }),
  product({ document, values }) {
    const id = values['sts:ExternalId']?.[0];
    const caller = { accountId: other, arn: vendor };
    const { outcome } = evaluateTrust(policyDocument.parse(document), caller, id, new Date(now));
    return outcome === 'unknown' ? outcome : toTruth(outcome === 'granted');
  },
  simulator({ document, values }) {
    const permission = {
      action: 'sts:AssumeRole',
      resource: role,
      resourceAccount: own,
      resourcePolicy: { ...document },
    };
    return toTruth(
      evaluate({
        world,
        caller: callers.other,
        permission,
        context: contextOf(values),
        policies: { identity: [everything] },
      }).allowed,
    );
  },
  change: (one, change) => ({ ...one, document: change(one.document) }),
};

/** Compares both on many cases; what they decide, and the smallest case on which they differ. */
function compare<Case>(kind: Kind<Case>, endOnFailure = false) {
  const counts = { yes: 0, no: 0, unknown: 0 };
  const details = fc.check(
    fc.property(kind.arbitrary, (one) => {
      const said = kind.product(one);
      counts[said]++;
      return said === kind.simulator(one);
    }),
    { numRuns: runs, seed, endOnFailure },
  );
  return { counts, differs: details.counterexample?.[0] };
}

const changeStatements =
  (change: (statement: RawStatement) => RawStatement) =>
  (document: RawPolicy): RawPolicy => ({ ...document, Statement: document.Statement.map(change) });

/** Replaces names of elements or operators wherever they stand. */
const rename = (from: RegExp, to: string) => (document: RawPolicy) =>
  JSON.parse(JSON.stringify(document).replaceAll(from, to)) as RawPolicy;

/** Errors that an evaluator could have, as policies that it takes for others. */
const errors: Readonly<Record<string, (document: RawPolicy) => RawPolicy>> = {
  'variables are not replaced': ({ Statement }) => ({ Statement }),
  'variables are replaced in every version': (document) => ({ ...document, Version: '2012-10-17' }),
  'NotAction is read as Action': rename(/"NotAction":/g, '"Action":'),
  'a Deny is overlooked': (document) => ({
    ...document,
    Statement: document.Statement.filter(({ Effect }) => Effect === 'Allow'),
  }),
  'conditions are overlooked': changeStatements(({ Condition: _, ...rest }) => rest),
  'IfExists is overlooked': rename(/IfExists":/g, '":'),
  'negations need a key': rename(/"(String|Arn|Numeric|Date)Not/g, '"ForAnyValue:$1Not'),
  'ForAllValues is read as ForAnyValue': rename(/ForAllValues:/g, 'ForAnyValue:'),
  'ARNs are compared as whole texts': rename(/Arn(Not)?(Equals|Like)/g, 'String$1Like'),
  'True is not true': rename(/"(True|TRUE|False|FALSE)"/g, '"neither"'),
};

describe.each([
  ['identity, boundary and organization', identity],
  ['bucket', bucketPolicy],
  ['trust', trust],
] as [string, Kind<unknown>][])('policies: %s', (name, kind) => {
  it(`are decided alike by product and simulator`, () => {
    const { counts, differs } = compare(kind);
    expect(differs).toBeUndefined();
    expect(counts.unknown).toBe(0);
    console.log(
      `${name}: ${counts.yes + counts.no} decided alike (${counts.yes} allowed, ${counts.no} refused), cannot tell: ${counts.unknown}`,
    );
    expect(Math.min(counts.yes, counts.no)).toBeGreaterThan(runs / 20);
  });

  it.each(Object.entries(errors))('an error in either evaluator is found: %s', (_, change) => {
    const wrong = (side: 'product' | 'simulator'): Kind<unknown> => ({
      ...kind,
      [side]: (one: unknown) => kind[side](kind.change(one, change)),
    });
    expect(compare(wrong('product'), true).differs).toBeDefined();
    expect(compare(wrong('simulator'), true).differs).toBeDefined();
  });
});
