import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { formatRoleArn } from '../_policy/arns.ts';
import { type ConditionLine, conditionLines } from '../_policy/conditions.ts';
import { describeDifference, makeExample, makeLookalikes } from '../_policy/external-id.ts';
import { coversAction } from '../_policy/match.ts';
import { momentOf } from '../_policy/operators.ts';
import {
  accountOf,
  type Caller,
  describePrincipal,
  isWholeAccount,
  type PrincipalEntry,
  principalsOf,
} from '../_policy/principals.ts';
import { evaluateTrust, type TrustVerdict } from '../_policy/trust.ts';
import { callersOf, type TrustedParty } from './party.ts';
import { isAgainst } from './repair.ts';

/**
 * What is wrong with a trust policy, as facts without words; `diagnoses.ts` has the words.
 */
export type TrustFinding =
  | Named<
      'otherSpotAccount' | 'notSpotAtAll' | 'anyone' | 'moreThanNeeded',
      { principals: string[] }
    >
  | Named<'oneAccountOnly', { missing: string; trusted: string; principals: string[] }>
  | Named<'otherRoles', { trusted: string[]; missing: string[] }>
  | Named<'otherAction', { actions: string[] }>
  | Named<'externalIdMissing', { statement: string }>
  | Named<'externalIdDiffers', { observed: string[]; difference: string }>
  | Named<'externalIdUnprotected', { operator: string; values: string[]; why: string }>
  | Named<'extraCondition', { conditions: string[]; statement: string }>
  | Named<'denied', { conditions: string[]; statement: string; isAgainstSpot: boolean }>
  | Named<'otherIdsToo', { others: string[] }>
  | Named<'accessEnds', { at: Date; conditions: string[] }>;

/** One member of the union for each name, so that each can be picked by its name. */
type Named<N extends string, D> = N extends string ? { name: N } & D : never;

export interface TrustAnalysis {
  findings: TrustFinding[];
  /** Condition lines nobody but Spot could evaluate; the answer depends on them. */
  unknown: string[];
  /** Whether the party's calling role of the first account gets in, by this policy. */
  admits: boolean;
}

/** Some role of an account, of which nobody has heard. */
function findStranger(accountId: string, { partition }: AwsPlace): Caller {
  return { accountId, arn: formatRoleArn({ accountId, roleName: 'Anybody', partition }) };
}

/**
 * Judges a trust policy by asking who gets in: the party with the ID, without it, with a similar
 * one; a stranger; others that are named.
 */
export function analyseTrust(
  document: PolicyDocument,
  party: TrustedParty,
  externalId: string,
  now: Date,
): TrustAnalysis {
  const callers = callersOf(party);
  const enter = (caller: Caller, id: string | undefined) =>
    evaluateTrust(document, caller, id, now);
  const granted = (caller: Caller, id: string | undefined) =>
    enter(caller, id).outcome === 'granted';
  const withId = callers.map((caller) => ({ caller, verdict: enter(caller, externalId) }));
  const admits = withId[0]?.verdict.outcome === 'granted';
  const unknown = withId.flatMap(({ verdict }) =>
    verdict.outcome === 'unknown' ? describeUnknown(verdict) : [],
  );

  // Whoever lets this one in lets everybody in.
  const stranger = findStranger('000000000000', party);
  if (granted(stranger, externalId) || granted(stranger, undefined)) {
    return { findings: [{ name: 'anyone', principals: ['everyone'] }], unknown: [], admits };
  }
  const refused = withId.filter(({ verdict }) => verdict.outcome === 'refused');
  const narrowed = party.roleNames.length === 0 ? findNarrowedRoles(document, party) : [];
  // Which role Spot calls with is not published: a policy that names one may be right.
  if (
    refused.length > 0 &&
    refused.every(({ verdict }) => verdict.cause === 'principal') &&
    narrowed.length > 0
  )
    return {
      findings: [],
      unknown: narrowed.map((role) => `whether Spot calls with the ${role}`),
      admits,
    };
  if (refused.length > 0)
    return { findings: explainRefusal(document, party, refused, externalId), unknown, admits };
  if (unknown.length > 0) return { findings: [], unknown: [...new Set(unknown)], admits };

  const named = idsNamedIn(document);
  const examples = named
    .map(makeExample)
    .filter((id) => id !== externalId && !named.includes(id) && id !== '');
  const gap = findGap(callers, [...makeLookalikes(externalId), ...examples], enter);
  if (gap) return { findings: [gap], unknown, admits };
  const others = findOthersAdmitted(document, party, granted, externalId);
  const otherIds = named.filter(
    (id) => id !== externalId && callers.some((caller) => granted(caller, id)),
  );
  const end = findEnd(document, now, (moment) =>
    callers.some(
      (caller) => evaluateTrust(document, caller, externalId, moment).outcome === 'refused',
    ),
  );
  return {
    findings: [
      ...(others.length > 0 ? [{ name: 'moreThanNeeded' as const, principals: others }] : []),
      ...(otherIds.length > 0 ? [{ name: 'otherIdsToo' as const, others: otherIds }] : []),
      ...(end ? [{ name: 'accessEnds' as const, ...end }] : []),
    ],
    unknown,
    admits,
  };
}

/** What an answer depends on, in words. */
function describeUnknown({ by, lines }: TrustVerdict): string[] {
  return lines.length > 0
    ? lines.map(describeLine)
    : [`${describeStatement(by)}, which says something that AWS does not describe`];
}

/** Every value that a policy compares external IDs with. */
function idsNamedIn(document: PolicyDocument): string[] {
  return [
    ...new Set(document.Statement.flatMap(externalIdLines).flatMap(({ values }) => [...values])),
  ];
}

const timeKeys = /^aws:(currenttime|epochtime)$/i;

/** When the first condition on the time takes away what is given now. */
function findEnd(
  document: PolicyDocument,
  now: Date,
  refusedAt: (moment: Date) => boolean,
): { at: Date; conditions: string[] } | undefined {
  const lines = document.Statement.flatMap(({ Condition }) => conditionLines(Condition)).filter(
    ({ key }) => timeKeys.test(key),
  );
  const moments = lines
    .flatMap(({ values }) => [...values])
    .flatMap((value) => momentOf(value) ?? [])
    .filter((moment) => moment >= now.getTime())
    .toSorted((a, b) => a - b);
  const at = moments.find((moment) => refusedAt(new Date(moment + second)));
  return at === undefined
    ? undefined
    : { at: new Date(at), conditions: [...new Set(lines.map(describeLine))] };
}

const second = 1000;

/** How the party gets in without the right external ID, if it does. */
function findGap(
  callers: readonly Caller[],
  strangeIds: readonly string[],
  enter: (caller: Caller, id: string | undefined) => TrustVerdict,
): TrustFinding | undefined {
  const grantedWith = (id: string | undefined) =>
    callers.map((caller) => enter(caller, id)).find(({ outcome }) => outcome === 'granted');
  const open = grantedWith(undefined);
  if (open) return describeOpenDoor(open);
  for (const id of strangeIds) {
    const loose = grantedWith(id);
    if (loose)
      return describeLooseId(externalIdLines(loose.by)[0], 'it accepts other IDs than yours');
  }
  return undefined;
}

/**
 * The root causes of a refusal: who is named comes before what is allowed, and that before
 * conditions.
 */
function explainRefusal(
  document: PolicyDocument,
  party: TrustedParty,
  refused: { caller: Caller; verdict: TrustVerdict }[],
  externalId: string,
): TrustFinding[] {
  const denied = refused.find(({ verdict }) => verdict.cause === 'deny')?.verdict;
  if (denied) return [explainDenial(denied, party, externalId)];
  const unnamed = refused
    .filter(({ verdict }) => verdict.cause === 'principal')
    .map(({ caller }) => caller.accountId);
  if (unnamed.length > 0) return [explainUnnamed(document, party, unnamed)];
  const acting = refused.find(({ verdict }) => verdict.cause === 'action')?.verdict;
  if (acting)
    return [
      {
        name: 'otherAction',
        actions:
          acting.by?.Action ??
          (acting.by?.NotAction ?? []).map((action) => `everything but ${action}`),
      },
    ];
  const lines = refused[0]?.verdict.lines ?? [];
  const ids = lines.filter(isExternalId);
  const extra = lines.filter((line) => !isExternalId(line));
  return [
    ...(ids.length > 0 ? [describeWrongId(ids, externalId)] : []),
    ...(extra.length > 0
      ? [
          {
            name: 'extraCondition' as const,
            conditions: extra.map(describeLine),
            statement: describeStatement(refused[0]?.verdict.by),
          },
        ]
      : []),
  ];
}

function explainDenial(
  verdict: TrustVerdict,
  party: TrustedParty,
  externalId: string,
): TrustFinding {
  const ids = verdict.lines.filter(isExternalId);
  // "Deny unless the ID is X" with a wrong X is a wrong ID, not an unwanted Deny.
  if (ids.length > 0 && ids.length === verdict.lines.length)
    return describeWrongId(ids, externalId);
  return {
    name: 'denied',
    conditions: verdict.lines.map(describeLine),
    statement: describeStatement(verdict.by),
    isAgainstSpot: verdict.by !== undefined && isAgainst(verdict.by, party),
  };
}

function describeWrongId(lines: readonly ConditionLine[], externalId: string): TrustFinding {
  const observed = [...new Set(lines.flatMap((line) => line.values))];
  const [first = ''] = observed;
  const same = observed.find((value) => value === externalId);
  return {
    name: 'externalIdDiffers',
    observed,
    difference: same
      ? `is compared by ${lines[0]?.operator}, which refuses it`
      : describeDifference(first, externalId),
  };
}

/** Single roles of the party's accounts that a policy trusts, in words. */
function findNarrowedRoles(document: PolicyDocument, party: TrustedParty): string[] {
  return allowedPrincipals(document)
    .filter((entry) => belongsTo(party, entry) && !isWholeAccount(entry.value))
    .map(describePrincipal);
}

const belongsTo = ({ accounts }: TrustedParty, { value }: PrincipalEntry) =>
  accounts.some((account) => account === accountOf(value));

/** Whom a policy trusts that leaves out one or all of the party's accounts. */
function explainUnnamed(
  document: PolicyDocument,
  party: TrustedParty,
  unnamed: readonly string[],
): TrustFinding {
  const trusted = allowedPrincipals(document);
  const principals = trusted.map(describePrincipal);
  const named = trusted.filter((entry) => belongsTo(party, entry));
  const narrowed = named.filter((entry) => !isWholeAccount(entry.value));
  if (narrowed.length > 0) {
    return {
      name: 'otherRoles',
      trusted: named.map(describePrincipal),
      missing: unnamed.map((account) => `role ${party.roleNames[0]} in account ${account}`),
    };
  }
  const [missing] = unnamed;
  const whole = party.accounts.find((account) => !unnamed.includes(account));
  if (missing !== undefined && whole !== undefined)
    return { name: 'oneAccountOnly', missing, trusted: whole, principals };
  const mistaken = trusted.some(({ value }) =>
    party.others.some((other) => other === accountOf(value)),
  );
  return { name: mistaken ? 'otherSpotAccount' : 'notSpotAtAll', principals };
}

function describeOpenDoor(verdict: TrustVerdict): TrustFinding {
  const line = externalIdLines(verdict.by)[0];
  return line
    ? describeLooseId(line, 'it also lets in who sends none')
    : { name: 'externalIdMissing', statement: describeStatement(verdict.by) };
}

function describeLooseId(line: ConditionLine | undefined, why: string): TrustFinding {
  return {
    name: 'externalIdUnprotected',
    operator: line?.operator ?? 'none',
    values: [...(line?.values ?? [])],
    why,
  };
}

/**
 * Everybody else who gets in, with the ID or without. AWS services and identity providers count:
 * Spot needs none.
 */
function findOthersAdmitted(
  document: PolicyDocument,
  party: TrustedParty,
  granted: (caller: Caller, id: string | undefined) => boolean,
  externalId: string,
): string[] {
  const others = allowedPrincipals(document).filter(({ type, value }) => {
    if (type !== 'AWS') return true;
    const account = accountOf(value);
    if (account === undefined || party.accounts.includes(account)) return false;
    const caller = isWholeAccount(value)
      ? findStranger(account, party)
      : { accountId: account, arn: value };
    return granted(caller, externalId) || granted(caller, undefined);
  });
  return [...new Set(others.map(describePrincipal))];
}

function allowedPrincipals(document: PolicyDocument): PrincipalEntry[] {
  return document.Statement.filter((statement) => statement.Effect === 'Allow')
    .filter(
      (statement) =>
        coversAction(statement, 'sts:AssumeRole') ||
        principalsOf(statement).some(({ type }) => type === 'Federated'),
    )
    .flatMap(principalsOf);
}

function isExternalId(line: ConditionLine): boolean {
  return line.key.toLowerCase() === 'sts:externalid';
}

function externalIdLines(statement: PolicyStatement | undefined): ConditionLine[] {
  return conditionLines(statement?.Condition).filter(isExternalId);
}

function describeStatement(statement: PolicyStatement | undefined): string {
  return statement?.Sid ? `the statement ${statement.Sid}` : 'a statement without a name';
}

function describeLine({ operator, key, values }: ConditionLine): string {
  return `${operator} ${key} ${values.map((value) => `“${value}”`).join(' or ')}`;
}
