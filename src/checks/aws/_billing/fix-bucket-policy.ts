import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../evidence/aws/_shared/policy-document.ts';
import compact from '../_policy/compact.ts';
import { type Names, stopsBilling } from './access.ts';
import { billingService, bucketPolicyFor } from './documents.ts';
import { allowedToAnybody, type Harm } from './strangers.ts';

/**
 * The reader's own policy with what the billing service needs put right and everything else kept:
 * its old statements are replaced, statements that let anybody do a harm of `closes` are left out,
 * and a Deny that stops it gets an exception for AWS services.
 */
export function fixBucketPolicy(
  policy: PolicyDocument | null,
  names: Names,
  closes: readonly Harm[] = ['write'],
): object {
  const right = bucketPolicyFor(names);
  if (policy === null) return right;
  const isOpen = (statement: PolicyStatement) =>
    closes.some((harm) => allowedToAnybody(policy, statement, harm, names).length > 0);
  const kept = policy.Statement.flatMap((statement) => {
    if (isOpen(statement)) return [];
    if (stopsBilling(policy, statement, names) === 'yes') return withException(statement);
    return statement.Effect === 'Allow' ? withoutBilling(statement) : [statement];
  });
  // In an older version `${…}` is no variable, and it must not become one.
  const isOlder = policy.Version !== right.Version && JSON.stringify(kept).includes('${');
  return {
    Version: isOlder ? '2008-10-17' : right.Version,
    Statement: [...kept.map(compact), ...right.Statement],
  };
}

function withoutBilling(statement: PolicyStatement): PolicyStatement[] {
  if (typeof statement.Principal !== 'object') return [statement];
  const services = statement.Principal.Service ?? [];
  if (!services.includes(billingService)) return [statement];
  const { Service: _, ...others } = statement.Principal;
  const left = services.filter((service) => service !== billingService);
  const principal = left.length > 0 ? { ...others, Service: left } : others;
  return Object.keys(principal).length > 0 ? [{ ...statement, Principal: principal }] : [];
}

function withException(statement: PolicyStatement): PolicyStatement[] {
  const named =
    typeof statement.Principal === 'object' &&
    (statement.Principal.Service ?? []).includes(billingService);
  if (named) return withoutBilling(statement);
  // IfExists: requests without any credentials carry no such key, and the Deny has to go on
  // stopping those.
  const exception = {
    ...statement.Condition?.BoolIfExists,
    'aws:PrincipalIsAWSService': ['false'],
  };
  return [{ ...statement, Condition: { ...statement.Condition, BoolIfExists: exception } }];
}
