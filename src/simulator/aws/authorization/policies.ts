import type { World } from '../../world.ts';
import { organizationOf } from '../arn.ts';
import { awsManagedPolicy } from '../managed-policies.ts';
import type { AwsAccount, AwsOrganization, PolicyDocument } from '../state.ts';
import type { Caller } from './context.ts';

/** Kinds of policies in the words of AWS's refusals. */
export const layerNames = {
  scp: 'service control policy',
  resource: 'resource-based policy',
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
} as const;

export type Layer = keyof typeof layerNames;

/** A policy that has a say, with a name to point at it. */
export interface PolicySource {
  layer: Layer;
  id: string;
  document: PolicyDocument;
}

/** All policies that bind a caller. A missing layer sets no limit; an empty one allows nothing. */
export interface CallerPolicies {
  identity: PolicySource[];
  boundary?: PolicySource[];
  session?: PolicySource[];
  scp?: PolicySource[];
}

/** Collects what binds a caller. Root has no identity policies and needs none. */
export function policiesOf(world: World, { account, credentials }: Caller): CallerPolicies {
  const { principal } = credentials;
  const scp = scpsOf(world, account.id);
  if (principal.type === 'root') return { identity: [], scp };
  const entity =
    principal.type === 'user'
      ? account.users.get(principal.name)
      : account.roles.get(principal.name);
  const inline = [...(entity?.inlinePolicies ?? [])].map(([id, document]) => ({
    layer: 'identity' as const,
    id,
    document,
  }));
  const attached = (entity?.attachedPolicies ?? []).flatMap((arn) =>
    managed(account, arn, 'identity'),
  );
  const sessionPolicy = principal.type === 'role' ? principal.sessionPolicy : undefined;
  return {
    identity: [...inline, ...attached],
    boundary: entity?.permissionsBoundary
      ? managed(account, entity.permissionsBoundary, 'boundary')
      : undefined,
    session: sessionPolicy && [{ layer: 'session', id: 'session policy', document: sessionPolicy }],
    scp,
  };
}

/**
 * The document a managed policy has now, customer-managed or AWS's own; undefined when there is
 * none of this ARN.
 */
export function managedDocument(account: AwsAccount, arn: string): PolicyDocument | undefined {
  const own = account.policies.get(arn);
  return own ? own.versions.get(own.defaultVersion)?.document : awsManagedPolicy(arn);
}

function managed(account: AwsAccount, arn: string, layer: Layer): PolicySource[] {
  const document = managedDocument(account, arn);
  return document ? [{ layer, id: arn.slice(arn.lastIndexOf('/') + 1), document }] : [];
}

/** AWS's own service control policy, attached to everything unless somebody detaches it. */
export const fullAwsAccess = {
  name: 'FullAWSAccess',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/**
 * The service control policies attached to a member account. `FullAWSAccess` comes first, unless
 * one of the account's own policies allows something: whoever writes an allow list has detached it.
 */
export function attachedScps(
  organization: AwsOrganization,
  accountId: string,
): { name: string; document: PolicyDocument }[] {
  const own = organization.serviceControlPolicies.get(accountId) ?? [];
  const allowList = own.some(({ document }) =>
    [document.Statement]
      .flat()
      .some((statement) => (statement as { Effect?: string })?.Effect === 'Allow'),
  );
  return allowList ? own : [fullAwsAccess, ...own];
}

/** SCPs bind members of an organization with all features; never the management account. */
function scpsOf(world: World, accountId: string): PolicySource[] | undefined {
  const organization = organizationOf(world.aws, accountId);
  if (
    !organization ||
    organization.managementAccountId === accountId ||
    organization.featureSet !== 'ALL'
  )
    return undefined;
  return attachedScps(organization, accountId).map(({ name, document }) => ({
    layer: 'scp',
    id: name,
    document,
  }));
}
