import type { Truth } from '../truth.ts';

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const operators = `${guide}/reference_policies_elements_condition_operators.html`;
const multivalued = `${guide}/reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const variables = `${guide}/reference_policies_variables.html`;

/** A text of a policy with a variable in it: `v('aws:username')`. */
const v = (inner: string) => `\${${inner}}`;

/** One line of a condition, and whether it holds. */
export interface ConditionRow {
  operator: string;
  values: readonly string[];
  /** Values of the key in the request; none: it is absent. */
  actual?: readonly string[];
  /** `unknown`: AWS does not describe it, so that nobody may decide it. */
  holds: Truth;
  source: string;
  /** The policy's version. Default: 2012-10-17. */
  version?: string;
}

/** What other keys have in the requests of the rows. */
export const otherKeys = {
  'aws:username': ['alice'],
  'aws:PrincipalTag/team': ['blue'],
  'aws:TagKeys': ['one', 'two'],
} as const;

function rows(
  source: string,
  ...list: [
    operator: string,
    values: readonly string[],
    actual: readonly string[] | undefined,
    holds: Truth,
  ][]
): ConditionRow[] {
  return list.map(([operator, values, actual, holds]) => ({
    operator,
    values,
    actual,
    holds,
    source,
  }));
}

/** Each operator with a value that fits and one that does not: both, its negation, and IfExists. */
function pairs(
  source: string,
  name: string,
  negation: string | undefined,
  wanted: string,
  fitting: string,
  other: string,
): ConditionRow[] {
  const forOne = (operator: string, negated: boolean): ConditionRow[] =>
    rows(
      source,
      [operator, [wanted], [fitting], negated ? 'no' : 'yes'],
      [operator, [wanted], [other], negated ? 'yes' : 'no'],
      [operator, [wanted], undefined, negated ? 'yes' : 'no'],
      [`${operator}IfExists`, [wanted], [fitting], negated ? 'no' : 'yes'],
      [`${operator}IfExists`, [wanted], [other], negated ? 'yes' : 'no'],
      [`${operator}IfExists`, [wanted], undefined, 'yes'],
      [`ForAllValues:${operator}`, [wanted], [fitting], negated ? 'no' : 'yes'],
      [`ForAllValues:${operator}`, [wanted], [fitting, other], 'no'],
      [`ForAllValues:${operator}`, [wanted], undefined, 'yes'],
      [`ForAnyValue:${operator}`, [wanted], [fitting, other], 'yes'],
      [`ForAnyValue:${operator}`, [wanted], [other], negated ? 'yes' : 'no'],
      [`ForAnyValue:${operator}`, [wanted], undefined, 'no'],
      [operator, [], [fitting], 'unknown'],
      [operator, [wanted], [fitting, other], 'unknown'],
    );
  return [...forOne(name, false), ...(negation ? forOne(negation, true) : [])];
}

const arnOf = (account: string, resource: string) => `arn:aws:iam::${account}:${resource}`;
const eve = arnOf('111122223333', 'role/team/Eve');

/**
 * AWS's condition language as it is documented, a row each. Both evaluators are held against it;
 * what has no row here the product may not decide.
 */
export const conditionRows: readonly ConditionRow[] = [
  ...pairs(`${operators}#Conditions_String`, 'StringEquals', 'StringNotEquals', 'a*', 'a*', 'ab'),
  ...pairs(
    `${operators}#Conditions_String`,
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'Abc',
    'aBC',
    'abd',
  ),
  ...pairs(`${operators}#Conditions_String`, 'StringLike', 'StringNotLike', 'a?c*', 'abcd', 'Abcd'),
  ...pairs(
    `${operators}#Conditions_ARN`,
    'ArnLike',
    'ArnNotLike',
    arnOf('*', 'role/*'),
    eve,
    arnOf('111122223333', 'user/Eve'),
  ),
  ...pairs(
    `${operators}#Conditions_ARN`,
    'ArnEquals',
    'ArnNotEquals',
    arnOf('111122223333', 'role/*/E?e'),
    eve,
    arnOf('111122223333', 'role/Eve'),
  ),
  ...pairs(`${operators}#Conditions_Boolean`, 'Bool', undefined, 'true', 'true', 'false'),
  ...pairs(`${operators}#Conditions_Boolean`, 'Bool', undefined, 'FALSE', 'false', 'True'),
  ...pairs(
    `${operators}#Conditions_BinaryEquals`,
    'BinaryEquals',
    undefined,
    'QUJD',
    'QUJD',
    'QUI=',
  ),
  ...pairs(
    `${operators}#Conditions_Numeric`,
    'NumericEquals',
    'NumericNotEquals',
    '10',
    '10.0',
    '11',
  ),
  ...pairs(`${operators}#Conditions_Numeric`, 'NumericLessThan', undefined, '10', '9', '10'),
  ...pairs(`${operators}#Conditions_Numeric`, 'NumericLessThanEquals', undefined, '10', '10', '11'),
  ...pairs(`${operators}#Conditions_Numeric`, 'NumericGreaterThan', undefined, '9', '10', '9'),
  ...pairs(
    `${operators}#Conditions_Numeric`,
    'NumericGreaterThanEquals',
    undefined,
    '1.5',
    '1.5',
    '-2',
  ),
  ...pairs(
    `${operators}#Conditions_Date`,
    'DateEquals',
    'DateNotEquals',
    '2026-01-02T00:00:00Z',
    '1767312000',
    '2026-01-02T00:00:01Z',
  ),
  ...pairs(
    `${operators}#Conditions_Date`,
    'DateLessThan',
    undefined,
    '1767312000',
    '2026-01-01T23:59:59Z',
    '2026-01-02T00:00:00Z',
  ),
  ...pairs(
    `${operators}#Conditions_Date`,
    'DateLessThanEquals',
    undefined,
    '2026-01-02',
    '2026-01-02T01:00:00+01:00',
    '2026-01-02T00:00:00.5Z',
  ),
  ...pairs(
    `${operators}#Conditions_Date`,
    'DateGreaterThan',
    undefined,
    '2026-01',
    '2026-01-01T00:00:01Z',
    '2026-01-01T00:00:00Z',
  ),
  ...pairs(
    `${operators}#Conditions_Date`,
    'DateGreaterThanEquals',
    undefined,
    '2026-01-02T00:00:00Z',
    '2026-01-02T00:00:00Z',
    '1767311999',
  ),
  ...pairs(
    `${operators}#Conditions_IPAddress`,
    'IpAddress',
    'NotIpAddress',
    '203.0.113.0/24',
    '203.0.113.255',
    '203.0.114.0',
  ),
  ...pairs(
    `${operators}#Conditions_IPAddress`,
    'IpAddress',
    'NotIpAddress',
    '2001:db8::/33',
    '2001:DB8:7fff::1',
    '203.0.113.1',
  ),
  ...pairs(
    `${operators}#Conditions_IPAddress`,
    'IpAddress',
    'NotIpAddress',
    '203.0.113.7',
    '203.0.113.7',
    '2001:db8::7',
  ),

  ...rows(
    `${guide}/reference_policies_elements_condition.html`,
    ['StringEquals', ['x', 'y'], ['y'], 'yes'],
    ['StringEquals', ['x', 'y'], ['z'], 'no'],
    ['StringNotEquals', ['x', 'y'], ['y'], 'no'],
    ['StringNotEquals', ['x', 'y'], ['z'], 'yes'],
    ['StringNotLike', ['x*', 'y*'], ['yz'], 'no'],
    ['ArnNotLike', [arnOf('*', 'user/*'), arnOf('*', 'role/*')], [eve], 'no'],
  ),
  ...rows(
    multivalued,
    ['ForAllValues:StringEquals', ['x', 'y'], ['x', 'y'], 'yes'],
    ['ForAllValues:StringNotEquals', ['x'], ['y', 'z'], 'yes'],
    ['ForAllValues:StringNotEquals', ['x'], ['x', 'z'], 'no'],
    ['ForAnyValue:StringNotEquals', ['x'], ['x', 'z'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['x'], ['x'], 'no'],
    ['ForAnyValue:StringEqualsIfExists', ['x'], undefined, 'yes'],
    ['ForAllValues:StringEqualsIfExists', ['x'], undefined, 'yes'],
    ['ForAllValues:StringEqualsIfExists', ['x'], ['x', 'y'], 'no'],
    ['ForAnyValue:StringNotEquals', ['x'], undefined, 'no'],
  ),
  ...rows(
    `${operators}#Conditions_Null`,
    ['Null', ['true'], undefined, 'yes'],
    ['Null', ['True'], undefined, 'yes'],
    ['Null', ['false'], undefined, 'no'],
    ['Null', ['TRUE'], ['x'], 'no'],
    ['Null', ['False'], ['x'], 'yes'],
    ['Null', ['true', 'false'], ['x'], 'yes'],
    ['Null', ['yes'], ['x'], 'unknown'],
    ['NullIfExists', ['true'], ['x'], 'unknown'],
    ['ForAnyValue:Null', ['true'], ['x'], 'unknown'],
  ),
  ...rows(
    `${operators}#Conditions_ARN`,
    ['ArnLike', ['arn:aws:iam::*:*'], [eve], 'yes'],
    ['ArnLike', ['arn:*:iam:*:*:role/*'], [eve], 'yes'],
    ['ArnLike', ['*:*:*:*:*:*'], [eve], 'yes'],
    ['ArnLike', ['arn:aws:i?m::1111*3333:role/team/*'], [eve], 'yes'],
    ['ArnLike', ['arn:aws:s*::111122223333:role/*'], [eve], 'no'],
    ['ArnLike', ['arn:aws-cn:iam::*:role/*'], [eve], 'no'],
    ['ArnLike', ['arn:aws:iam:us-east-1:*:role/*'], [eve], 'no'],
    ['ArnLike', ['arn:aws:iam::*'], [eve], 'no'],
    ['ArnLike', ['arn:aws:iam::*team/Eve'], [eve], 'no'],
    ['ArnLike', ['arn:aws:*:role/team/Eve'], [eve], 'no'],
    ['ArnNotLike', ['arn:aws:iam::*'], [eve], 'yes'],
    [
      'ArnLike',
      ['arn:aws:iam::111122223333:role/*/*'],
      ['arn:aws:iam::111122223333:role/a:b/c'],
      'yes',
    ],
    ['ArnLike', ['*'], [eve], 'unknown'],
    ['ArnLike', ['arn:aws:iam::*:role/*'], ['no ARN'], 'unknown'],
  ),
  ...rows(
    variables,
    ['StringEquals', [v('aws:username')], ['alice'], 'yes'],
    ['StringEquals', [v('AWS:UserName')], ['alice'], 'yes'],
    ['StringEquals', [`x-${v('aws:username')}-y`], ['x-alice-y'], 'yes'],
    ['StringEquals', [v('aws:username')], ['bob'], 'no'],
    ['StringNotEquals', [v('aws:username')], ['bob'], 'yes'],
    ['StringLike', [`${v('aws:username')}/*`], ['alice/x'], 'yes'],
    ['StringLike', [`${v('aws:PrincipalTag/team')}?`], ['blue1'], 'yes'],
    ['StringEqualsIgnoreCase', [v('aws:username')], ['ALICE'], 'yes'],
    [
      'ArnLike',
      [`arn:aws:iam::*:user/${v('aws:username')}`],
      [arnOf('111122223333', 'user/alice')],
      'yes',
    ],
    [
      'ArnLike',
      [`arn:aws:iam::*:user/${v('aws:username')}`],
      [arnOf('111122223333', 'user/bob')],
      'no',
    ],
    ['ArnEquals', [`arn:aws:iam::${v('aws:username')}:role/*`], [arnOf('alice', 'role/x')], 'yes'],
    ['StringLike', [`a${v('*')}`], ['a*'], 'yes'],
    ['StringLike', [`a${v('*')}`], ['ab'], 'no'],
    ['StringLike', [`a${v('?')}*`], ['a?b'], 'yes'],
    ['StringLike', [`a${v('?')}*`], ['axb'], 'no'],
    ['StringEquals', [`a${v('$')}b`], ['a$b'], 'yes'],
    ['StringEquals', [`${v('aws:Nobody')}`], ['alice'], 'no'],
    ['StringLike', [`*${v('aws:Nobody')}*`], ['alice'], 'no'],
    ['StringNotEquals', [`${v('aws:Nobody')}`], ['alice'], 'unknown'],
    ['StringEquals', [v("aws:Nobody, 'alice'")], ['alice'], 'yes'],
    ['StringEquals', [v("aws:username, 'bob'")], ['bob'], 'no'],
    ['StringNotEquals', [v("aws:Nobody, 'alice'")], ['alice'], 'no'],
    ['StringEquals', [v('aws:TagKeys')], ['one'], 'unknown'],
    ['StringEquals', [v('username')], ['alice'], 'unknown'],
    ['StringEquals', ['$' + '{aws:username'], ['alice'], 'unknown'],
    ['NumericEquals', [v('aws:username')], ['1'], 'unknown'],
    ['Bool', [v('aws:username')], ['true'], 'unknown'],
    ['IpAddress', [v('aws:username')], ['203.0.113.1'], 'unknown'],
    ['DateEquals', [v('aws:username')], ['2026-01-02'], 'unknown'],
  ),
  ...[undefined, '2008-10-17'].flatMap((version) =>
    rows(
      `${guide}/reference_policies_elements_version.html`,
      ['StringEquals', [v('aws:username')], ['alice'], 'no'],
      ['StringEquals', [v('aws:username')], [v('aws:username')], 'yes'],
      ['StringLike', [`a${v('*')}`], [`a${v('xyz')}`], 'yes'],
    ).map((row) => ({ ...row, version: version ?? 'none' })),
  ),
  ...rows(`${guide}/reference_policies_elements_version.html`, [
    'StringEquals',
    ['alice'],
    ['alice'],
    'unknown',
  ]).map((row) => ({ ...row, version: '2031-01-01' })),
  ...rows(
    operators,
    ['NumericEquals', ['ten'], ['10'], 'unknown'],
    ['Bool', ['yes'], ['true'], 'unknown'],
    ['DateLessThan', ['tomorrow'], ['2026-01-02'], 'unknown'],
    ['DateLessThan', ['2026'], ['2026-01-02'], 'unknown'],
    ['DateLessThan', ['2026-01-02T00:00:00'], ['2026-01-02'], 'unknown'],
    ['IpAddress', ['203.0.113.0/33'], ['203.0.113.1'], 'unknown'],
    ['IpAddress', ['2001:db8:::/32'], ['2001:db8::1'], 'unknown'],
    ['StringMatches', ['x'], ['x'], 'unknown'],
    ['stringequals', ['x'], ['x'], 'unknown'],
    ['ForSomeValues:StringEquals', ['x'], ['x'], 'unknown'],
  ),
];

/** A resource of a statement, and whether it is that of a request. */
export interface ResourceRow {
  pattern: string;
  resource: string;
  covers: Truth;
  source: string;
  version?: string;
}

const bucket = 'arn:aws:s3:::reports';
const resourceRow =
  (source: string, version?: string) =>
  ([pattern, resource, covers]: readonly [string, string, Truth]): ResourceRow => ({
    pattern,
    resource,
    covers,
    source,
    version,
  });

/** Resources as documented; `NotResource` turns each yes and no around. */
export const resourceRows: readonly ResourceRow[] = [
  ...(
    [
      ['*', bucket, 'yes'],
      [bucket, bucket, 'yes'],
      [`${bucket}*`, `${bucket}/a`, 'yes'],
      [`${bucket}/*`, bucket, 'no'],
      [`${bucket}/*`, `${bucket}/a/b:c`, 'yes'],
      [`${bucket}/*/c.?`, `${bucket}/a/b/c.d`, 'yes'],
      [`${bucket}/a`, `${bucket}/A`, 'no'],
      ['arn:aws:s3:*:*:reports/*', `${bucket}/a`, 'yes'],
      ['arn:aws:s*:::reports/*', `${bucket}/a`, 'yes'],
      ['arn:aws:*', `${bucket}/a`, 'yes'],
      ['arn:aws:iam:::reports/*', `${bucket}/a`, 'no'],
      ['arn:aws:*:reports/a', `${bucket}/a`, 'unknown'],
    ] as const
  ).map(resourceRow(`${guide}/reference_policies_elements_resource.html`)),
  ...(
    [
      [`${bucket}/${v('aws:username')}/*`, `${bucket}/alice/x`, 'yes'],
      [`${bucket}/${v('aws:username')}/*`, `${bucket}/bob/x`, 'no'],
      [`${bucket}/${v('aws:Nobody')}*`, `${bucket}/bob`, 'no'],
      [`${bucket}/${v("aws:Nobody, 'bob'")}*`, `${bucket}/bob`, 'yes'],
      [`${bucket}/${v('*')}`, `${bucket}/x`, 'no'],
      [`${bucket}/${v('*')}`, `${bucket}/*`, 'yes'],
      [`arn:aws:s3::${v('aws:username')}:reports`, 'arn:aws:s3::alice:reports', 'unknown'],
    ] as const
  ).map(resourceRow(`${variables}#policy-vars-wheretouse`)),
  resourceRow(
    `${guide}/reference_policies_elements_version.html`,
    '2008-10-17',
  )([`${bucket}/${v('aws:username')}/*`, `${bucket}/alice/x`, 'no']),
];

export const caller = {
  accountId: '111122223333',
  role: 'arn:aws:iam::111122223333:role/Eve',
  root: 'arn:aws:iam::111122223333:root',
  session: 'arn:aws:sts::111122223333:assumed-role/Eve/now',
} as const;

/** The principal of a statement, and whether the role of `caller` is meant, in one of its sessions. */
export interface PrincipalRow {
  effect: 'Allow' | 'Deny';
  element: 'Principal' | 'NotPrincipal';
  value: unknown;
  hasBoundary?: boolean;
  covers: Truth;
  source: string;
}

const principalRow = (
  element: PrincipalRow['element'],
  effect: PrincipalRow['effect'],
  value: unknown,
  covers: Truth,
  hasBoundary = false,
): PrincipalRow => ({
  element,
  effect,
  value,
  covers,
  hasBoundary,
  source: `${guide}/reference_policies_elements_${element.toLowerCase()}.html`,
});

export const principalRows: readonly PrincipalRow[] = [
  principalRow('Principal', 'Allow', '*', 'yes'),
  principalRow('Principal', 'Allow', { AWS: '*' }, 'yes'),
  principalRow('Principal', 'Deny', { AWS: caller.accountId }, 'yes'),
  principalRow('Principal', 'Deny', { AWS: caller.root }, 'yes'),
  principalRow('Principal', 'Deny', { AWS: [caller.role] }, 'yes'),
  principalRow('Principal', 'Deny', { AWS: caller.session }, 'unknown'),
  principalRow('Principal', 'Deny', { AWS: caller.session.replace('Eve', 'Bob') }, 'no'),
  principalRow('Principal', 'Deny', { AWS: caller.role.replace('Eve', 'eve') }, 'no'),
  principalRow('Principal', 'Deny', { AWS: 'arn:aws:iam::111122223333:role/*' }, 'no'),
  principalRow('Principal', 'Deny', { AWS: ['444455556666', 'AROAEXAMPLE'] }, 'no'),
  principalRow('Principal', 'Deny', { Service: '*' }, 'no'),
  principalRow('Principal', 'Deny', { Service: 'ec2.amazonaws.com' }, 'no'),
  principalRow('NotPrincipal', 'Deny', { AWS: [caller.role, caller.root] }, 'no'),
  principalRow('NotPrincipal', 'Deny', { AWS: [caller.role, caller.accountId] }, 'no'),
  principalRow('NotPrincipal', 'Deny', { AWS: [caller.role, caller.root] }, 'yes', true),
  principalRow('NotPrincipal', 'Deny', { AWS: '444455556666' }, 'yes'),
  principalRow('NotPrincipal', 'Deny', { Service: 'ec2.amazonaws.com' }, 'yes'),
  // “Might deny”: AWS leaves open what becomes of a role that is named without its account.
  principalRow('NotPrincipal', 'Deny', { AWS: caller.role }, 'unknown'),
  principalRow('NotPrincipal', 'Deny', { AWS: caller.root }, 'unknown'),
];
