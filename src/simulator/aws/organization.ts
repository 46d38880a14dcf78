import type { AwsOrganization, AwsState, ServiceControlPolicy } from './state.ts';

/** The organization an account is in; undefined for a standalone account. */
export function organizationOf(state: AwsState, accountId: string): AwsOrganization | undefined {
  return state.organizations.find(
    (organization) =>
      organization.managementAccountId === accountId ||
      organization.memberAccountIds.includes(accountId),
  );
}

/** Id of the organization's only root. */
export function rootId({ id }: Pick<AwsOrganization, 'id'>): string {
  return `r-${id.slice(2, 6)}`;
}

/** Id of the unit or root that an account or a unit is directly in. */
export function parentOf(organization: AwsOrganization, childId: string): string {
  const units = organization.units ?? [];
  const own = units.find(({ id }) => id === childId);
  const holding = units.find(({ accountIds }) => accountIds.includes(childId));
  return own?.parentId ?? holding?.id ?? rootId(organization);
}

/** From the root through the units to an account: `[r-ab12, ou-ab12-…, 111122223333]`. */
export function pathTo(organization: AwsOrganization, accountId: string): string[] {
  const path = [accountId];
  for (let id = accountId; id !== rootId(organization); ) {
    id = parentOf(organization, id);
    path.unshift(id);
  }
  return path;
}

/** Accounts that a bill covers: all of its organization for a management account, else its own. */
export function accountsBilledTo(state: AwsState, accountId: string): string[] {
  const organization = organizationOf(state, accountId);
  return organization?.managementAccountId === accountId
    ? [accountId, ...organization.memberAccountIds]
    : [accountId];
}

/** AWS's own service control policy, attached to everything unless somebody detaches it. */
export const fullAwsAccess: ServiceControlPolicy = {
  name: 'FullAWSAccess',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/**
 * The resource control policies that bind what is in an account, level by level; none for an account that stands alone, and
 * for the management account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function rcpsOver(state: AwsState, accountId: string): ServiceControlPolicy[] {
  const organization = organizationOf(state, accountId);
  if (
    !organization ||
    organization.managementAccountId === accountId ||
    organization.featureSet !== 'ALL'
  )
    return [];
  return pathTo(organization, accountId).flatMap(
    (target) => organization.resourceControlPolicies?.get(target) ?? [],
  );
}

/**
 * The service control policies attached to an account, a unit or the root. `FullAWSAccess` comes
 * first, unless one of the target's own policies allows something: whoever writes an allow list has
 * detached it.
 */
export function attachedScps(
  organization: AwsOrganization,
  targetId: string,
): ServiceControlPolicy[] {
  const own = organization.serviceControlPolicies.get(targetId) ?? [];
  const allowList = own.some(({ document }) =>
    [document.Statement]
      .flat()
      .some((statement) => (statement as { Effect?: string })?.Effect === 'Allow'),
  );
  return allowList ? own : [fullAwsAccess, ...own];
}
