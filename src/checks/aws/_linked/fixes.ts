import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { writeJson } from '../../shell.ts';
import { formatAwsPolicyArn, type RoleNames } from '../_policy/arns.ts';
import { formatGuidePolicyArn } from '../_role/documents.ts';
import { putPolicy } from '../_role/fixes.ts';
import { findParty, linked, type SpotPlace, trustPolicyOf } from '../_trust/party.ts';
import { type LinkedSelection, linkedPolicyFor } from './policy.ts';

/**
 * Commands that fix the role of a linked account. All take values that passed the inputs'
 * validation.
 */

/** AWS's own policy that Spot's wizard attaches beside its own. */
export function securityAuditArn(place: AwsPlace = {}): string {
  return formatAwsPolicyArn('SecurityAudit', place);
}

/** The trust policy of a linked account's role. `externalId` may be a placeholder. */
export function linkedTrustPolicyFor({ externalId, ...place }: { externalId: string } & SpotPlace) {
  return trustPolicyOf(findParty(linked, place), externalId);
}

/** Makes or renews the policy of what was chosen, and attaches it. */
export function putLinkedPolicy(role: RoleNames, selection: LinkedSelection): string {
  return putPolicy(role, linkedPolicyFor(selection, role), undefined, true);
}

/** Gives the policy, which is there and attached, a new version for what was chosen. */
export function renewLinkedPolicy(role: RoleNames, selection: LinkedSelection): string {
  return putPolicy(role, linkedPolicyFor(selection, role), formatGuidePolicyArn(role), true);
}

/** Makes or renews the policy of what was chosen. */
export function makeLinkedPolicy(role: RoleNames, selection: LinkedSelection): string {
  return putLinkedPolicy(role, selection).split('\n').slice(0, -1).join('\n');
}

export function attachSecurityAudit({
  roleName,
  ...place
}: { roleName: string } & AwsPlace): string {
  return `aws iam attach-role-policy --role-name ${roleName} --policy-arn ${securityAuditArn(place)}`;
}

/** Makes the whole role, or brings the one that is there into the state of the guide. */
export function ensureLinkedRole(
  values: RoleNames & SpotPlace & { externalId: string },
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
