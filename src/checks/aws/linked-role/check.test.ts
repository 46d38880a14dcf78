import { expect, it } from 'vitest';
import linkedStack, { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import role from '../../../evidence/aws/role.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { prints } from '../../testing.ts';
import { linkedTrustPolicyFor } from '../_linked/fixes.ts';
import { gone, linkedInputs, lookLinked, roleWith, unseen } from '../_linked/testing.ts';
import linkedRole from './check.ts';

const [statement] = linkedTrustPolicyFor(linkedInputs).Statement;
const trust = (...changes: object[]) =>
  roleWith({
    Version: '2012-10-17',
    Statement: changes.map((change) => JSON.parse(JSON.stringify({ ...statement, ...change }))),
  });
const root = (account: string) => `arn:aws:iam::${account}:root`;
const tried = (
  withExternalId: string,
  withoutExternalId = 'refused',
  withOtherExternalId = withoutExternalId,
) => prints(spotAssumption, { withExternalId, withoutExternalId, withOtherExternalId });

it.each<[string, Record<string, never>[] | object[]]>([
  ["the guide's", [{}]],
  ['the bare account number', [{ Principal: { AWS: '922761411349' } }]],
  [
    'an external ID in a list of one',
    [{ Condition: { StringEquals: { 'sts:ExternalId': [linkedInputs.externalId] } } }],
  ],
])('a right trust policy passes: %s', (_, changes) => {
  expect(lookLinked(linkedRole, trust(...changes)).status).toBe('pass');
});

it.each<[string, object[], string]>([
  [
    "Eco's accounts",
    [{ Principal: { AWS: [root('884866656237'), root('627743545735')] } }],
    'AWS-TRUST-002',
  ],
  ["the reader's own account", [{ Principal: { AWS: root('111122223333') } }], 'AWS-TRUST-007'],
  [
    'a second external ID',
    [{ Condition: { StringEquals: { 'sts:ExternalId': [linkedInputs.externalId, 'another'] } } }],
    'AWS-TRUST-015',
  ],
  ['no external ID', [{ Condition: undefined }], 'AWS-TRUST-004'],
  [
    'another external ID',
    [{ Condition: { StringEquals: { 'sts:ExternalId': 'Abc-123_xyz.789' } } }],
    'AWS-TRUST-005',
  ],
  ['everyone', [{ Principal: '*' }], 'AWS-TRUST-006'],
  ['another action', [{ Action: 'sts:TagSession' }], 'AWS-TRUST-008'],
  ['any external ID', [{ Condition: { StringLike: { 'sts:ExternalId': '*' } } }], 'AWS-TRUST-011'],
  [
    'a second factor',
    [{ Condition: { ...statement?.Condition, Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    'AWS-TRUST-009',
  ],
  [
    'Eco besides',
    [{ Principal: { AWS: [root('922761411349'), root('884866656237')] } }],
    'AWS-TRUST-013',
  ],
  [
    'a Deny',
    [{}, { Sid: 'No', Effect: 'Deny', Principal: '*', Condition: undefined }],
    'AWS-TRUST-010',
  ],
])('finds: %s', (_, changes, code) => {
  const result = lookLinked(linkedRole, trust(...changes));
  expect(result.codes).toEqual([code]);
  expect(JSON.stringify(result.findings)).not.toMatch(/Eco's|your costs/);
  expect(result.findings[0]?.fix.commands.join()).toContain('arn:aws:iam::922761411349:root');
});

it('cannot tell about single roles in the account of Spot, which are not published', () => {
  const result = lookLinked(
    linkedRole,
    trust({ Principal: { AWS: 'arn:aws:iam::922761411349:role/SomeRole' } }),
  );
  expect(result).toMatchObject({ status: 'undetermined', codes: [] });
  expect(result.said).toContain('role SomeRole');
  expect(
    lookLinked(linkedRole, {
      ...trust({ Principal: { AWS: 'arn:aws:iam::922761411349:role/SomeRole' } }),
      ...tried('granted'),
    }).codes,
  ).toEqual([]);
});

it('makes a missing role whole, with both policies', () => {
  const result = lookLinked(linkedRole, gone(role));
  expect(result.codes).toEqual(['AWS-TRUST-001']);
  const [command = ''] = result.findings[0]?.fix.commands ?? [];
  expect(command).toContain('aws iam create-role --role-name SpotRole');
  expect(command).toContain('policy/SecurityAudit');
});

it('waits for a stack that is still at work', () => {
  const working = prints(linkedStack, {
    Stacks: [{ StackName: linkedStackName, StackStatus: 'CREATE_IN_PROGRESS' }],
  });
  expect(lookLinked(linkedRole, { ...gone(role), ...working })).toMatchObject({
    status: 'pending',
    codes: [],
  });
});

it('judges by what Spot tried where the role cannot be seen', () => {
  expect(lookLinked(linkedRole, { ...unseen(role), ...tried('granted') }).status).toBe('pass');
  expect(lookLinked(linkedRole, { ...unseen(role), ...tried('granted', 'granted') }).codes).toEqual(
    ['AWS-TRUST-004'],
  );
  expect(lookLinked(linkedRole, { ...unseen(role), ...tried('refused') })).toMatchObject({
    status: 'undetermined',
    codes: [],
  });
  expect(lookLinked(linkedRole, unseen(role)).status).toBe('undetermined');
});

it('cannot tell whether Spot calls with the roles that an ARN pattern of its account leaves', () => {
  const narrowed = (pattern: string) =>
    trust({ Condition: { ...statement?.Condition, ArnLike: { 'aws:PrincipalArn': pattern } } });
  const result = lookLinked(linkedRole, narrowed('arn:aws:iam::922761411349:role/spotinst-*'));
  expect(result).toMatchObject({ status: 'undetermined', findings: [] });
  expect(result.unseen[0]?.message).toContain('role/spotinst-*');
  expect(lookLinked(linkedRole, narrowed('arn:aws:iam::922761411349:*')).status).toBe('pass');
  expect(lookLinked(linkedRole, narrowed('arn:aws:iam::111122223333:*')).status).toBe('fail');
});

it.each<[string, string, RegExp]>([
  ['two swapped digits', '922761411394', /922761411394 has two digits of 922761411349 swapped/],
  ['one wrong digit', '922761411340', /in one digit/],
])('names an account that has %s', (_, account, words) => {
  const [finding] = lookLinked(linkedRole, trust({ Principal: { AWS: root(account) } })).findings;
  expect(finding?.code).toBe('AWS-TRUST-007');
  expect(finding?.explanation).toMatch(words);
});

it.each<[string, (id: string) => string, RegExp]>([
  [
    'two swapped',
    (id) => `${id.slice(0, 4)}${id[5]}${id[4]}${id.slice(6)}`,
    /two characters .* swapped/,
  ],
  ['one wrong', (id) => id.replace('xyz', 'xyx'), /in one character: “x” in place of “z”/],
  ['one missing inside', (id) => id.replace('xyz', 'xz'), /lacks one character .*“y”/],
])('names an external ID with %s', (_, change, words) => {
  const Condition = { StringEquals: { 'sts:ExternalId': change(linkedInputs.externalId) } };
  const [finding] = lookLinked(linkedRole, trust({ Condition })).findings;
  expect(finding?.code).toBe('AWS-TRUST-005');
  expect(finding?.explanation).toMatch(words);
});

it('does not call a policy right of which something was not compared', () => {
  const narrowed = trust({
    Condition: {
      StringEquals: { 'sts:ExternalId': linkedInputs.externalId },
      StringLike: { 'sts:RoleSessionName': 'spot' },
    },
  });
  const asReader = lookLinked(linkedRole, narrowed);
  expect(asReader.said).toMatch(/Check as Spot: if AWS lets Spot in, so is this; if AWS refuses/);
  const refused = lookLinked(linkedRole, { ...narrowed, ...tried('refused') });
  expect(refused.said).toContain('sts:RoleSessionName');
  expect(refused.said).toContain('most likely what refuses');
  expect(refused.said).not.toMatch(/trust policy (is right|lets Spot in)|resource control/);
});
