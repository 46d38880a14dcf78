import { createHash } from 'node:crypto';
import { organizationOf } from '../arn.ts';
import { attachedScps } from '../authorization/index.ts';
import type { Call } from '../service.ts';
import type { AwsOrganization, PolicyDocument } from '../state.ts';
import { accessDenied, notInUse } from './errors.ts';

/** The organization of the caller's account. */
export function requireOrganization({ world, account }: Call): AwsOrganization {
  const organization = organizationOf(world.aws, account.id);
  if (!organization) throw notInUse();
  return organization;
}

/** The organization, for operations that only its management account may call. */
export function requireManagement(call: Call): AwsOrganization {
  const organization = requireOrganization(call);
  if (organization.managementAccountId !== call.account.id) throw accessDenied();
  return organization;
}

/** ARN of something in the organization, e.g. `account/o-abc/111122223333`. */
export function organizationArn(
  call: Call,
  organization: AwsOrganization,
  resource: string,
): string {
  return `arn:${call.account.partition}:organizations::${organization.managementAccountId}:${resource}`;
}

/** Id of the organization's only root. */
export function rootId(organization: AwsOrganization): string {
  return `r-${organization.id.slice(2, 6)}`;
}

/** Id of a service control policy; AWS's own has its name in it. */
export function scpId(name: string): string {
  return name === 'FullAWSAccess'
    ? 'p-FullAWSAccess'
    : `p-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** All service control policies that are attached somewhere, by id. */
export function allScps(
  organization: AwsOrganization,
): Map<string, { name: string; document: PolicyDocument }> {
  const policies = organization.memberAccountIds.flatMap((id) => attachedScps(organization, id));
  return new Map(policies.map((policy) => [scpId(policy.name), policy]));
}
