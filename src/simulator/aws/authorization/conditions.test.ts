import { expect, test } from 'vitest';
import { conditionsHold, parseOperator } from './conditions.ts';
import { contextOf } from './context.ts';
import { statementsOf } from './statements.ts';

const arn = 'arn:aws:cur:us-east-1:111122223333:definition/report';
const context = contextOf({
  'aws:username': 'alice',
  'aws:SourceArn': arn,
  'aws:SourceIp': '203.0.113.10',
  'aws:SecureTransport': 'true',
  'aws:CurrentTime': '2026-02-03T04:05:06Z',
  's3:max-keys': '10',
  'aws:TagKeys': ['team', 'cost'],
});

/** Operator, key, wanted value(s), whether it holds. */
const cases: [operator: string, key: string, wanted: unknown, holds: boolean][] = [
  ['StringEquals', 'aws:username', 'alice', true],
  ['StringEquals', 'aws:username', ['bob', 'alice'], true],
  ['StringEquals', 'aws:username', 'Alice', false],
  ['StringEquals', 'AWS:UserName', 'alice', true],
  ['StringEquals', 'aws:absent', 'alice', false],
  ['StringEqualsIfExists', 'aws:absent', 'alice', true],
  ['StringEqualsIfExists', 'aws:username', 'bob', false],
  ['StringEqualsIgnoreCase', 'aws:username', 'ALICE', true],
  ['StringNotEquals', 'aws:username', 'bob', true],
  ['StringNotEquals', 'aws:username', ['bob', 'alice'], false],
  ['StringNotEquals', 'aws:absent', 'alice', true],
  ['StringNotEqualsIgnoreCase', 'aws:username', 'ALICE', false],
  ['StringLike', 'aws:username', 'al*', true],
  ['StringLike', 'aws:username', 'al?', false],
  ['StringEquals', 'aws:username', 'al*', false],
  ['StringNotLike', 'aws:username', 'al*', false],
  ['StringEquals', 'aws:username', '$' + '{aws:username}', true],
  ['StringEquals', 'aws:username', '$' + '{aws:absent}', false],
  ['StringEquals', 'aws:username', '$' + "{aws:absent, 'alice'}", true],
  ['ArnEquals', 'aws:SourceArn', arn, true],
  ['ArnEquals', 'aws:SourceArn', 'arn:aws:cur:*:111122223333:definition/*', true],
  ['ArnLike', 'aws:SourceArn', 'arn:aws:cur:us-east-1:111122223333:definition/rep???', true],
  ['ArnLike', 'aws:SourceArn', 'arn:aws:*:definition/report', false],
  ['ArnLike', 'aws:SourceArn', 'arn:aws:cur:us-east-1:444455556666:definition/*', false],
  ['ArnNotEquals', 'aws:SourceArn', 'arn:aws:cur:us-east-1:444455556666:definition/*', true],
  ['ArnNotLike', 'aws:SourceArn', 'arn:aws:cur:*:*:*', false],
  ['Bool', 'aws:SecureTransport', 'true', true],
  ['Bool', 'aws:SecureTransport', true, true],
  ['Bool', 'aws:SecureTransport', 'false', false],
  ['Bool', 'aws:MultiFactorAuthPresent', 'false', false],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false', true],
  ['Null', 'aws:MultiFactorAuthPresent', 'true', true],
  ['Null', 'aws:username', 'true', false],
  ['Null', 'aws:username', 'false', true],
  ['NumericEquals', 's3:max-keys', '10.0', true],
  ['NumericNotEquals', 's3:max-keys', '10', false],
  ['NumericLessThan', 's3:max-keys', 9, false],
  ['NumericLessThanEquals', 's3:max-keys', 10, true],
  ['NumericGreaterThan', 's3:max-keys', 10, false],
  ['NumericGreaterThanEquals', 's3:max-keys', 10, true],
  ['DateLessThan', 'aws:CurrentTime', '2026-02-04T00:00:00Z', true],
  ['DateGreaterThan', 'aws:CurrentTime', '2026-02-04T00:00:00Z', false],
  ['DateEquals', 'aws:CurrentTime', '2026-02-03T04:05:06Z', true],
  ['DateNotEquals', 'aws:CurrentTime', '2026-02-03T04:05:06Z', false],
  ['DateLessThanEquals', 'aws:CurrentTime', '2026-02-03T04:05:06Z', true],
  ['DateGreaterThanEquals', 'aws:CurrentTime', '1700000000', true],
  ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', true],
  ['IpAddress', 'aws:SourceIp', '203.0.113.10', true],
  ['IpAddress', 'aws:SourceIp', ['198.51.100.0/24', '192.0.2.0/24'], false],
  ['IpAddress', 'aws:SourceIp', '2001:db8::/32', false],
  ['NotIpAddress', 'aws:SourceIp', '198.51.100.0/24', true],
  ['NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', false],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'cost', 'more'], true],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['team'], false],
  ['ForAllValues:StringEquals', 'aws:absent', ['team'], true],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['team'], true],
  ['ForAnyValue:StringLike', 'aws:TagKeys', ['x*'], false],
  ['ForAnyValue:StringEquals', 'aws:absent', ['team'], false],
];

test.each(cases)('%s %s %j: %s', (operator, key, wanted, holds) => {
  const document = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { [key]: wanted } },
    },
  };
  expect(statementsOf(document).map((statement) => conditionsHold(statement, context))).toEqual([
    holds,
  ]);
});

test('every condition and every key must hold', () => {
  const holds = (Condition: Record<string, Record<string, unknown>>) =>
    statementsOf({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Condition },
    }).every((statement) => conditionsHold(statement, context));
  expect(
    holds({
      StringEquals: { 'aws:username': 'alice', 's3:max-keys': '10' },
      Bool: { 'aws:SecureTransport': 'true' },
    }),
  ).toBe(true);
  expect(holds({ StringEquals: { 'aws:username': 'alice', 's3:max-keys': '11' } })).toBe(false);
  expect(
    holds({ StringEquals: { 'aws:username': 'alice' }, Bool: { 'aws:SecureTransport': 'false' } }),
  ).toBe(false);
});

test('variables exist in policy version 2012-10-17 only', () => {
  const document = {
    Statement: {
      Effect: 'Allow',
      Action: '*',
      Condition: { StringEquals: { 'aws:username': '$' + '{aws:username}' } },
    },
  };
  expect(statementsOf(document).map((statement) => conditionsHold(statement, context))).toEqual([
    false,
  ]);
});

test.each([
  'StringEqual',
  'stringequals',
  'IpAddressLike',
  'ForSomeValues:StringEquals',
  'toString',
  '',
])('"%s" is no operator', (operator) => {
  expect(parseOperator(operator)).toBeUndefined();
});
