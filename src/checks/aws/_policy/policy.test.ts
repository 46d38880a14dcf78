import { describe, expect, it } from 'vitest';
import { evaluateLine } from './conditions.ts';
import type { RequestContext } from './context.ts';
import { describeDifference, makeLookalikes } from './external-id.ts';
import { covers, literalGlob, parseGlob } from './globs.ts';
import { coversAction, coversResource, matchesAction } from './match.ts';
import { accountOf, coversCaller, describePrincipal } from './principals.ts';

const language = { variables: true };

describe('patterns', () => {
  it.each([
    ['s3:Get*', 's3:GetObject', true],
    ['S3:get*', 's3:GetObject', true],
    ['*', 's3:GetObject', true],
    ['s3:GetObjec?', 's3:GetObject', true],
    ['s3:Get', 's3:GetObject', false],
    ['s3.GetObject', 's3:GetObject', false],
  ])('action %s and %s', (pattern, action, matches) =>
    expect(matchesAction(pattern, action)).toBe(matches),
  );

  it('takes case and special characters of resources literally', () => {
    const reach = (pattern: string, text: string) =>
      coversResource({ Effect: 'Allow', Resource: [pattern] }, { text }, {}, language).all;
    expect(reach('arn:aws:s3:::My+b.c/*', 'arn:aws:s3:::My+b.c/x/y')).toBe('yes');
    expect(reach('arn:aws:s3:::my/*', 'arn:aws:s3:::My/x')).toBe('no');
    expect(covers(parseGlob('a.c'), literalGlob('abc'))).toBe(false);
  });

  it('reads NotAction and NotResource', () => {
    const statement = {
      Effect: 'Deny' as const,
      NotAction: ['s3:Get*'],
      NotResource: ['arn:aws:s3:::a/*'],
    };
    expect(coversAction(statement, 's3:PutObject')).toBe(true);
    expect(coversAction(statement, 's3:GetObject')).toBe(false);
    const reach = (text: string) => coversResource(statement, { text }, {}, language).all;
    expect(reach('arn:aws:s3:::b/x')).toBe('yes');
    expect(reach('arn:aws:s3:::a/x')).toBe('no');
    expect(coversAction({ Effect: 'Allow' }, 's3:GetObject')).toBe(false);
  });
});

describe('principals', () => {
  const caller = { accountId: '111122223333', arn: 'arn:aws:iam::111122223333:role/Eco' };
  it.each([
    ['*', true],
    [{ AWS: ['*'] }, true],
    [{ AWS: ['111122223333'] }, true],
    [{ AWS: ['arn:aws:iam::111122223333:root'] }, true],
    [{ AWS: ['arn:aws:iam::111122223333:role/Eco'] }, true],
    [{ AWS: ['arn:aws:iam::111122223333:role/eco'] }, false],
    [{ AWS: ['999988887777'] }, false],
    [{ Service: ['*'] }, false],
  ] as const)('%j covers the caller: %s', (Principal, covers) => {
    expect(coversCaller({ Effect: 'Allow', Principal: Principal as never }, caller)).toBe(
      covers ? 'yes' : 'no',
    );
  });

  it('knows accounts and words for them', () => {
    expect(accountOf('arn:aws:iam::111122223333:user/a')).toBe('111122223333');
    expect(accountOf('AROAEXAMPLE')).toBeUndefined();
    expect(describePrincipal({ type: 'AWS', value: 'arn:aws:iam::111122223333:role/a/b' })).toBe(
      'role a/b in account 111122223333',
    );
    expect(describePrincipal({ type: 'Federated', value: 'cognito-identity.amazonaws.com' })).toBe(
      'cognito-identity.amazonaws.com',
    );
  });
});

describe('conditions', () => {
  const context: RequestContext = {
    known: ['value', 'other'],
    one: ['Value'],
    gone: 'absent',
    theirs: 'foreign',
    'aws:principaltag/': 'absent',
    count: ['5'],
    when: ['2026-01-02T00:00:00Z'],
  };
  it.each([
    ['StringEquals', 'One', ['Value'], 'yes'],
    ['StringEquals', 'one', ['value'], 'no'],
    ['StringEqualsIgnoreCase', 'one', ['VALUE'], 'yes'],
    ['StringLike', 'one', ['V*'], 'yes'],
    ['StringNotLike', 'one', ['V*'], 'no'],
    ['StringNotEquals', 'one', ['x', 'Value'], 'no'],
    ['StringEquals', 'gone', ['x'], 'no'],
    ['StringNotEquals', 'gone', ['x'], 'yes'],
    ['StringEqualsIfExists', 'gone', ['x'], 'yes'],
    ['ForAllValues:StringEquals', 'gone', ['x'], 'yes'],
    ['ForAnyValue:StringEquals', 'gone', ['x'], 'no'],
    ['ForAnyValue:StringEquals', 'known', ['other'], 'yes'],
    ['ForAllValues:StringEquals', 'known', ['other'], 'no'],
    ['Null', 'gone', ['true'], 'yes'],
    ['Null', 'one', ['true'], 'no'],
    ['Null', 'nobody', ['true'], 'unknown'],
    ['StringEquals', 'nobody', ['x'], 'unknown'],
    ['StringEquals', 'theirs', ['mine'], 'no'],
    ['StringNotEquals', 'theirs', ['mine'], 'yes'],
    ['StringLike', 'theirs', ['*'], 'yes'],
    ['IpAddress', 'theirs', ['10.0.0.0/8'], 'no'],
    ['IpAddress', 'theirs', ['0.0.0.0/0'], 'yes'],
    ['NotIpAddress', 'theirs', ['10.0.0.0/8'], 'yes'],
    ['StringEquals', 'aws:PrincipalTag/team', ['x'], 'no'],
    ['NumericLessThan', 'count', ['6'], 'yes'],
    ['NumericGreaterThanEquals', 'count', ['6'], 'no'],
    ['DateLessThan', 'when', ['2026-01-01T00:00:00Z'], 'no'],
    ['DateGreaterThan', 'when', ['nonsense'], 'unknown'],
    ['StringSomething', 'one', ['x'], 'unknown'],
  ])('%s %s %j: %s', (operator, key, values, truth) => {
    expect(evaluateLine({ operator, key, values }, context, language)).toBe(truth);
  });
});

describe('external IDs', () => {
  const id = 'Abc-123_xyz.7890';
  it.each([
    [`${id} `, 'blank at the end'],
    [` ${id}`, 'blank in front'],
    [`${id.slice(0, 4)}\u200b${id.slice(4)}`, 'invisible'],
    ['', 'empty'],
    [id.toLowerCase(), 'case'],
    [id.slice(0, -1), 'one character at the end'],
    [id.slice(2), '2 characters at the start'],
    [`${id}!!`, '2 characters too many'],
    [`"${id}"`, 'quotation marks'],
    [`${id.slice(0, 8)}zzzzzzzz`, 'character 9'],
    ['spotinst:aws:extid:0000', 'another ID altogether'],
  ])('%j: %s', (observed, words) => expect(describeDifference(observed, id)).toContain(words));

  it('resemble the right one and are not it', () => {
    expect(makeLookalikes(id)).not.toContain(id);
    expect(makeLookalikes('00')).not.toContain('00');
  });
});
