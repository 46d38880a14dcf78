import { createHash } from 'node:crypto';
import { formatArn } from '../arn.ts';
import { attachedScps, fullAwsAccess, organizationOf, rootId } from '../organization.ts';
import type { Call } from '../service.ts';
import type { AwsOrganization, OrganizationalUnit, ServiceControlPolicy } from '../state.ts';
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

/** What an organization is made of, as its ARNs name it. */
type Kind = 'account' | 'ou' | 'root' | 'organization';

/** What an id of an organization names, by its form; undefined when it has none. */
export function kindOf(id: string): Exclude<Kind, 'organization'> | undefined {
  if (/^r-[0-9a-z]{4,32}$/.test(id)) return 'root';
  if (/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(id)) return 'ou';
  return /^\d{12}$/.test(id) ? 'account' : undefined;
}

/**
 * ARN of something in the organization, e.g. `…:account/o-abc/111122223333`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */
export function organizationArn(
  call: Call,
  organization: AwsOrganization,
  kind: Kind,
  id?: string,
): string {
  const resource = [kind, organization.id, ...(id === undefined ? [] : [id])].join('/');
  return arnIn(call, organization, resource);
}

/** ARN of a service control policy: AWS's own belongs to nobody. */
export function scpArn(call: Call, organization: AwsOrganization, name: string): string {
  const id = scpId(name);
  return name === fullAwsAccess.name
    ? formatArn(call.account.partition, {
        service: 'organizations',
        account: 'aws',
        resource: `policy/service_control_policy/${id}`,
      })
    : arnIn(call, organization, `policy/${organization.id}/service_control_policy/${id}`);
}

function arnIn({ account }: Call, organization: AwsOrganization, resource: string): string {
  return formatArn(account.partition, {
    service: 'organizations',
    account: organization.managementAccountId,
    resource,
  });
}

/** All accounts of the organization, the management account first. */
export function accountIdsOf(organization: AwsOrganization): string[] {
  return [organization.managementAccountId, ...organization.memberAccountIds];
}

/** A unit of the organization by its id. */
export function findUnit(
  organization: AwsOrganization,
  id: string,
): OrganizationalUnit | undefined {
  return organization.units?.find((unit) => unit.id === id);
}

/** Whether the root, a unit or an account of the organization has this id. */
export function holds(organization: AwsOrganization, id: string): boolean {
  return (
    id === rootId(organization) ||
    findUnit(organization, id) !== undefined ||
    accountIdsOf(organization).includes(id)
  );
}

/** Id of a service control policy; AWS's own has its name in it. */
export function scpId(name: string): string {
  return name === fullAwsAccess.name
    ? 'p-FullAWSAccess'
    : `p-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** All service control policies that are attached somewhere, by id. */
export function allScps(organization: AwsOrganization): Map<string, ServiceControlPolicy> {
  const targets = [...organization.serviceControlPolicies.keys()];
  const policies = targets.flatMap((id) => attachedScps(organization, id));
  return new Map(policies.map((policy) => [scpId(policy.name), policy]));
}
