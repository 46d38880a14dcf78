import { writeJson } from '../../shell.ts';
import { policyNameFor } from '../_role/documents.ts';
import { putPolicy } from '../_role/fixes.ts';
import { linked, trustPolicyOf } from '../_trust/party.ts';
import { type LinkedSelection, linkedPolicyFor } from './policy.ts';

/**
 * Commands that mend the role of a linked account. All take values that passed the inputs'
 * validation.
 */

export interface LinkedValues {
  accountId: string;
  roleName: string;
}

/** AWS's own policy that Spot's wizard attaches beside its own. */
export const securityAuditArn = 'arn:aws:iam::aws:policy/SecurityAudit';

/** The trust policy of a linked account's role. `externalId` may be a placeholder. */
export const linkedTrustPolicyFor = ({ externalId }: { externalId: string }) =>
  trustPolicyOf(linked, externalId);

/** ARN of the policy that the guide makes. */
export const linkedPolicyArn = ({ accountId, roleName }: LinkedValues) =>
  `arn:aws:iam::${accountId}:policy/${policyNameFor({ roleName })}`;

/** Makes or renews the policy of what was chosen, and attaches it. */
export function putLinkedPolicy(values: LinkedValues, selection: LinkedSelection): string {
  return putPolicy(values, linkedPolicyFor(selection), undefined, true);
}

/** Gives the policy, which is there and attached, a new version for what was chosen. */
export function renewLinkedPolicy(values: LinkedValues, selection: LinkedSelection): string {
  return putPolicy(values, linkedPolicyFor(selection), linkedPolicyArn(values), true);
}

/** Makes or renews the policy of what was chosen. */
export function makeLinkedPolicy(values: LinkedValues, selection: LinkedSelection): string {
  return putLinkedPolicy(values, selection).split('\n').slice(0, -1).join('\n');
}

export function attachSecurityAudit({ roleName }: { roleName: string }): string {
  return `aws iam attach-role-policy --role-name ${roleName} --policy-arn ${securityAuditArn}`;
}

/** Makes the whole role, or brings the one that is there into the state of the guide. */
export function ensureLinkedRole(
  values: LinkedValues & { externalId: string },
  selection: LinkedSelection,
): string {
  const { roleName } = values;
  return [
    writeJson('trust-policy.json', linkedTrustPolicyFor(values)),
    `if aws iam get-role --role-name ${roleName} > /dev/null 2>&1; then`,
    `  aws iam update-assume-role-policy --role-name ${roleName} --policy-document file://trust-policy.json`,
    'else',
    `  aws iam create-role --role-name ${roleName} --assume-role-policy-document file://trust-policy.json --description "Lets Spot run servers in this account"`,
    'fi',
    putLinkedPolicy(values, selection),
    attachSecurityAudit(values),
  ].join('\n');
}
