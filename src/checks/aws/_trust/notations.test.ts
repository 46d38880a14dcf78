import { describe, expect, it } from 'vitest';
import { policyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import { now } from '../testing.ts';
import { analyseTrust } from './findings.ts';
import { eco, linked, type TrustedParty } from './party.ts';

/**
 * The same fact about who gets in, in every notation that AWS has for it: how somebody wrote it down
 * changes nothing of what is known.
 */

const externalId = 'spotinst:aws:extid:p7d2n9r4t6h1z8b3';
const id = { 'sts:ExternalId': externalId };
const action = 'sts:AssumeRole';

type Verdict = 'lets in' | 'shuts out' | 'unknown';

function judge(party: TrustedParty, ...statements: object[]): Verdict {
  const document = policyDocument.parse({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Action: action, ...statement })),
  });
  const { findings, unknown, admits } = analyseTrust(document, party, externalId, now);
  if (findings.length > 0) return admits ? 'lets in' : 'shuts out';
  return unknown.length > 0 ? 'unknown' : admits ? 'lets in' : 'shuts out';
}

const root = (account: string) => `arn:aws:iam::${account}:root`;
const roleOf = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const allow = (Principal: unknown, Condition: object = {}) => ({
  Principal,
  Condition: { StringEquals: id, ...Condition },
});
const deny = (who: object, Condition?: object) => ({
  ...{ Effect: 'Deny', Action: action },
  ...who,
  ...(Condition && { Condition }),
});
const everyone = { Principal: '*' };

/** Conditions on a key that has one value, in all of the ways to say that it is one of these. */
function saying(key: string, values: string[], isArn = false): [string, object][] {
  const operators = ['StringEquals', 'StringLike', ...(isArn ? ['ArnEquals', 'ArnLike'] : [])];
  return operators.flatMap((operator) =>
    [operator, `${operator}IfExists`, `ForAnyValue:${operator}`, `ForAllValues:${operator}`].map(
      (full): [string, object] => [`${full} ${key}`, { [full]: { [key]: values } }],
    ),
  );
}

/** The same as Deny of all others. */
function denyingOthers(key: string, values: string[], isArn = false): [string, object][] {
  const operators = [
    'StringNotEquals',
    'StringNotLike',
    ...(isArn ? ['ArnNotEquals', 'ArnNotLike'] : []),
  ];
  return operators.flatMap((operator) =>
    [operator, `${operator}IfExists`].map((full): [string, object] => [
      `Deny ${full} ${key}`,
      deny(everyone, { [full]: { [key]: values } }),
    ]),
  );
}

/** Policies that say: accounts or roles of these ARNs, with the ID. */
function narrowed(
  party: TrustedParty,
  key: string,
  values: string[],
  isArn = false,
): [string, object[]][] {
  const roots = { AWS: party.accounts.map(root) };
  const withId = (condition: object) => {
    const all: Record<string, object> = { StringEquals: id };
    for (const [operator, keys] of Object.entries(condition))
      all[operator] = { ...all[operator], ...keys };
    return all;
  };
  const said = saying(key, values, isArn);
  return [
    ...said.map(([name, condition]): [string, object[]] => [
      `whole accounts, ${name}`,
      [{ Principal: roots, Condition: withId(condition) }],
    ]),
    ...said
      .filter(([name]) => !/IfExists|ForAllValues/.test(name))
      .map(([name, condition]): [string, object[]] => [
        `everyone, ${name}`,
        [{ Principal: '*', Condition: withId(condition) }],
      ]),
    ...denyingOthers(key, values, isArn).map(([name, statement]): [string, object[]] => [
      `whole accounts, ${name}`,
      [allow(roots), statement],
    ]),
  ];
}

const table = (verdict: Verdict, cases: [string, object[]][], party: TrustedParty) =>
  it.each(cases)(`${verdict}: %s`, (_, statements) => {
    expect(judge(party, ...statements)).toBe(verdict);
  });

describe("an account of Spot's", () => {
  for (const party of [eco, linked]) {
    const { accounts } = party;
    table('lets in', narrowed(party, 'aws:PrincipalAccount', [...accounts]), party);
    table(
      'lets in',
      narrowed(
        party,
        'aws:PrincipalArn',
        accounts.map((account) => `arn:aws:iam::${account}:*`),
        true,
      ).filter(
        ([name]) =>
          !/String(Not)?Equals|aws:PrincipalArn$/.test(name) || /Like|Arn(Not)?Equals/.test(name),
      ),
      party,
    );
    table(
      'lets in',
      [
        ['a root', [allow({ AWS: accounts.map(root) })]],
        ['numbers', [allow({ AWS: [...accounts] })]],
      ],
      party,
    );
  }
});

describe('an account of others', () => {
  for (const party of [eco, linked]) {
    table('shuts out', narrowed(party, 'aws:PrincipalAccount', ['999988887777']), party);
    table(
      'shuts out',
      narrowed(party, 'aws:PrincipalArn', [roleOf('999988887777', 'Admin')], true),
      party,
    );
    table('shuts out', [['a root', [allow({ AWS: root('999988887777') })]]], party);
  }
});

describe('a role of Eco that it calls with', () => {
  const roles = eco.accounts.map((account) => roleOf(account, eco.roleNames[0] ?? ''));
  table('lets in', narrowed(eco, 'aws:PrincipalArn', roles, true), eco);
  table('lets in', [['roles as principals', [allow({ AWS: roles })]]], eco);
});

describe("a role in Spot's account, where nobody publishes which Spot calls with", () => {
  const role = roleOf(linked.accounts[0], 'SomeRole');
  table('unknown', narrowed(linked, 'aws:PrincipalArn', [role], true), linked);
  table('unknown', [['a role as principal', [allow({ AWS: role })]]], linked);
  table(
    'unknown',
    [
      [
        'a session as principal',
        [allow({ AWS: `arn:aws:sts::${linked.accounts[0]}:assumed-role/SomeRole/spot` })],
      ],
    ],
    linked,
  );
});

describe('what only Spot chooses or knows of its session', () => {
  for (const party of [eco, linked]) {
    table('unknown', narrowed(party, 'sts:RoleSessionName', ['spot']), party);
    table('unknown', narrowed(party, 'aws:userid', ['AROAEXAMPLEEXAMPLE123:spot']), party);
  }
});

describe('what is of the reader, and so not of Spot, if Spot has any', () => {
  // Where the key need not be there, Spot may have none, which passes.
  const mayLack = ([name]: [string, object[]]) => /, [^D]*(IfExists|ForAllValues)/.test(name);
  for (const party of [eco, linked])
    for (const key of ['aws:PrincipalTag/team', 'aws:PrincipalOrgID']) {
      const cases = narrowed(party, key, ['o-reader1234']);
      table(
        'shuts out',
        cases.filter((one) => !mayLack(one)),
        party,
      );
      table('unknown', cases.filter(mayLack), party);
    }
});

describe('what no role of another company has', () => {
  for (const party of [eco, linked]) {
    const cases = narrowed(party, 'aws:userid', ['AIDAEXAMPLEEXAMPLE123']);
    table('shuts out', cases, party);
  }
});
