import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import {
  type ConditionLine,
  conditionLines,
  evaluateConditions,
  type KeyValue,
  type RequestContext,
} from './conditions.ts';
import { coversAction } from './match.ts';
import { type Caller, coversCaller } from './principals.ts';

/**
 * What a role of another company's account brings along when it calls; keys the reader could only
 * guess are `foreign`.
 */
function foreignContext(caller: Caller, now: Date): RequestContext {
  return {
    'aws:principalarn': [caller.arn],
    'aws:principalaccount': [caller.accountId],
    'aws:principaltype': ['AssumedRole'],
    'aws:principalisawsservice': ['false'],
    'aws:viaawsservice': ['false'],
    'aws:securetransport': ['true'],
    'aws:currenttime': [now.toISOString()],
    'aws:epochtime': [String(Math.floor(now.getTime() / 1000))],
    // Sessions of a service's role carry no second factor.
    'aws:multifactorauthpresent': ['false'],
    'aws:multifactorauthage': 'absent',
    'aws:sourceip': 'foreign',
    'aws:vpcsourceip': 'foreign',
    'aws:sourcevpc': 'foreign',
    'aws:sourcevpce': 'foreign',
    'aws:principalorgid': 'foreign',
    'aws:principalorgpaths': 'foreign',
    'aws:principaltag/': 'foreign',
    // Only AWS services that call for somebody set these.
    'aws:sourceaccount': 'absent',
    'aws:sourcearn': 'absent',
    'aws:sourceorgid': 'absent',
    'aws:username': 'absent',
    'aws:requesttag/': 'absent',
    'aws:tagkeys': 'absent',
    'sts:sourceidentity': 'absent',
    'sts:transitivetagkeys': 'absent',
    'aws:federatedprovider': 'absent',
  };
}

export interface TrustVerdict {
  outcome: 'granted' | 'refused' | 'unknown';
  /** The statement that decided: the one that allows, or the one that denies. */
  by?: PolicyStatement;
  /**
   * `deny`: a Deny statement hits; `action`: nobody allows the action to this caller; `condition`:
   * a condition fails; `principal`: nobody names the caller.
   */
  cause?: 'deny' | 'action' | 'condition' | 'principal';
  /** Condition lines that fail (or, when unknown, may fail); of a Deny: the lines that hold. */
  lines: readonly ConditionLine[];
}

const assumeRole = 'sts:AssumeRole';

/** A statement about the caller, and what becomes of its conditions. */
type Judged = ReturnType<typeof evaluateConditions> & {
  statement: PolicyStatement;
  /** Whether it is about `sts:AssumeRole`. */
  acts: boolean;
};

/**
 * Whether a trust policy lets a caller of another account assume the role, as STS judges it.
 * `externalId`: undefined when none is sent.
 */
export function evaluateTrust(
  document: PolicyDocument,
  caller: Caller,
  externalId: string | undefined,
  now: Date,
): TrustVerdict {
  const sent: KeyValue = externalId === undefined ? 'absent' : [externalId];
  const context = { ...foreignContext(caller, now), 'sts:externalid': sent };
  const about = document.Statement.filter((statement) => coversCaller(statement, caller)).map(
    (statement) => ({
      statement,
      acts: coversAction(statement, assumeRole),
      ...evaluateConditions(statement.Condition, context),
    }),
  );

  const denies = about.filter(({ statement, acts }) => statement.Effect === 'Deny' && acts);
  const denied = denies.find(({ truth }) => truth === 'yes');
  if (denied)
    return {
      outcome: 'refused',
      by: denied.statement,
      cause: 'deny',
      lines: conditionLines(denied.statement.Condition),
    };

  const allows = about.filter(({ statement }) => statement.Effect === 'Allow');
  const acting = allows.filter(({ acts }) => acts);
  const granting = acting.find(({ truth }) => truth === 'yes');
  const maybeDenied = denies.find(({ truth }) => truth === 'unknown');
  if (granting && maybeDenied)
    return {
      outcome: 'unknown',
      by: maybeDenied.statement,
      cause: 'deny',
      lines: maybeDenied.unknown,
    };
  if (granting) return { outcome: 'granted', by: granting.statement, lines: [] };
  return explainRefusal(allows);
}

/** Why no statement grants: `allows` are those that name the caller. */
function explainRefusal(allows: readonly Judged[]): TrustVerdict {
  const acting = allows.filter(({ acts }) => acts);
  const uncertain = acting.find(({ truth }) => truth === 'unknown');
  if (uncertain)
    return {
      outcome: 'unknown',
      by: uncertain.statement,
      cause: 'condition',
      lines: uncertain.unknown,
    };
  if (allows.length === 0) return { outcome: 'refused', cause: 'principal', lines: [] };
  if (acting.length === 0)
    return { outcome: 'refused', by: allows[0]?.statement, cause: 'action', lines: [] };
  // The statement that comes closest tells best what is wrong.
  const nearest = acting.toSorted((a, b) => a.failed.length - b.failed.length)[0];
  return {
    outcome: 'refused',
    by: nearest?.statement,
    cause: 'condition',
    lines: nearest?.failed ?? [],
  };
}
