import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import compact from '../_policy/compact.ts';
import { conditionLines } from '../_policy/conditions.ts';
import { accountOf, principalsOf } from '../_policy/principals.ts';
import { judgeTrustStatements } from '../_policy/trust.ts';
import { callersOf, type TrustedParty, trustPolicyOf } from './party.ts';

/**
 * The guide's trust policy with every Deny of the one that is there: somebody set those on purpose.
 * Where one stops the party, the party's accounts are excepted from it, and it goes on stopping
 * everybody else; where it compares external IDs and nothing else, it compares with the right one.
 */
export function repairTrustPolicy(
  document: PolicyDocument | undefined,
  party: TrustedParty,
  externalId: string,
  now: Date,
): object {
  const right = trustPolicyOf(party, externalId);
  const denies = (document?.Statement ?? []).filter(({ Effect }) => Effect === 'Deny');
  if (document === undefined || denies.length === 0) return right;
  const kept = denies.map((statement) =>
    compact(spare(document, statement, party, externalId, now)),
  );
  // In an older version `${…}` is no variable, and it must not become one.
  const isOlder = document.Version !== right.Version && JSON.stringify(kept).includes('${');
  return {
    Version: isOlder ? '2008-10-17' : right.Version,
    Statement: [...right.Statement, ...kept],
  };
}

/** Whether a Deny names the party itself: then it is meant for nobody else. */
export function isAgainst(statement: PolicyStatement, { accounts }: TrustedParty): boolean {
  const named = principalsOf(statement).map(({ value }) => accountOf(value) ?? '');
  const narrowed = conditionLines(statement.Condition)
    .filter(
      ({ operator, key }) =>
        /^(ForAnyValue:)?(String|Arn)(Equals|Like)(IgnoreCase)?(IfExists)?$/.test(operator) &&
        /^aws:Principal(Account|Arn)$/i.test(key),
    )
    .flatMap(({ values }) => values.map((value) => accountOf(value) ?? ''));
  return [...named, ...narrowed].some((account) => accounts.includes(account));
}

function spare(
  document: PolicyDocument,
  statement: PolicyStatement,
  party: TrustedParty,
  externalId: string,
  now: Date,
): PolicyStatement {
  const hits = callersOf(party).some((caller) =>
    judgeTrustStatements(document, caller, externalId, now).some(
      (judged) => judged.statement === statement && judged.applies === 'yes',
    ),
  );
  if (!hits || isAgainst(statement, party)) return statement;
  const lines = conditionLines(statement.Condition);
  if (lines.length > 0 && lines.every(({ key }) => /^sts:ExternalId$/i.test(key)))
    return {
      ...statement,
      Condition: Object.fromEntries(
        Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.keys(keys).map((key) => [key, [externalId]])),
        ]),
      ),
    };
  const { StringNotEquals = {}, ...others } = statement.Condition ?? {};
  const key =
    Object.keys(StringNotEquals).find((name) => /^aws:PrincipalAccount$/i.test(name)) ??
    'aws:PrincipalAccount';
  const accounts = [...(StringNotEquals[key] ?? []), ...party.accounts];
  return {
    ...statement,
    Condition: {
      ...others,
      StringNotEquals: { ...StringNotEquals, [key]: [...new Set(accounts)] },
    },
  };
}
