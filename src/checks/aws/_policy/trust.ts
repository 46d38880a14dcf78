import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import { type ConditionLine, conditionLines } from './conditions.ts';
import type { KeyValue, RequestContext } from './context.ts';
import { type Judged, judgeStatements } from './evaluate.ts';
import { type Caller, coversCaller } from './principals.ts';

/**
 * What a role of another company's account brings along when it calls; keys the reader could only
 * guess are `foreign`.
 */
function foreignContext(caller: Caller, now: Date): RequestContext {
  return {
    'aws:principalarn': caller.arnPattern ? { like: caller.arnPattern } : [caller.arn],
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
    // The ID of a role, and the name that the session chose.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
    'aws:userid': { like: 'AROA*:*' },
    'aws:username': 'absent',
    'aws:requesttag/': 'absent',
    'aws:tagkeys': 'absent',
    'sts:sourceidentity': 'absent',
    'sts:transitivetagkeys': 'absent',
    'aws:federatedprovider': 'absent',
    // There always is one, which its caller chooses.
    'sts:rolesessionname': { like: '*' },
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
  /**
   * Condition lines that fail (or, when unknown, may fail); of a Deny: the lines that hold. None
   * where it is not the conditions that decide.
   */
  lines: readonly ConditionLine[];
}

const assumeRole = 'sts:AssumeRole';

/** What becomes of each statement of a trust policy when a caller of another account wants in. */
export function judgeTrustStatements(
  document: PolicyDocument,
  caller: Caller,
  externalId: string | undefined,
  now: Date,
): Judged[] {
  const sent: KeyValue = externalId === undefined ? 'absent' : [externalId];
  return judgeStatements(document, {
    covers: (statement) => coversCaller(statement, caller),
    action: assumeRole,
    context: { ...foreignContext(caller, now), 'sts:externalid': sent },
  });
}

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
  const about = judgeTrustStatements(document, caller, externalId, now).filter(
    ({ who }) => who !== 'no',
  );

  const denies = about.filter(({ statement }) => statement.Effect === 'Deny');
  const denied = denies.find(({ applies }) => applies === 'yes');
  if (denied)
    return {
      outcome: 'refused',
      by: denied.statement,
      cause: 'deny',
      lines: conditionLines(denied.statement.Condition),
    };

  const allows = about.filter(({ statement }) => statement.Effect === 'Allow');
  const granting = allows.find(({ applies }) => applies === 'yes');
  const maybeDenied = denies.find(({ applies }) => applies === 'unknown');
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
  const acting = allows.filter(({ acts }) => acts !== 'no');
  const uncertain = acting.find(({ applies }) => applies === 'unknown');
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
